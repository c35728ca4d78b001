import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedPath } from '../../../tests/fixtures/shared.ts';
import { readSecret, splitCredential } from './credential.ts';

interface Case {
  raw: string;
  network: 'instagram' | 'tiktok';
  totp_secret?: string;
  password?: string;
  secret?: string | null;
  confidence?: string | null;
  hint?: string | null;
  warning?: string;
  error?: string;
}

const cases = JSON.parse(readFileSync(sharedPath('2fa.json'), 'utf8')) as Case[];

describe('a password field that may hold a 2FA secret', () => {
  it('has cases to be checked against', () => expect(cases.length).toBeGreaterThan(30));

  it.each(cases)('$network reads $raw as agreed', (c) => {
    const read = splitCredential(c.raw, { splits: c.network === 'instagram', explicitSecret: c.totp_secret });
    if ('error' in read) {
      expect({ error: read.error }).toEqual({ error: c.error });
      return;
    }
    expect({
      password: read.password,
      secret: read.totp?.secret ?? null,
      confidence: read.confidence,
      hint: read.hint,
      warning: read.warning,
    }).toEqual({
      password: c.password,
      secret: c.secret,
      confidence: c.confidence,
      hint: c.hint,
      warning: c.warning ?? null,
    });
  });

  it('takes algorithm, digits and period from an otpauth URL', () => {
    const read = readSecret('otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&algorithm=SHA256&digits=8&period=60');
    expect(read).toEqual({ secret: 'JBSWY3DPEHPK3PXP', algorithm: 'SHA256', digits: 8, periodSeconds: 60 });
  });

  it('refuses an explicit secret that is none, instead of making codes from it', () => {
    expect(splitCredential('pw', { splits: true, explicitSecret: 'not a secret' })).toEqual({
      error: 'bad_totp_secret',
    });
  });
});
