import { homedir } from 'node:os';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { describeSettings, platformSecrets, platformSettings, readConfig, webOrigin } from './index.ts';

const more = { pages: { variable: 'PAGES', what: 'Pages.', standard: 'https://www.example.com', read: webOrigin } };
const read = (env: Record<string, string>, flags: Record<string, string | boolean> = {}) =>
  readConfig({ env, flags }, more);

describe('the configuration', () => {
  it('is complete when nothing is set', () => {
    expect(read({ MUSTER_PORT: ' ' })).toEqual({
      config: {
        host: '127.0.0.1',
        port: 7400,
        dataFolder: `${homedir()}/.local/share/muster`,
        keyFile: `${homedir()}/.local/share/muster-key/vault.key`,
        allowedHosts: [],
        https: false,
        downloadFolder: `${homedir()}/Downloads`,
        logLevel: 'info',
        demo: null,
      },
      modules: { pages: 'https://www.example.com' },
      secrets: { databaseUrl: null },
    });
  });

  it('takes an option before a variable', () => {
    const { config } = read({ MUSTER_PORT: '1', MUSTER_HOST: '::1', MUSTER_DATA: '/a' }, { port: '0', demo: true });
    expect(config).toMatchObject({ port: 0, host: '::1', dataFolder: '/a', keyFile: '/a-key/vault.key', demo: 12 });
    expect(read({}, { demo: '7' }).config.demo).toBe(7);
  });

  it.each([
    [{ MUSTER_PORT: '65536' }, 'MUSTER_PORT must be a whole number from 0 to 65535.'],
    [{ MUSTER_PORT: '1e3' }, 'MUSTER_PORT must be a whole number from 0 to 65535.'],
    [{ MUSTER_HOST: 'http://a' }, 'MUSTER_HOST must be a host name or an IP address, without a port.'],
    [
      { MUSTER_ALLOWED_HOSTS: 'a.example, b.example:1' },
      'MUSTER_ALLOWED_HOSTS must be host names with commas between them, without ports or http://.',
    ],
    [{ MUSTER_HTTPS: 'maybe' }, 'MUSTER_HTTPS must be yes or no.'],
    [{ MUSTER_LOG: 'loud' }, 'MUSTER_LOG must be one of fatal, error, warn, info, debug, trace, silent.'],
    [{ PAGES: 'https://a.example/x' }, 'PAGES must be an origin such as https://www.example.com, without a path.'],
    [
      { MUSTER_DATA: '/a/b', MUSTER_KEY_FILE: '/a/b/..key' },
      'MUSTER_KEY_FILE is inside the data folder /a/b; a copy of the data would hold its key. Put it elsewhere.',
    ],
    [
      { MUSTER_DATA: '/a/b', MUSTER_KEY_FILE: '/a/b/c/key' },
      'MUSTER_KEY_FILE is inside the data folder /a/b; a copy of the data would hold its key. Put it elsewhere.',
    ],
  ])('refuses %j in one sentence', (env, sentence) => {
    expect(() => read(env as Record<string, string>)).toThrow(sentence);
  });

  it('names every wrong value at once, and an option as an option', () => {
    expect(() => read({ MUSTER_LOG: 'loud' }, { port: 'x' })).toThrow(
      '--port must be a whole number from 0 to 65535.\nMUSTER_LOG must be one of',
    );
  });

  it('shows no secret, neither of a right value nor of a wrong one', () => {
    const right = read({ DATABASE_URL: 'postgres://u:hunter2@db/muster' });
    expect(inspect(right, { depth: null }) + JSON.stringify(right) + String(right.secrets.databaseUrl)).not.toContain(
      'hunter2',
    );
    expect(right.secrets.databaseUrl?.reveal()).toBe('postgres://u:hunter2@db/muster');
    const wrong = (() => {
      try {
        read({ DATABASE_URL: 'mysql://u:hunter2@db/muster' });
      } catch (error) {
        return inspect(error);
      }
      return '';
    })();
    expect(wrong).toContain('DATABASE_URL must be a URL of the form postgres://');
    expect(wrong).not.toContain('hunter2');
  });

  it('describes every setting', () => {
    const described = describeSettings({ ...platformSettings, ...platformSecrets });
    expect(described.find((row) => row.variable === 'MUSTER_PORT')).toEqual({
      variable: 'MUSTER_PORT',
      flag: '--port',
      standard: '7400',
      what: 'The port to listen on; 0 picks a free one.',
    });
    expect(described.every((row) => row.what.endsWith('.') || row.what.endsWith(')'))).toBe(true);
  });
});
