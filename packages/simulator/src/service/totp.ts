import { createHmac } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Key bytes of a base32 secret (RFC 4648 §6; case, spaces, dashes and padding do not matter). @throws RangeError */
export function decodeBase32(secret: string): Buffer {
  let bits = 0;
  let value = 0;
  const bytes: number[] = [];
  for (const letter of secret.toUpperCase().replace(/[\s\-=]/g, '')) {
    const digit = ALPHABET.indexOf(letter);
    if (digit < 0) throw new RangeError('Not a base32 secret.');
    value = (value << 5) | digit;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((value >>> bits) & 0xff);
    value &= (1 << bits) - 1;
  }
  return Buffer.from(bytes);
}

export interface TotpKey {
  key: Buffer;
  algorithm: string;
  digits: number;
  periodSeconds: number;
}

/** Reads a bare base32 secret, or an `otpauth://totp/` URI with algorithm, digits and period. @throws RangeError */
export function totpKey(secret: string): TotpKey {
  if (!secret.startsWith('otpauth://')) {
    return { key: decodeBase32(secret), algorithm: 'sha1', digits: 6, periodSeconds: 30 };
  }
  const params = new URL(secret).searchParams;
  return {
    key: decodeBase32(params.get('secret') ?? ''),
    algorithm: (params.get('algorithm') ?? 'SHA1').toLowerCase(),
    digits: Number(params.get('digits') ?? 6),
    periodSeconds: Number(params.get('period') ?? 30),
  };
}

/** The code of one time step (RFC 6238 §4.2 over RFC 4226 §5.3). */
export function codeAt(totp: TotpKey, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac(totp.algorithm, totp.key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** totp.digits).padStart(totp.digits, '0');
}

/** The step within ±1 of `nowMs` whose code this is, or null. */
export function matchingStep(totp: TotpKey, code: string, nowMs: number): number | null {
  const current = Math.floor(nowMs / 1000 / totp.periodSeconds);
  return [current, current - 1, current + 1].find((step) => step >= 0 && codeAt(totp, step) === code) ?? null;
}
