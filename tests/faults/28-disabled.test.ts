import { describe, expect, it } from 'vitest';
import { instagramPhone, phoneAddress } from '../fixtures/simulator.ts';
import { playFault, type FaultCase } from './start.ts';

/** A phone slow enough for a person to step in between two acts. */
const scenario = (place: number) => ({
  service: { instagram: [{ username: 'ana', password: 'right horse' }] },
  phones: [instagramPhone('P1', phoneAddress(28, place), {}, { latencyMs: 150 })],
});

const disable = async ({ server }: FaultCase, id: number): Promise<void> => {
  const { id: workspaceId } = await server.workspace('Instagram');
  const body = { workspaceId, selection: { ids: [id] }, act: { kind: 'disable' as const } };
  await server.client.POST('/api/v1/accounts/bulk', { body });
};

describe('an account that is disabled', () => {
  it('while its task is queued is skipped, without its phone', async () => {
    await playFault({ scenario: scenario(1) }, async (fault) => {
      const { id } = await fault.account('ana', 'P1');
      const device = await fault.device('P1');
      await fault.server.client.POST('/api/v1/devices/{id}/disconnect', { params: { path: { id: device.id } } });
      const runId = await fault.login(['ana']);
      await fault.server.runUntil(runId, 'it waits', ({ tasks }) => tasks[0]?.waiting === 'device_offline');
      await disable(fault, id);
      await fault.server.client.POST('/api/v1/devices/connect', {
        body: { addresses: [...fault.simulator.addresses] },
      });
      expect(await fault.settled(runId)).toMatchObject([{ outcome: 'skipped', reason: 'disabled', steps: 0 }]);
    });
  });

  it('while its task runs stops at the next safe point', async () => {
    await playFault({ scenario: scenario(2) }, async (fault) => {
      const { id } = await fault.account('ana', 'P1');
      const runId = await fault.login(['ana']);
      await fault.server.runUntil(runId, 'it runs', ({ tasks }) => (tasks[0]?.steps ?? 0) > 0);
      await disable(fault, id);
      const [{ steps } = { steps: 0 }] = await fault.server.query<{ steps: number }>('select steps from task');
      expect(await fault.settled(runId)).toMatchObject([{ outcome: 'skipped', reason: 'disabled', steps }]);
      expect(await fault.simulator.submissions('ana')).toEqual([]);
    });
  });

  it('right before the press is not pressed for', async () => {
    await playFault({ scenario: scenario(3) }, async (fault) => {
      const { id } = await fault.account('ana', 'P1');
      const runId = await fault.login(['ana']);
      await fault.server.runUntil(
        runId,
        'the password is being typed',
        ({ tasks }) => tasks[0]?.lastStep?.act === 'type password',
      );
      await disable(fault, id);
      expect(await fault.settled(runId)).toMatchObject([{ outcome: 'skipped', reason: 'disabled' }]);
      expect(await fault.simulator.submissions('ana')).toEqual([]);
      expect(await fault.server.query('select 1 from login_attempt where submitted_at is not null')).toEqual([]);
    });
  });

  it('beforehand takes part in nothing that names it', async () => {
    await playFault({ scenario: scenario(4) }, async (fault) => {
      await fault.account('ana', 'P1', { enabled: false });
      expect(await fault.settled(await fault.login(['ana']))).toMatchObject([
        { outcome: 'skipped', reason: 'disabled' },
      ]);
      expect(await fault.server.query('select 1 from task_step')).toEqual([]);
    });
  });
});
