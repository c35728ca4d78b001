import { createHmac } from 'node:crypto';
import type { Totp } from '@muster/contract';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A code, how long it is still good, and the time step it belongs to (a step is submitted at most once). */
export interface Code {
  readonly code: string;
  readonly secondsLeft: number;
  readonly timeStep: number;
}

/**
 * The code of RFC 6238 at a moment. `totp.secret` is upper-case base32 as `readSecret` gives it.
 * @throws RangeError when the secret is not base32: a code is never made from half a secret.
 */
export function codeAt(totp: Totp, nowMs: number): Code {
  const seconds = Math.floor(nowMs / 1000);
  const timeStep = Math.floor(seconds / totp.periodSeconds);
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(timeStep));
  const digest = createHmac(totp.algorithm.toLowerCase(), decodeBase32(totp.secret)).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0x0f;
  const number = digest.readUInt32BE(offset) & 0x7fff_ffff;
  return {
    code: String(number % 10 ** totp.digits).padStart(totp.digits, '0'),
    secondsLeft: totp.periodSeconds - (seconds % totp.periodSeconds),
    timeStep,
  };
}

/** Strict RFC 4648 §6 without padding. */
function decodeBase32(text: string): Buffer {
  if (text.length === 0) throw new RangeError('A 2FA secret is never empty.');
  const bytes: number[] = [];
  let buffer = 0;
  let bits = 0;
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) throw new RangeError('A 2FA secret holds only A–Z and 2–7.');
    buffer = ((buffer << 5) | value) & 0xffff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((buffer >> bits) & 0xff);
    }
  }
  return Buffer.from(bytes);
}
