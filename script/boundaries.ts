// Checks the direction of dependencies (ARCHITECTURE.md) and fails when it saw suspiciously little of the code.
import { readdirSync } from 'node:fs';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import rules from '../dependency-rules.ts';

const roots = ['apps', 'packages'];

function sourceFiles(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/node_modules|dist/.test(entry.parentPath),
  ).length;
}

const expected = roots.reduce((sum, root) => sum + sourceFiles(root), 0);
const { output } = await cruise(
  roots,
  {
    ruleSet: rules,
    validate: true,
    tsPreCompilationDeps: true,
    exclude: { path: ['node_modules', 'dist'] },
    doNotFollow: { path: 'node_modules' },
  },
  {
    extensions: ['.ts', '.tsx', '.js', '.mjs'],
    exportsFields: ['exports'],
    conditionNames: ['import', 'node', 'default', 'types'],
  },
  { tsConfig: extractTsConfig('tsconfig.json') },
);
const { summary, modules } = output as ICruiseResult;
const seen = modules.filter((module) => /^(apps|packages)\/.*\.tsx?$/.test(module.source)).length;
const edges = modules.reduce((sum, module) => sum + module.dependencies.length, 0);

for (const violation of summary.violations) {
  process.stderr.write(`${violation.rule.name}: ${violation.from} → ${violation.to}\n`);
}
if (seen < expected * 0.95 || edges < seen) {
  process.stderr.write(
    `The boundary check saw ${seen} of ${expected} modules and ${edges} imports: it does not read TypeScript. Is "typescript" version 6?\n`,
  );
  process.exitCode = 1;
} else if (summary.violations.length > 0) {
  process.exitCode = 1;
}
