import type { IFlattenedRuleSet } from 'dependency-cruiser';

const modules = 'accounts|devices|sessions|imports|runs|schedules|figures|vault|people|audit|live';

/** The direction of dependencies, as ARCHITECTURE.md tells it. */
const rules: IFlattenedRuleSet = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'all-imports-resolve', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'server-modules-meet-at-their-doors',
      comment: 'A module is entered through its index.ts only; table types are merged from tables.ts.',
      severity: 'error',
      from: { path: `^apps/server/src/(${modules})/`, pathNot: '\\.test\\.ts$' },
      to: {
        path: `^apps/server/src/(${modules})/`,
        pathNot: [`^apps/server/src/$1/`, `^apps/server/src/(${modules})/(index|tables)\\.ts$`],
      },
    },
    {
      name: 'platform-knows-no-domain',
      severity: 'error',
      from: { path: '^apps/server/src/platform/' },
      to: {
        path: [
          `^apps/server/src/(${modules})/`,
          '^packages/(android|networks|sheets|simulator|client)/',
          '^apps/server/src/main',
        ],
      },
    },
    {
      name: 'contract-stands-alone',
      severity: 'error',
      from: { path: '^packages/contract/src/', pathNot: '\\.test\\.ts$' },
      to: { path: ['^apps/', '^packages/(?!contract/)'], dependencyTypesNot: ['npm'] },
    },
    {
      name: 'contract-needs-no-node-and-no-react',
      severity: 'error',
      from: { path: '^packages/contract/src/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'android-knows-no-account',
      severity: 'error',
      from: { path: '^packages/android/src/', pathNot: '\\.test\\.ts$' },
      to: { path: ['^apps/', '^packages/(contract|client|networks|sheets|simulator)/'] },
    },
    {
      name: 'networks-are-pure',
      severity: 'error',
      from: { path: '^packages/networks/src/', pathNot: '\\.test\\.ts$' },
      to: { path: ['^apps/', '^packages/(client|sheets|simulator)/', '^packages/android/src/(?!tree/)'] },
    },
    {
      name: 'networks-use-no-node',
      severity: 'error',
      from: { path: ['^packages/networks/src/', '^packages/android/src/tree/'], pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'a-network-does-not-know-the-other',
      severity: 'error',
      from: { path: '^packages/networks/src/(tiktok|instagram)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^packages/networks/src/(tiktok|instagram)/', pathNot: '^packages/networks/src/$1/' },
    },
    {
      name: 'sheets-are-pure',
      severity: 'error',
      from: { path: '^packages/sheets/src/', pathNot: '\\.test\\.ts$' },
      to: { path: ['^apps/', '^packages/(?!sheets/|contract/)'], dependencyTypesNot: ['npm'] },
    },
    {
      name: 'simulator-knows-no-muster',
      comment: 'A stranger may use it: it imports nothing of the console.',
      severity: 'error',
      from: { path: '^packages/simulator/src/', pathNot: '\\.test\\.ts$' },
      to: { path: ['^apps/', '^packages/(?!simulator/)'], dependencyTypesNot: ['npm'] },
    },
    {
      name: 'simulator-is-for-demo-and-tests',
      severity: 'error',
      from: {
        path: '^(apps|packages)/',
        pathNot: [
          '\\.test\\.ts$',
          '^packages/simulator/',
          '^apps/cli/src/(demo|phones|commands/simulator)',
          '/testing/',
        ],
      },
      to: { path: '^packages/simulator/' },
    },
    {
      name: 'web-speaks-through-the-client',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: ['^apps/(?!web/)', '^packages/(?!client/|contract/)'], dependencyTypesNot: ['npm'] },
    },
    {
      name: 'client-speaks-the-contract',
      severity: 'error',
      from: { path: '^packages/client/', pathNot: '\\.test\\.ts$' },
      to: { path: ['^apps/', '^packages/(?!client/|contract/)'], dependencyTypesNot: ['npm'] },
    },
    {
      name: 'tests-are-not-imported',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: '\\.test\\.ts$' },
      to: { path: ['\\.test\\.ts$', '^tests/'] },
    },
  ],
};

export default rules;
