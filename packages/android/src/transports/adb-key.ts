import {
  constants,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  privateEncrypt,
  randomUUID,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AndroidError } from '../android-error.ts';

const modulusBytes = 256;
const tokenBytes = 20;
/** DER of DigestInfo { SHA-1, … }, to be followed by the 20 bytes (RFC 8017, 9.2 note 1). */
const sha1DigestInfo = Buffer.from('3021300906052b0e03021a05000414', 'hex');

/** The RSA-2048 key by which phones recognise this machine, in the files and formats of adb itself (`adbkey`, `adbkey.pub`). */
export interface AdbKey {
  /** What the phone's dialog shows: "The computer's RSA key fingerprint is". */
  readonly fingerprint: string;
  /** One line of `adbkey.pub`: base64, a space, the name that the phone lists. */
  readonly publicKeyLine: string;
  /** Answers an AUTH token. Throws `not_adb` for a token that is not 20 bytes. */
  sign(token: Uint8Array): Buffer;
}

/**
 * Opens the key in `folder`, after making it if there is none: the private half has mode 0600 from its first byte.
 * When two processes make one at once, both get the same. Throws `key_unusable` for a file that others may read
 * or that holds no RSA-2048 key.
 */
export async function openAdbKey(folder: string, name: string): Promise<AdbKey> {
  const path = join(folder, 'adbkey');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (!(await exists(path))) await makeKeyFile(path);
  if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) {
    throw new AndroidError('key_unusable', `Other users may read the adb key ${path}. Run: chmod 600 ${path}`);
  }
  const key = adbKey(parsePrivateKey(await readFile(path, 'utf8'), path), name);
  await writeFile(`${path}.pub`, `${key.publicKeyLine}\n`, { mode: 0o644 });
  return key;
}

export function adbKey(privateKey: KeyObject, name: string): AdbKey {
  const publicKey = encodePublicKey(privateKey);
  return {
    fingerprint: fingerprintOf(publicKey),
    publicKeyLine: `${publicKey.toString('base64')} ${name.replaceAll(/\s+/g, '-')}`,
    sign(token) {
      if (token.length !== tokenBytes) {
        throw new AndroidError('not_adb', 'What answers at this address asks for a signature that no phone asks for.');
      }
      // RSASSA-PKCS1-v1_5 over a digest that the phone chose: type 1 padding, no hashing of our own.
      return privateEncrypt(
        { key: privateKey, padding: constants.RSA_PKCS1_PADDING },
        Buffer.concat([sha1DigestInfo, token]),
      );
    },
  };
}

/**
 * Android's own binary form of an RSA-2048 public key, little-endian: words of the modulus, -n⁻¹ mod 2³², modulus,
 * 2⁴⁰⁹⁶ mod n, exponent (AOSP system/core/libcrypto_utils/android_pubkey.cpp).
 */
export function encodePublicKey(key: KeyObject): Buffer {
  const jwk = createPublicKey(key.export({ type: 'pkcs8', format: 'pem' })).export({ format: 'jwk' });
  const modulus = Buffer.from(jwk.n ?? '', 'base64url');
  const exponent = Buffer.from(jwk.e ?? '', 'base64url');
  if (modulus.length !== modulusBytes)
    throw new AndroidError('key_unusable', 'An adb key must be an RSA key of 2048 bits.');
  const n = BigInt(`0x${modulus.toString('hex')}`);
  const encoded = Buffer.alloc(4 + 4 + modulusBytes + modulusBytes + 4);
  encoded.writeUInt32LE(modulusBytes / 4, 0);
  encoded.writeUInt32LE(negativeInverse(modulus.readUInt32BE(modulusBytes - 4)), 4);
  encoded.set(modulus.toReversed(), 8);
  encoded.set(littleEndian(2n ** 4096n % n), 8 + modulusBytes);
  encoded.writeUInt32LE(exponent.readUIntBE(0, exponent.length), 8 + 2 * modulusBytes);
  return encoded;
}

/** -word⁻¹ mod 2³² of an odd word, by Newton's iteration: each round doubles the number of right bits. */
function negativeInverse(word: number): number {
  let inverse = word;
  for (let round = 0; round < 4; round += 1) inverse = Math.imul(inverse, 2 - Math.imul(word, inverse));
  return -inverse >>> 0;
}

function littleEndian(value: bigint): Uint8Array {
  return Buffer.from(value.toString(16).padStart(modulusBytes * 2, '0'), 'hex').toReversed();
}

/** As AOSP's AdbDebuggingManager.getFingerprints shows it. */
function fingerprintOf(publicKey: Buffer): string {
  const digest = createHash('md5').update(publicKey).digest('hex').toUpperCase();
  return (digest.match(/../g) ?? []).join(':');
}

async function makeKeyFile(path: string): Promise<void> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: modulusBytes * 8,
    publicExponent: 65_537,
  });
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft);
  }
}

function parsePrivateKey(pem: string, path: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    // The cause is left out: OpenSSL's messages may quote the file.
    throw new AndroidError(
      'key_unusable',
      `The file ${path} holds no private key. Move it away, and a new one will be made.`,
    );
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
