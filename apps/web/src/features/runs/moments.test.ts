import { expect, test } from 'vitest';
import { byLocalClock, duration } from './moments.ts';

test('a duration is told in the units that fit it', () => {
  const from = '2026-01-01T00:00:00.000Z';
  const after = (ms: number): string => duration(from, new Date(Date.parse(from) + ms).toISOString());
  expect([after(0), after(812), after(9_950), after(12_400), after(59_600), after(185_000), after(7_440_000)]).toEqual([
    '0.0 s',
    '0.8 s',
    '9.9 s',
    '12 s',
    '1 min 0 s',
    '3 min 5 s',
    '2 h 4 min',
  ]);
});

test('a duration never runs backwards, however the clocks differ', () => {
  expect(duration('2026-01-01T00:00:01.000Z', '2026-01-01T00:00:00.000Z')).toBe('0.0 s');
});

test('moments in a sentence are told by the clock of the reader, the rest stays', () => {
  const told = byLocalClock('It waits until 2026-11-22T23:59:00.000Z, for the pause.');
  expect(told).toMatch(/^It waits until .+, for the pause\.$/);
  expect(told).not.toContain('T23:59');
});
