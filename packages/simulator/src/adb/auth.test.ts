import { constants, generateKeyPairSync, privateEncrypt, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { adbGeneratePublicKey } from '@yume-chan/adb';
import { parseAdbPublicKey, verifiesToken } from './auth.ts';

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const offered = Buffer.from(
  `${Buffer.from(adbGeneratePublicKey(pair.privateKey.export({ type: 'pkcs8', format: 'der' }))).toString('base64')} a@b\0`,
);
const token = randomBytes(20);
const digestInfo = Buffer.concat([Buffer.from('3021300906052b0e03021a05000414', 'hex'), token]);
const signature = privateEncrypt({ key: pair.privateKey, padding: constants.RSA_PKCS1_PADDING }, digestInfo);

describe('authentication', () => {
  it('reads the key struct that a host offers', () => {
    const key = parseAdbPublicKey(offered);
    expect(key?.export({ format: 'jwk' })).toEqual(pair.publicKey.export({ format: 'jwk' }));
  });

  it('takes a signature over the token by that key, and no other', () => {
    const key = parseAdbPublicKey(offered);
    if (key === null) throw new Error('the offered key was not read');
    expect(verifiesToken(key, token, signature)).toBe(true);
    expect(verifiesToken(key, randomBytes(20), signature)).toBe(false);
    expect(verifiesToken(key, token, randomBytes(256))).toBe(false);
    expect(verifiesToken(key, token, Buffer.from('short'))).toBe(false);
  });

  it('gives null for what is no key', () => {
    for (const rubbish of ['', 'hello', Buffer.alloc(524).toString('base64'), 'A'.repeat(700)]) {
      expect(parseAdbPublicKey(Buffer.from(rubbish))).toBeNull();
    }
  });
});
