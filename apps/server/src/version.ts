import packageJson from '../package.json' with { type: 'json' };

/** Of this console, as in its package. */
export const VERSION: string = packageJson.version;
