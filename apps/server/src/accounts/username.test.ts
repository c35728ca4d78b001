import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handle, readUsername, usernameKey } from './username.ts';

describe('a username', () => {
  it.each([
    ['Anna', 'anna'],
    [' @Anna ', 'anna'],
    ['@@anna', '@anna'],
    ['JOSE\u0301', 'josé'],
    ['\uFEFFanna', 'anna'],
  ])('%j is compared as %j', (text, key) => {
    expect(usernameKey(text)).toBe(key);
  });

  it('is typed into an app without the @, and with its letters as they were given', () => {
    expect(handle('@Anna.K')).toBe('Anna.K');
  });

  it.each([
    ['', 'username_missing'],
    ['@', 'bad_username'],
    ['a\tb', 'control_character'],
    ['a'.repeat(201), 'too_long'],
    ['\uD800', 'control_character'],
  ])('%j is refused as %s', (text, code) => {
    expect(readUsername(text)).toMatchObject({ problem: { code } });
  });

  it('means the same account however often it is read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const read = readUsername(text);
        if ('problem' in read) return;
        expect(readUsername(read.value.shown)).toEqual(read);
      }),
    );
  });
});
