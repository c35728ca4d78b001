import { describe, expect, it } from 'vitest';
import type { OpenTask } from './task-store.ts';
import { turnOf } from './turn.ts';

const MINUTE = 60_000;
const now = new Date('2026-11-22T12:00:00Z');
const task: OpenTask = {
  id: '1',
  runId: 1,
  script: 'login',
  state: 'queued',
  waiting: null,
  lookOnly: false,
  steps: 0,
  notBefore: null,
  ignorePace: false,
  stopRequested: false,
  workspaceId: 1,
  network: 'instagram',
  deviceId: 7,
  accountId: 3,
  username: 'ana',
  package: null,
  enabled: true,
  deletedAt: null,
  accountDeviceId: 7,
  deviceLabel: '7',
  heldPackages: [],
  openPress: null,
  lastPressAt: null,
};
const turn = (change: Partial<OpenTask>) => turnOf({ ...task, ...change }, 7, now, 30 * MINUTE);

describe('the turn of a queued task', () => {
  it.each<[string, Partial<OpenTask>, object]>([
    ['whose account was deleted', { deletedAt: now }, { outcome: 'skipped', reason: 'deleted' }],
    ['whose account was removed for good', { accountId: null }, { outcome: 'skipped', reason: 'deleted' }],
    ['whose account was disabled', { enabled: false }, { outcome: 'skipped', reason: 'disabled' }],
    ['whose account has no phone any more', { accountDeviceId: null }, { outcome: 'skipped', reason: 'no_device' }],
    ['of a stopped run', { stopRequested: true }, { outcome: 'stopped' }],
  ])('%s is its end', (_which, change, end) => {
    expect(turn(change)).toMatchObject({ kind: 'end', end });
  });

  it('is on the phone where the account lives now', () => {
    expect(turn({ accountDeviceId: 8 })).toEqual({ kind: 'move', deviceId: 8 });
    expect(turn({})).toMatchObject({ kind: 'run' });
  });

  it('comes after the pause between two attempts, unless a person asks or it only looks', () => {
    const lastPressAt = new Date(now.getTime() - 10 * MINUTE);
    expect(turn({ lastPressAt })).toEqual({ kind: 'pause', until: new Date(now.getTime() + 20 * MINUTE) });
    for (const change of [{ ignorePace: true }, { lookOnly: true }, { openPress: '5' }]) {
      expect(turn({ lastPressAt, ...change })).toMatchObject({ kind: 'run' });
    }
  });
});
