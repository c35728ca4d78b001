import { execFileSync } from 'node:child_process';
import { constants, generateKeyPairSync, publicDecrypt, randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adbGeneratePublicKey } from '@yume-chan/adb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { adbKey, encodePublicKey, openAdbKey } from './adb-key.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-adb-key-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the public key is byte for byte what adb itself derives from the same private key', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  expect(encodePublicKey(privateKey)).toEqual(
    Buffer.from(adbGeneratePublicKey(privateKey.export({ type: 'pkcs8', format: 'der' }))),
  );

  const key = await openAdbKey(folder, 'muster@host');
  const fromAdb = execFileSync('adb', ['pubkey', join(folder, 'adbkey')], { env: { ...process.env, HOME: folder } });
  expect(key.publicKeyLine.split(' ')[0]).toBe(fromAdb.toString().split(' ')[0]?.trim());
});

test('a token is signed so that the public key opens it as a SHA-1 digest', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const token = randomBytes(20);
  const opened = publicDecrypt(
    { key: publicKey, padding: constants.RSA_PKCS1_PADDING },
    adbKey(privateKey, 'x').sign(token),
  );
  expect(opened.subarray(-20)).toEqual(token);
  expect(opened).toHaveLength(35);
});

test('anything but a 20-byte token is not signed', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  expect(() => adbKey(privateKey, 'x').sign(randomBytes(32))).toThrow(expect.objectContaining({ code: 'not_adb' }));
});

test('the key file is private, and the next start finds the same key', async () => {
  const first = await openAdbKey(folder, 'muster@host');
  expect((await stat(join(folder, 'adbkey'))).mode & 0o777).toBe(0o600);
  expect(await readFile(join(folder, 'adbkey.pub'), 'utf8')).toBe(`${first.publicKeyLine}\n`);
  expect(first.fingerprint).toMatch(/^([0-9A-F]{2}:){15}[0-9A-F]{2}$/);
  expect((await openAdbKey(folder, 'muster@host')).fingerprint).toBe(first.fingerprint);
});

test('processes that start at once share one key', async () => {
  const keys = await Promise.all([1, 2, 3].map(() => openAdbKey(folder, 'muster@host')));
  expect(new Set(keys.map((key) => key.fingerprint)).size).toBe(1);
  expect((await readdir(folder)).sort()).toEqual(['adbkey', 'adbkey.pub']);
});

test('a key that others may read, or that is none, is refused', async () => {
  await openAdbKey(folder, 'muster@host');
  const path = join(folder, 'adbkey');
  await chmod(path, 0o644);
  await expect(openAdbKey(folder, 'x')).rejects.toMatchObject({ code: 'key_unusable' });
  await chmod(path, 0o600);
  await writeFile(path, 'not a key');
  await expect(openAdbKey(folder, 'x')).rejects.toMatchObject({ code: 'key_unusable' });
});
