import { expect, it } from 'vitest';
import { until } from '../fixtures/until.ts';
import { instagramPhone, phoneAddress } from '../fixtures/simulator.ts';
import { playFault } from './start.ts';

const LOGINS = 16;
const PHONES = 8;
const KILLS = 5;

const names = Array.from({ length: LOGINS }, (_, at) => `user${at}`);
const scenario = {
  service: { instagram: names.map((username) => ({ username, password: 'right horse' })) },
  phones: Array.from({ length: PHONES }, (_, at) =>
    instagramPhone(`P${at}`, phoneAddress(19, at + 1), {}, { latencyMs: 40 }),
  ),
};

/** Numbers below a bound that a seed determines (a linear congruential generator, Numerical Recipes). */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

it('a console killed at random points of logins goes on after each start, and nobody is submitted twice', async () => {
  const random = seeded(9);
  await playFault(
    { scenario, database: 'embedded' },
    async ({ server, simulator, account, login, settled, invariants }) => {
      for (const [at, name] of names.entries()) await account(name, `P${at % PHONES}`);
      const runId = await login(names, { ignorePace: true });
      const written = async () => {
        const [row] = await server.query<{ steps: number }>('select count(*)::int as steps from task_step');
        return row?.steps ?? 0;
      };
      for (let kill = 0; kill < KILLS; kill += 1) {
        const enough = (await written()) + 1 + random(12);
        await until('so many steps were made', written, (steps) => steps >= enough);
        expect(await server.stop('SIGKILL')).toEqual({ status: null, signal: 'SIGKILL' });
        await server.start();
        await invariants.check();
      }
      const tasks = await settled(runId, 90_000);
      for (const task of tasks) expect(['done', 'already_signed_in', 'unknown']).toContain(task.outcome);
      for (const name of names) expect((await simulator.submissions(name)).length, name).toBeLessThanOrEqual(1);
      // What was left unknown is looked at; then everybody whose press arrived is known to be signed in.
      const ended = await until(
        'every press has an end that was seen',
        () => server.query('select 1 from login_attempt where submitted_at is not null and ended_at is null'),
        (open) => open.length === 0,
      );
      expect(ended).toEqual([]);
    },
  );
}, 180_000);
