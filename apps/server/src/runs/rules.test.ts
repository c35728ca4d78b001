import { describe, expect, it } from 'vitest';
import { FailReason, Outcome, PersonReason, SkipReason, WaitReason } from '@muster/contract';
import { afterPress, ended } from './attempt.ts';
import { median, skewText } from './clock-skew.ts';
import { message, waitingMessage } from './messages.ts';
import { mayStartAt } from './pace.ts';
import { planTasks, type Candidate } from './plan.ts';
import { dotCounts } from './typed.ts';

const MINUTE = 60_000;
const now = new Date('2026-11-22T12:00:00Z');

describe('messages', () => {
  it('have a sentence for every outcome and reason', () => {
    for (const outcome of Outcome.options) expect(message(outcome, null)).toMatch(/\.$/);
    for (const reason of SkipReason.options) expect(message('skipped', reason)).toMatch(/\.$/);
    for (const reason of FailReason.options) expect(message('failed', reason)).toMatch(/\.$/);
    for (const reason of PersonReason.options) expect(message('needs_person', reason)).toMatch(/Look again/);
    for (const reason of WaitReason.options) expect(waitingMessage(reason)).toMatch(/\.$/);
  });

  it('name the phone and the app where they are known', () => {
    const text = message('failed', 'app_missing', { device: '7', app: 'Instagram', detail: 'No package a.b.' });
    expect(text).toBe('Instagram is not on phone 7. Install it, or name the package in the editor. No package a.b.');
  });
});

describe('the pace', () => {
  it('lets an account that was never tried, or long ago, go at once', () => {
    expect(mayStartAt(null, now, 30 * MINUTE)).toBeNull();
    expect(mayStartAt(new Date(now.getTime() - 30 * MINUTE), now, 30 * MINUTE)).toBeNull();
  });

  it('says until when an account waits, and never longer than the pace after the clock was set back', () => {
    expect(mayStartAt(new Date(now.getTime() - 10 * MINUTE), now, 30 * MINUTE)).toEqual(
      new Date(now.getTime() + 20 * MINUTE),
    );
    expect(mayStartAt(new Date(now.getTime() + 600 * MINUTE), now, 30 * MINUTE)).toEqual(
      new Date(now.getTime() + 30 * MINUTE),
    );
  });
});

describe('an end after Log in was pressed', () => {
  it.each(['unknown_screen', 'timed_out', 'ui_unavailable', 'internal'] as const)('is unknown for %s', (reason) => {
    expect(afterPress(ended('failed', reason))).toMatchObject({ outcome: 'unknown', reason: null });
  });

  it.each(['wrong_credentials', 'code_rejected', 'rate_limited'] as const)('stays what was seen for %s', (reason) => {
    expect(afterPress(ended('failed', reason))).toMatchObject({ outcome: 'failed', reason });
  });

  it('is unknown when the account was disabled before the answer was seen', () => {
    expect(afterPress(ended('skipped', 'disabled'))).toMatchObject({ outcome: 'unknown', reason: null });
  });
});

describe('a plan of tasks', () => {
  const account: Candidate = {
    accountId: 1,
    username: 'ana',
    enabled: true,
    deletedAt: null,
    hasPassword: true,
    deviceId: 5,
  };
  const none = { busy: new Set<number>(), away: new Set<number>() };

  it.each([
    [{ enabled: false }, 'disabled'],
    [{ deletedAt: now }, 'deleted'],
    [{ deviceId: null }, 'no_device'],
    [{ hasPassword: false }, 'no_password'],
  ])('skips %j as %s', (change, reason) => {
    const [task] = planTasks([{ ...account, ...change }], none);
    expect(task).toMatchObject({ state: 'ended', reason });
  });

  it('says who goes first on a phone, and which phone is away', () => {
    const tasks = planTasks([account, { ...account, accountId: 2 }, { ...account, accountId: 3, deviceId: 6 }], {
      busy: new Set(),
      away: new Set([6]),
    });
    expect(tasks.map((task) => task.waiting)).toEqual([null, 'queued_behind', 'device_offline']);
  });
});

describe('clock skew', () => {
  it('is the median of the phones', () => {
    expect(median([])).toBeNull();
    expect(median([90_000, 100, -50])).toBe(100);
    expect(median([10, 20])).toBe(15);
  });

  it('is named in seconds', () => expect(skewText(-91_400)).toContain('91 seconds ahead'));
});

it('counts the dots of a password by UTF-16 units and by characters', () => {
  expect(dotCounts('a😀')).toEqual([3, 2]);
});
