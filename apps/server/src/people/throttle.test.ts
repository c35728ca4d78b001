import { describe, expect, it } from 'vitest';
import { afterFailure, waitMs, type Failures } from './throttle.ts';

const start = new Date('2026-01-01T00:00:00Z');

function fail(times: number): Failures | null {
  let known: Failures | null = null;
  for (let i = 0; i < times; i++) known = afterFailure(known, start);
  return known;
}

describe('sign-in to one name', () => {
  it('is not slowed by a few mistakes', () => expect(waitMs(fail(4), start)).toBe(0));

  it('waits a second from the fifth mistake on, and twice as long after each further one', () => {
    expect([5, 6, 7].map((times) => waitMs(fail(times), start))).toEqual([1000, 2000, 4000]);
  });

  it('never waits longer than 15 minutes', () => expect(waitMs(fail(500), start)).toBe(15 * 60 * 1000));

  it('is free again when the wait is over', () => {
    expect(waitMs(fail(5), new Date(start.getTime() + 1000))).toBe(0);
  });

  it('is counted anew after an hour without a mistake', () => {
    const later = new Date(start.getTime() + 61 * 60 * 1000);
    expect(afterFailure(fail(9), later)).toMatchObject({ failures: 1, blockedUntil: null });
  });
});
