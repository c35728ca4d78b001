import { describe, expect, it } from 'vitest';
import { codeAt } from './totp.ts';

/** RFC 6238, appendix B: the seeds are the ASCII digits 1234567890 repeated to 20, 32 and 64 bytes. */
const seeds = {
  SHA1: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  SHA256: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA',
  SHA512: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNA',
} as const;

describe('2FA codes', () => {
  it.each([
    [59, 'SHA1', '94287082'],
    [59, 'SHA256', '46119246'],
    [59, 'SHA512', '90693936'],
    [1111111109, 'SHA1', '07081804'],
    [1111111111, 'SHA256', '67062674'],
    [1234567890, 'SHA512', '93441116'],
    [2000000000, 'SHA1', '69279037'],
    [20000000000, 'SHA1', '65353130'],
    [20000000000, 'SHA512', '47863826'],
  ] as const)('at %d s with %s are those of RFC 6238', (seconds, algorithm, code) => {
    const totp = { secret: seeds[algorithm], algorithm, digits: 8 as const, periodSeconds: 30 };
    expect(codeAt(totp, seconds * 1000).code).toBe(code);
  });

  it('say how long they are good and which time step they use up', () => {
    const totp = { secret: seeds.SHA1, algorithm: 'SHA1' as const, digits: 6 as const, periodSeconds: 30 };
    expect(codeAt(totp, 59_999)).toMatchObject({ secondsLeft: 1, timeStep: 1 });
    expect(codeAt(totp, 60_000)).toMatchObject({ secondsLeft: 30, timeStep: 2 });
  });

  it('take the secret of ten bytes that documentation uses everywhere', () => {
    const totp = { secret: 'JBSWY3DPEHPK3PXP', algorithm: 'SHA1' as const, digits: 6 as const, periodSeconds: 30 };
    expect(codeAt(totp, 0).code).toMatch(/^\d{6}$/);
  });

  it('are never made from a secret that is none', () => {
    for (const secret of ['', 'jbswy3dpehpk3pxp', 'JBSW1']) {
      const totp = { secret, algorithm: 'SHA1' as const, digits: 6 as const, periodSeconds: 30 };
      expect(() => codeAt(totp, 0)).toThrow(RangeError);
    }
  });
});
