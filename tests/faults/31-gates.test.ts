import { expect, it } from 'vitest';
import { instagramPhone, phoneAddress, TIKTOK } from '../fixtures/simulator.ts';
import { playFault } from './start.ts';

const gates = [
  ['captcha', 'challenge'],
  ['email_code', 'code_elsewhere'],
  ['approve_elsewhere', 'code_elsewhere'],
  ['suspended', 'suspended'],
] as const;

const tiktokPhone = (serial: string, address: string) => ({
  serial,
  address,
  apps: [{ package: TIKTOK, network: 'tiktok', version: '43.1.4' }],
});

const scenario = {
  service: {
    instagram: [
      ...gates.map(([gate]) => ({ username: `ig.${gate}`, password: 'right horse', gate })),
      { username: 'next', password: 'right horse' },
    ],
    tiktok: gates.map(([gate]) => ({ username: `tt.${gate}`, password: 'right horse', gate })),
  },
  phones: [
    ...gates.map(([gate], at) => instagramPhone(`ig.${gate}`, phoneAddress(31, at + 1))),
    ...gates.map(([gate], at) => tiktokPhone(`tt.${gate}`, phoneAddress(31, at + 11))),
  ],
};

it('what only a person may pass calls one, and leaves the phone as it is', async () => {
  await playFault({ scenario }, async ({ server, simulator, account, device, login, settled, invariants }) => {
    const { id: tiktokId } = await server.workspace('TikTok');
    for (const [gate] of gates) {
      await account(`ig.${gate}`, `ig.${gate}`);
      await account(`tt.${gate}`, `tt.${gate}`, { workspaceId: tiktokId });
    }
    await account('next', 'ig.captcha');
    const selection = { all: true as const };
    const { data } = await server.client.POST('/api/v1/runs', {
      body: { script: 'login', workspaceId: tiktokId, selection },
    });
    const onInstagram = await settled(await login(gates.map(([gate]) => `ig.${gate}`)));
    const onTiktok = await settled(data?.run.id ?? 0, 40_000);

    for (const [gate, reason] of gates) {
      for (const [name, tasks] of [
        [`ig.${gate}`, onInstagram],
        [`tt.${gate}`, onTiktok],
      ] as const) {
        const task = tasks.find((candidate) => candidate.account === name);
        expect(task, name).toMatchObject({ state: 'held', outcome: 'needs_person', reason, attempts: 1 });
        expect(task?.message).toContain('Look again');
        expect(await simulator.submissions(name), name).toHaveLength(1);
        expect((await device(name)).held, name).toMatchObject([{ taskId: task?.id }]);
      }
    }
    await invariants.check();

    // The phone is held: the next account of that app waits, and nothing is touched meanwhile.
    const front = await simulator.state();
    const waiting = await login(['next', 'ig.captcha'], { ignorePace: true });
    await server.runUntil(waiting, 'both wait for the person', ({ tasks }) =>
      tasks.every((task) => task.waiting === 'held'),
    );
    expect(await simulator.state()).toEqual(front);
    expect(await simulator.submissions('ig.captcha')).toHaveLength(1);
  });
}, 90_000);
