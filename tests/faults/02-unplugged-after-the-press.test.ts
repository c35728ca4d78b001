import { describe, expect, it } from 'vitest';
import { instagramPhone, phoneAddress } from '../fixtures/simulator.ts';
import { playFault, type FaultCase } from './start.ts';

const scenario = (place: number, at: 'before_submit' | 'after_submit', more: object = {}) => ({
  service: { instagram: [{ username: 'ana', password: 'right horse', ...more }] },
  phones: [instagramPhone('P1', phoneAddress(12, place), {}, { faults: [{ at, kind: 'drop', seconds: 2 }] })],
});

/** Logs in, and sees the outcome become `unknown`. */
async function loseThePhone({ account, login, settled, invariants }: FaultCase): Promise<number> {
  await account('ana', 'P1');
  const runId = await login(['ana']);
  const tasks = await settled(runId);
  expect(tasks).toMatchObject([{ state: 'ended', outcome: 'unknown', reason: null }]);
  expect(tasks[0]?.message).toContain('does not press a second time');
  await invariants.check();
  return runId;
}

describe('a phone unplugged after Log in was pressed is looked at when it is back, and', () => {
  it('found signed in it is left so; a further login presses nothing', async () => {
    await playFault({ scenario: scenario(1, 'after_submit') }, async (fault) => {
      const runId = await loseThePhone(fault);
      await fault.server.runUntil(
        runId,
        'it was looked',
        ({ tasks }) => tasks[0]?.message.includes('signed in') === true,
      );
      expect(await fault.settled(await fault.login(['ana'], { ignorePace: true }))).toMatchObject([
        { outcome: 'already_signed_in' },
      ]);
      expect(await fault.simulator.submissions('ana')).toHaveLength(1);
    });
  });

  it('found signed out it says so; only a further login that a person asks for presses again', async () => {
    await playFault({ scenario: scenario(2, 'before_submit') }, async (fault) => {
      const runId = await loseThePhone(fault);
      await fault.server.runUntil(
        runId,
        'it was looked',
        ({ tasks }) => tasks[0]?.message.includes('signed out') === true,
      );
      expect(await fault.simulator.submissions('ana')).toHaveLength(0);
      expect(await fault.settled(await fault.login(['ana'], { ignorePace: true }))).toMatchObject([
        { outcome: 'done' },
      ]);
      expect(await fault.simulator.submissions('ana')).toHaveLength(1);
    });
  });

  it('found at a challenge it calls a person', async () => {
    await playFault({ scenario: scenario(3, 'after_submit', { gate: 'captcha' }) }, async (fault) => {
      const runId = await loseThePhone(fault);
      const detail = await fault.server.runUntil(
        runId,
        'a person is called',
        ({ tasks }) => tasks[0]?.state === 'held',
      );
      expect(detail.tasks).toMatchObject([{ outcome: 'needs_person', reason: 'challenge' }]);
      expect(await fault.simulator.submissions('ana')).toHaveLength(1);
    });
  });
});
