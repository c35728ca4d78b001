import { expect, it } from 'vitest';
import { onlyTask } from '../fixtures/console.ts';
import { instagramPhone, phoneAddress } from '../fixtures/simulator.ts';
import { playFault } from './start.ts';

const scenario = {
  service: { instagram: [{ username: 'ana', password: 'right horse' }] },
  phones: [instagramPhone('P1', phoneAddress(11, 1), {}, { faults: [{ at: 'any:7', kind: 'drop', seconds: 2 }] })],
};

it('a phone unplugged before anything was typed makes its task wait, and go on when it is back', async () => {
  await playFault({ scenario }, async ({ server, simulator, account, login, settled, invariants }) => {
    const { id } = await account('ana', 'P1');
    const runId = await login(['ana']);
    const waiting = await server.runUntil(
      runId,
      'the task waits',
      ({ tasks }) => tasks[0]?.waiting === 'device_offline',
    );
    expect(onlyTask(waiting).message).toContain('can be reached again');
    expect(await server.query('select 1 from observation')).toEqual([]);
    expect(await server.query('select login_status from account where id = $1', [id])).toEqual([
      { login_status: 'unknown' },
    ]);
    expect(await server.query('select 1 from login_attempt where submitted_at is not null')).toEqual([]);
    await invariants.check();

    expect(await settled(runId)).toMatchObject([{ outcome: 'done', attempts: 2 }]);
    expect(await simulator.submissions('ana')).toHaveLength(1);
  });
});
