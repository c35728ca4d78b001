import { isAbsolute, join, relative, sep } from 'node:path';
import { logLevels } from '../log/index.ts';
import type { Secret } from '../secret.ts';
import { StartError } from '../start-error.ts';
import { folderPath, hostName, hostNames, integerBetween, oneOf, postgresUrl, yesOrNo } from './read-values.ts';
import { readSettings, type Settings, type Source, type ValuesOf } from './settings.ts';

export { webOrigin } from './read-values.ts';
export { describeSettings, type DescribedSetting, type Setting, type Source } from './settings.ts';

const MOST_IN_A_DEMO = 1000;
const USUAL_IN_A_DEMO = 12;

/** What the platform itself needs to know. The composition root adds what its modules need. */
export const platformSettings = {
  host: {
    variable: 'MUSTER_HOST',
    flag: 'host',
    what: 'The address to listen on. Other machines reach the console only when it is not a loopback address.',
    standard: '127.0.0.1',
    read: hostName,
  },
  port: {
    variable: 'MUSTER_PORT',
    flag: 'port',
    what: 'The port to listen on; 0 picks a free one.',
    standard: '7400',
    read: integerBetween(0, 65_535),
  },
  dataFolder: {
    variable: 'MUSTER_DATA',
    flag: 'data',
    what: 'The folder of the database and everything else that is kept. One console holds it at a time.',
    standard: '~/.local/share/muster',
    read: folderPath,
  },
  keyFile: {
    variable: 'MUSTER_KEY_FILE',
    what: 'The file of the key that stored secrets are encrypted with. It cannot lie inside the data folder, and no backup holds it.',
    standard: null,
    standardInWords: 'vault.key in a folder beside the data folder, which has its name and -key',
    read: folderPath,
  },
  allowedHosts: {
    variable: 'MUSTER_ALLOWED_HOSTS',
    what: 'Further host names that the console answers to, with commas between them. Requests for any other are refused.',
    standard: '',
    standardInWords: 'none: only loopback names and the address listened on',
    read: hostNames,
  },
  https: {
    variable: 'MUSTER_HTTPS',
    what: 'Whether a proxy in front of the console serves it over HTTPS: yes or no.',
    standard: 'no',
    read: yesOrNo,
  },
  downloadFolder: {
    variable: 'MUSTER_DOWNLOADS',
    what: 'Where the command line writes exported files.',
    standard: '~/Downloads',
    read: folderPath,
  },
  logLevel: {
    variable: 'MUSTER_LOG',
    what: `How much is logged, to standard error: ${logLevels.join(', ')}.`,
    standard: 'info',
    read: oneOf(logLevels),
  },
  demo: {
    variable: null,
    flag: 'demo',
    what: `Starts with invented data and this many simulated devices (${USUAL_IN_A_DEMO} when no number is given).`,
    standard: null,
    read: (text: string) => (text === '' ? USUAL_IN_A_DEMO : integerBetween(1, MOST_IN_A_DEMO)(text)),
  },
} satisfies Settings;

/** Kept apart, so that the configuration as a whole can be logged and shown. */
export const platformSecrets = {
  databaseUrl: {
    variable: 'DATABASE_URL',
    what: 'A shared PostgreSQL server, 15 or newer, with a database in UTF-8. It holds a password, so there is no option for it.',
    standard: null,
    standardInWords: 'not set: the console starts a PostgreSQL server of its own in the data folder',
    read: postgresUrl,
  },
} satisfies Settings;

export type PlatformConfig = Omit<ValuesOf<typeof platformSettings>, 'keyFile'> & { readonly keyFile: string };

export interface PlatformSecrets {
  readonly databaseUrl: Secret | null;
}

/** What was read, the secrets apart. */
export interface ReadConfig<S extends Settings> {
  readonly config: PlatformConfig;
  /** The settings that the composition root added for its modules. */
  readonly modules: ValuesOf<S>;
  readonly secrets: PlatformSecrets;
}

/**
 * Reads the environment and the options into typed values.
 * @throws StartError config_invalid with a sentence for each value that is wrong, on lines of their own.
 */
export function readConfig<S extends Settings>(source: Source, moduleSettings: S): ReadConfig<S> {
  const platform = readSettings(platformSettings, source);
  const secrets = readSettings(platformSecrets, source);
  const modules = readSettings(moduleSettings, source);
  const wrong = [...platform.wrong, ...secrets.wrong, ...modules.wrong];
  const keyFile = platform.values.keyFile ?? join(`${platform.values.dataFolder}-key`, 'vault.key');
  if (wrong.length === 0 && isInside(platform.values.dataFolder, keyFile)) {
    wrong.push(
      `MUSTER_KEY_FILE is inside the data folder ${platform.values.dataFolder}; a copy of the data would hold its key. Put it elsewhere.`,
    );
  }
  if (wrong.length > 0) throw new StartError('config_invalid', wrong.join('\n'));
  return { config: { ...platform.values, keyFile }, modules: modules.values, secrets: secrets.values };
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
