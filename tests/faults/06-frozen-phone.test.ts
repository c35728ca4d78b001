import { expect, it } from 'vitest';
import { instagramPhone, phoneAddress } from '../fixtures/simulator.ts';
import { playFault } from './start.ts';

const scenario = {
  service: {
    instagram: [
      { username: 'ana', password: 'right horse' },
      { username: 'ben', password: 'right horse' },
    ],
  },
  phones: [
    instagramPhone('P1', phoneAddress(16, 1), {}, { faults: [{ at: 'any:7', kind: 'freeze', seconds: 25 }] }),
    instagramPhone('P2', phoneAddress(16, 2)),
  ],
};

it('a phone that accepts and never answers is unresponsive, gives up its lease, and holds nobody else up', async () => {
  await playFault({ scenario }, async ({ server, simulator, account, login, settled, deviceUntil, invariants }) => {
    await account('ana', 'P1');
    await account('ben', 'P2');
    const frozen = await login(['ana']);
    expect(await settled(await login(['ben']))).toMatchObject([{ outcome: 'done' }]);

    const device = await deviceUntil('P1', 'it is unresponsive', ({ state }) => state !== 'online', 30_000);
    expect(device.state).toBe('unresponsive');
    expect(device.remedy).toMatch(/\.$/);
    await server.runUntil(frozen, 'its task waits', ({ tasks }) => tasks[0]?.waiting === 'device_offline', 30_000);
    const leases = await server.query('select holder from device_lease where device_id = $1', [device.id]);
    expect(leases).toEqual([{ holder: null }]);
    await invariants.check();

    expect(await settled(frozen, 60_000)).toMatchObject([{ outcome: 'done' }]);
    expect(await simulator.submissions('ana')).toHaveLength(1);
  });
}, 120_000);
