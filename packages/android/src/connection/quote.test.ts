import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoteCommand } from './quote.ts';

test('plain words stay readable', () => {
  expect(quoteCommand(['am', 'start', '-n', 'com.example/.Main'])).toBe('am start -n com.example/.Main');
});

test('an argument is never read as shell syntax', () => {
  expect(quoteCommand(['echo', 'a;reboot', '$(id)', '', "it's", '../..'])).toBe(
    String.raw`echo 'a;reboot' '$(id)' '' 'it'\''s' ../..`,
  );
});

test('a POSIX shell gives back every argument as it was', () => {
  const argument = fc
    .string({ unit: 'binary', maxLength: 20 })
    .filter((text) => !text.includes('\0') && text.isWellFormed());
  fc.assert(
    fc.property(fc.array(argument, { minLength: 1, maxLength: 4 }), (argv) => {
      const output = execFileSync('/bin/sh', ['-c', quoteCommand(['printf', '%s\\0', ...argv])]);
      expect(output.toString().split('\0').slice(0, -1)).toEqual(argv);
    }),
    { numRuns: 30 },
  );
});

test('a NUL or an empty command is refused', () => {
  expect(() => quoteCommand(['echo', 'a\0b'])).toThrow(expect.objectContaining({ code: 'command_failed' }));
  expect(() => quoteCommand([])).toThrow(expect.objectContaining({ code: 'command_failed' }));
});
