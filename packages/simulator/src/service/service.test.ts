import { describe, expect, test } from 'vitest';
import { SimulatedService } from './service.ts';
import { codeAt, decodeBase32, totpKey } from './totp.ts';

/** RFC 6238 appendix B: the keys as text, eight digits, thirty seconds. */
const VECTORS: [algorithm: string, seconds: number, code: string][] = [
  ['sha1', 59, '94287082'],
  ['sha256', 59, '46119246'],
  ['sha512', 59, '90693936'],
  ['sha1', 1_111_111_109, '07081804'],
  ['sha256', 20_000_000_000, '77737706'],
  ['sha512', 20_000_000_000, '47863826'],
];
const LENGTHS: Record<string, number> = { sha1: 20, sha256: 32, sha512: 64 };

test.each(VECTORS)('RFC 6238: %s at %i s is %s', (algorithm, seconds, code) => {
  const key = Buffer.from('1234567890'.repeat(7).slice(0, LENGTHS[algorithm]));
  expect(codeAt({ key, algorithm, digits: 8, periodSeconds: 30 }, Math.floor(seconds / 30))).toBe(code);
});

test('base32 is read whatever its case and grouping', () => {
  expect(decodeBase32('jbsw y3dp-ehpk 3pxp').toString('latin1')).toBe(
    decodeBase32('JBSWY3DPEHPK3PXP').toString('latin1'),
  );
  expect(() => decodeBase32('JBSW1')).toThrow(RangeError);
});

describe('a code', () => {
  const secret = 'JBSWY3DPEHPK3PXP';
  const nowMs = 1_800_000_015_000;
  const step = Math.floor(nowMs / 30_000);
  const service = (): SimulatedService =>
    new SimulatedService('instagram', [{ username: 'Ana', email: 'A@x.y', password: 'p', totpSecret: secret }], {
      now: () => nowMs,
    });
  test.each([-1, 0, 1])('is taken %i steps away', (away) => {
    expect(service().submitCode('ana', codeAt(totpKey(secret), step + away), 'S')).toBe(true);
  });
  test.each([-2, 2])('is refused %i steps away', (away) => {
    expect(service().submitCode('ana', codeAt(totpKey(secret), step + away), 'S')).toBe(false);
  });
  test('is taken once, and is written to the submission it followed', () => {
    const one = service();
    expect(one.login(' a@X.y ', 'p', 'S')).toEqual({ kind: 'second_factor', username: 'Ana' });
    const code = codeAt(totpKey(secret), step);
    expect([one.submitCode('Ana', code, 'S'), one.submitCode('Ana', code, 'S')]).toEqual([true, false]);
    const record = one.find('ANA');
    expect(record?.submissions).toMatchObject([{ identifierKind: 'email', correct: true, codeUsed: code }]);
    expect(record?.codes.map(({ accepted }) => accepted)).toEqual([true, false]);
  });
});
