import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataFolder } from './data-folder.ts';
import { findProcess } from './processes.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'muster-test-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('a data folder', () => {
  it('is made closed to others, and keeps its mode when it was there', async () => {
    await using made = await openDataFolder(join(root, 'a', 'b'));
    const closed = process.getuid?.() === 0 ? 0o711 : 0o700;
    expect((await stat(made.path)).mode & 0o777).toBe(closed);
    await chmod(root, 0o750);
    await using found = await openDataFolder(root);
    expect((await stat(found.path)).mode & 0o777).toBe(0o750);
  });

  it('is held by one of many that ask at once', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => openDataFolder(root)));
    const holders = asked.filter((result) => result.status === 'fulfilled');
    expect(holders).toHaveLength(1);
    for (const refused of asked.filter((result) => result.status === 'rejected')) {
      expect(refused.reason).toMatchObject({ code: 'data_folder_held' });
    }
    await holders[0]?.value.release();
    await using next = await openDataFolder(root);
    expect(await readdir(next.path)).toEqual(['console-1.claim']);
  });

  it('passes on from a process that ended, even when its number is in use again', async () => {
    const claim = { pid: process.pid, started: 'another time', url: 'http://127.0.0.1:1' };
    await writeFile(join(root, 'console-4.claim'), JSON.stringify(claim));
    await writeFile(join(root, 'console-5.claim'), 'damaged');
    await using next = await openDataFolder(root);
    expect(await readdir(next.path)).toEqual(['console-6.claim']);
    await next.announce('http://127.0.0.1:7400');
    await expect(openDataFolder(root)).rejects.toThrow(
      `Another console (process ${process.pid}, http://127.0.0.1:7400) holds ${root}.`,
    );
  });

  it('is refused in one sentence when it cannot be one', async () => {
    await writeFile(join(root, 'file'), '');
    await expect(openDataFolder(join(root, 'file'))).rejects.toThrow('is not a folder');
    await expect(openDataFolder(join(root, 'file', 'below'))).rejects.toMatchObject({ code: 'data_folder_unusable' });
  });
});

describe('looking for a process', () => {
  it('finds a live one and no other', async () => {
    expect(await findProcess(process.pid)).toMatchObject({ pid: process.pid, folder: process.cwd() });
    expect(await findProcess(2 ** 22)).toBeNull();
    expect(await findProcess(Number.NaN)).toBeNull();
    expect(await findProcess(0)).toBeNull();
  });
});
