import { describe, expect, it } from 'vitest';
import { readSecrets, totpForPerson, totpFromText, totpToText } from './secrets.ts';

const secret = 'JBSWY3DPEHPK3PXP';

function read(password?: string, totpSecret?: string, network: 'instagram' | 'tiktok' = 'instagram') {
  const checked = readSecrets(network, { password, totpSecret });
  if ('problem' in checked) return checked.problem.code;
  const { password: first, totp, hint } = checked.value;
  const spoken = totp.kind === 'set' ? totp.totp.secret : totp.kind;
  return [first.kind === 'set' ? first.text : first.kind, spoken, hint];
}

describe('the password field and the 2FA field', () => {
  it.each([
    ['', '', ['keep', 'keep', null]],
    ['   ', undefined, ['keep', 'keep', null]],
    ['pw', undefined, ['pw', 'keep', null]],
    [`pw:${secret}`, '', ['pw', secret, null]],
    [`pw:${secret}`, 'NONE', [`pw:${secret}`, 'clear', null]],
    ['pw:x', secret, ['pw:x', secret, null]],
    ['', secret, ['keep', secret, null]],
    ['', 'none', ['keep', 'clear', null]],
    [`:${secret}`, '', 'password_missing'],
    ['pw', 'no secret', 'bad_totp_secret'],
    ['a\nb', '', 'control_character'],
  ])('%j and %j are read as %j', (password, totpSecret, expected) => {
    expect(read(password, totpSecret)).toEqual(expected);
  });

  it('hold no 2FA secret where the network has none', () => {
    expect(read(`pw:${secret}`, '', 'tiktok')).toEqual([`pw:${secret}`, 'keep', 'not_in_this_network']);
    expect(read('', secret, 'tiktok')).toEqual(['keep', 'keep', 'not_in_this_network']);
  });
});

describe('a 2FA secret', () => {
  it('comes out of its sealed form as it went in', () => {
    const totp = { secret, algorithm: 'SHA256', digits: 8, periodSeconds: 60 } as const;
    expect(totpFromText(totpToText(totp))).toEqual(totp);
  });

  it('is shown alone where apps assume the rest, and else as a link that says it', () => {
    const usual = { secret, algorithm: 'SHA1', digits: 6, periodSeconds: 30 } as const;
    expect(totpForPerson(usual)).toBe(secret);
    const shown = totpForPerson({ ...usual, algorithm: 'SHA512' });
    expect(read('', shown)).toEqual(['keep', secret, null]);
  });
});
