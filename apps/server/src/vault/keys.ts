import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The key that wraps the data keys. Its bytes are in one file outside the database's folder and nowhere else. */
export interface VaultKey {
  readonly id: string;
  readonly bytes: Buffer;
}

const FORM = /^muster-vault-key:1:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([A-Za-z0-9+/]{43}=)\s*$/;

export class KeyFileError extends Error {
  readonly code = 'key_file_unusable';
}

/**
 * Reads the key file; null when there is none.
 * @throws KeyFileError when a file is there and is not a key: it is never overwritten.
 */
export async function readKeyFile(path: string): Promise<VaultKey | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new KeyFileError(`The vault key ${path} cannot be read (${error.code}). Give this user access to the file.`);
  });
  if (text === null) return null;
  const [, id, base64] = FORM.exec(text) ?? [];
  if (id === undefined || base64 === undefined) {
    throw new KeyFileError(
      `${path} is not a vault key of Muster. Put the right file there, or set MUSTER_KEY_FILE to where it is.`,
    );
  }
  return { id, bytes: Buffer.from(base64, 'base64') };
}

/** Makes a key and writes it, 0600 in a 0700 folder, whole or not at all. @throws when a file is there already. */
export async function createKeyFile(path: string): Promise<VaultKey> {
  const key: VaultKey = { id: randomUUID(), bytes: randomBytes(32) };
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${key.id}.new`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(`muster-vault-key:1:${key.id}:${key.bytes.toString('base64')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  // A link, unlike a rename, never replaces a key that somebody put there meanwhile.
  try {
    await link(temporary, path);
  } finally {
    await unlink(temporary);
  }
  return key;
}
