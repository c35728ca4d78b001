import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { databaseHome, type TestConsole } from '../fixtures/console.ts';
import { instagramPhone, phoneAddress } from '../fixtures/simulator.ts';
import { until } from '../fixtures/until.ts';
import { playFault } from './start.ts';

const names = ['ana', 'ben', 'cleo', 'dana'];
const scenario = {
  service: { instagram: names.map((username) => ({ username, password: 'right horse' })) },
  phones: names.map((_, at) => instagramPhone(`P${at}`, phoneAddress(14, at + 1), {}, { latencyMs: 80 })),
};

async function databasePid(server: TestConsole): Promise<number> {
  const file = join(await databaseHome(server.data), 'cluster', 'postmaster.pid');
  return Number((await readFile(file, 'utf8').catch(() => '0')).split('\n')[0]);
}

/** Ends the database server and waits until another one has its place. */
async function restartDatabase(server: TestConsole, signal: NodeJS.Signals): Promise<void> {
  const former = await databasePid(server);
  process.kill(former, signal);
  await until(
    'another server runs',
    () => databasePid(server),
    (pid) => pid > 0 && pid !== former,
    30_000,
  );
}

const answers = async (server: TestConsole): Promise<boolean> =>
  (await server.request('/api/v1/workspaces', { headers: { authorization: `Bearer ${server.token}` } })).ok;

describe('a database server that is restarted under running logins', () => {
  it.each(['SIGINT', 'SIGKILL'] as const)(
    'with %s loses nothing and nobody is submitted twice',
    async (signal) => {
      await playFault({ scenario, database: 'embedded' }, async ({ server, simulator, account, login, settled }) => {
        for (const [at, name] of names.entries()) await account(name, `P${at}`);
        const runId = await login(names);
        await server.runUntil(runId, 'they run', ({ tasks }) => tasks.filter((task) => task.steps > 2).length > 1);
        await restartDatabase(server, signal);
        await until(
          'the console answers',
          () => answers(server),
          (ok) => ok,
          30_000,
        );

        for (const task of await settled(runId, 60_000)) {
          expect(['done', 'already_signed_in', 'unknown']).toContain(task.outcome);
        }
        for (const name of names) expect((await simulator.submissions(name)).length, name).toBeLessThanOrEqual(1);
      });
    },
    120_000,
  );
});
