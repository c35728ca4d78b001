import { expect, test } from 'vitest';
import { parsePhoneTime } from './clock.ts';

test.each([
  ['1764000000123\n', { ms: 1_764_000_000_123, uncertaintyMs: 0 }],
  ['1764000000123456789\n', { ms: 1_764_000_000_123, uncertaintyMs: 0 }],
  ['17640000003N\n', { ms: 1_764_000_000_500, uncertaintyMs: 500 }],
])('%j is a time', (output, expected) => {
  expect(parsePhoneTime(output)).toEqual(expected);
});

test('an answer that is no time is refused', () => {
  expect(() => parsePhoneTime('date: bad format\n')).toThrow(expect.objectContaining({ code: 'command_failed' }));
});
