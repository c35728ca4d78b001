import { constants, createPublicKey, publicDecrypt } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** The first argument of an AUTH packet (AOSP packages/modules/adb/protocol.txt). */
export const AUTH = { TOKEN: 1, SIGNATURE: 2, RSAPUBLICKEY: 3 } as const;

export const TOKEN_LENGTH = 20;

/**
 * The key struct of Android's libcrypto_utils: modulus length in words, n0inv, modulus and R² (both little-endian), exponent.
 * https://android.googlesource.com/platform/system/core/+/refs/heads/main/libcrypto_utils/android_pubkey.cpp
 */
const MODULUS_BYTES = 256;
const KEY_STRUCT_LENGTH = 4 + 4 + MODULUS_BYTES + MODULUS_BYTES + 4;

/** PKCS#1 prefix of a SHA-1 digest. adb signs the token as if it were one (RSA_sign with NID_sha1). */
const SHA1_PREFIX = Buffer.from('3021300906052b0e03021a05000414', 'hex');

/** Reads the payload of an RSAPUBLICKEY packet (base64, a space, user@host, NUL); null when it is not a 2048-bit key. */
export function parseAdbPublicKey(payload: Uint8Array): KeyObject | null {
  const text = Buffer.from(payload).toString('latin1');
  const struct = Buffer.from(text.split(/[\s\0]/, 1)[0] ?? '', 'base64');
  if (struct.length !== KEY_STRUCT_LENGTH || struct.readUInt32LE(0) !== MODULUS_BYTES / 4) return null;
  const modulus = Buffer.from(struct.subarray(8, 8 + MODULUS_BYTES).toReversed());
  const exponent = Buffer.alloc(4);
  exponent.writeUInt32BE(struct.readUInt32LE(KEY_STRUCT_LENGTH - 4));
  const jwk = { kty: 'RSA', n: modulus.toString('base64url'), e: exponent.toString('base64url') };
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return null; // a modulus that is no RSA modulus: the host offered rubbish, which is refused like any unknown key
  }
}

/** Whether `signature` is the one that `key` makes over `token`. */
export function verifiesToken(key: KeyObject, token: Uint8Array, signature: Uint8Array): boolean {
  let signed: Buffer;
  try {
    signed = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature);
  } catch {
    return false; // wrong length or padding: made by another key
  }
  return signed.equals(Buffer.concat([SHA1_PREFIX, token]));
}
