import { expect, test } from 'vitest';
import { plainLine } from './facts.ts';

test('what a phone calls itself becomes one short line without control characters', () => {
  expect(plainLine('Pixel 8\r\n')).toBe('Pixel 8');
  expect(plainLine('one\nforged log line')).toBe('one');
  expect(plainLine('a\0b\u001b[31m')).toBe('ab[31m');
  expect(plainLine('x'.repeat(10_000))).toHaveLength(200);
  expect(plainLine('\u{1F600}'.repeat(150)).isWellFormed()).toBe(true);
});
