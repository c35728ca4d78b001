import { readFileSync } from 'node:fs';
import { splitCredential } from '@muster/contract';
import type { Totp } from '@muster/contract';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sharedPath } from '../../../tests/fixtures/shared.ts';
import { passwordCell } from './index.ts';
import type { PasswordParts } from './index.ts';

const SECRET = 'JBSWY3DPEHPK3PXP';
const usual: Totp = { secret: SECRET, algorithm: 'SHA1', digits: 6, periodSeconds: 30 };
const CASES: readonly { readonly raw: string }[] = JSON.parse(readFileSync(sharedPath('2fa.json'), 'utf8'));

/** What an import makes of the cells that an export makes of these parts. */
function readBack(parts: PasswordParts, splits: boolean) {
  const { pwd, totpSecret } = passwordCell(parts, { splits });
  return splitCredential(pwd, { splits, explicitSecret: totpSecret });
}

test('a password and a usual secret go into one cell', () => {
  expect(passwordCell({ password: 'a:b', totp: usual }, { splits: true })).toEqual({
    pwd: `a:b:${SECRET}`,
    totpSecret: '',
  });
});

test('a secret with other codes keeps its parameters', () => {
  const totp: Totp = { ...usual, algorithm: 'SHA256', digits: 8, periodSeconds: 60 };
  expect(readBack({ password: 'p', totp }, true)).toMatchObject({ password: 'p', totp });
});

test('a password that only looks as if it held a secret is marked as whole', () => {
  expect(passwordCell({ password: `a:${SECRET}`, totp: null }, { splits: true })).toEqual({
    pwd: `a:${SECRET}`,
    totpSecret: 'none',
  });
  expect(passwordCell({ password: `a:${SECRET}`, totp: null }, { splits: false })).toEqual({
    pwd: `a:${SECRET}`,
    totpSecret: '',
  });
});

test('a secret without a password stands in its own cell', () => {
  expect(passwordCell({ password: '', totp: usual }, { splits: true })).toEqual({ pwd: '', totpSecret: SECRET });
});

test.each(CASES)(
  'the documented password $raw reads back as itself, with and without a secret beside it',
  ({ raw: password }) => {
    const bare = { password, totp: null };
    expect(readBack(bare, true)).toMatchObject(bare);
    expect(readBack(bare, false)).toMatchObject(bare);
    expect(readBack({ password, totp: usual }, true)).toMatchObject({ password, totp: usual });
  },
);

test('any password reads back as itself', () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom(':', SECRET, 'otpauth://totp/', ' ', '='));
  const password = fc.array(piece, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(password, fc.option(fc.constant(usual)), (text, totp) => {
      expect(readBack({ password: text, totp }, true)).toMatchObject({ password: text, totp });
    }),
  );
});
