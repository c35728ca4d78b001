import { expect, test } from 'vitest';
import { groupOf, retryable, tally } from './outcome.ts';

const counts = {
  total: 10,
  queued: 0,
  running: 1,
  held: 2,
  done: 3,
  skipped: 1,
  failed: 1,
  needsPerson: 3,
  unknown: 0,
  stopped: 1,
};

test('a task belongs where its state says until it has ended, then where its outcome says', () => {
  expect(groupOf({ state: 'queued', outcome: null })).toBe('queued');
  expect(groupOf({ state: 'running', outcome: null })).toBe('running');
  expect(groupOf({ state: 'held', outcome: 'needs_person' })).toBe('needsPerson');
  expect(groupOf({ state: 'ended', outcome: 'needs_person' })).toBe('needsPerson');
  expect(groupOf({ state: 'ended', outcome: 'already_signed_in' })).toBe('done');
  expect(groupOf({ state: 'ended', outcome: 'failed' })).toBe('failed');
});

test('the tally names what asks for somebody first and leaves out what is empty', () => {
  expect(tally(counts).map(({ group, count }) => `${count} ${group}`)).toEqual([
    '3 needsPerson',
    '1 failed',
    '1 running',
    '3 done',
    '1 skipped',
    '1 stopped',
  ]);
});

test('what waits for a person is not tried again, what was let go is', () => {
  expect(retryable(counts)).toBe(4);
});
