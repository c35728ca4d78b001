import { expect, it } from 'vitest';
import { instagramPhone, phoneAddress } from '../fixtures/simulator.ts';
import { playFault } from './start.ts';

const scenario = {
  service: { instagram: [{ username: 'ana', password: 'right horse' }] },
  phones: [instagramPhone('P1', phoneAddress(29, 1), {}, { latencyMs: 150 })],
};

it('an account deleted while its task runs stops; restored it is whole again and can sign in', async () => {
  await playFault({ scenario }, async ({ server, simulator, account, login, settled, invariants }) => {
    const { id } = await account('ana', 'P1');
    const { id: workspaceId } = await server.workspace('Instagram');
    const act = (kind: 'delete' | 'restore') =>
      server.client.POST('/api/v1/accounts/bulk', { body: { workspaceId, selection: { ids: [id] }, act: { kind } } });

    const runId = await login(['ana']);
    await server.runUntil(runId, 'it runs', ({ tasks }) => (tasks[0]?.steps ?? 0) > 0);
    await act('delete');
    expect(await settled(runId)).toMatchObject([{ outcome: 'skipped', reason: 'deleted' }]);
    expect(await simulator.submissions('ana')).toEqual([]);
    await invariants.check();

    await act('restore');
    expect(await settled(await login(['ana']))).toMatchObject([{ outcome: 'done' }]);
    expect(await simulator.submissions('ana')).toHaveLength(1);
  });
});
