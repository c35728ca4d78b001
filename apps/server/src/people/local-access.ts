import { timingSafeEqual } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalAccess } from '@muster/contract';
import { tokenHash, type Ids } from '../platform/index.ts';
import type { Actor } from './service.ts';

export const LOCAL_ACCESS_FILE = 'local-access.json';

export const localActor: Actor = { name: 'local', kind: 'local', personId: null, role: 'administrator' };

/** Lets the local command line in: whoever can read the 0600 file of the data folder. New at each start. */
export class LocalDoor {
  readonly #hash: Buffer;
  readonly #token: string;

  constructor(ids: Ids) {
    this.#token = ids.token();
    this.#hash = tokenHash(this.#token);
  }

  admits(token: string): boolean {
    return timingSafeEqual(tokenHash(token), this.#hash);
  }

  /** Writes the file, whole or not at all, once the address is known. */
  async announce(dataFolder: string, url: string, pid: number): Promise<void> {
    const path = join(dataFolder, LOCAL_ACCESS_FILE);
    const temporary = `${path}.${pid}.new`;
    const access: LocalAccess = { url, token: this.#token, pid };
    await rm(temporary, { force: true });
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(access)}\n`);
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  }

  async withdraw(dataFolder: string): Promise<void> {
    await rm(join(dataFolder, LOCAL_ACCESS_FILE), { force: true });
  }
}
