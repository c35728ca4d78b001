import { chmod, link, mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { findProcess } from './processes.ts';
import { StartError } from './start-error.ts';
import { systemCode } from './system-code.ts';

/** A data folder that this process holds; no other console can open it until it is released or this process ends. */
export interface DataFolder extends AsyncDisposable {
  /** Absolute, without symbolic links. */
  readonly path: string;
  /** Writes down where the console answers, for whoever finds the folder held. */
  announce(url: string): Promise<void>;
  release(): Promise<void>;
}

const Claim = z.object({ pid: z.int(), started: z.string(), url: z.string().nullable() });
type Claim = z.infer<typeof Claim>;

const CLAIM_NAME = /^console-(\d{1,9})\.claim$/;

/**
 * Opens a data folder (makes it, 0700, when it is not there) and holds it. A claim is a file with a rising number; a
 * file system makes a link once only, so of two that find the same stale claim one gets the next number.
 * @throws StartError data_folder_held naming process and address of the holder; data_folder_unusable.
 */
export async function openDataFolder(path: string): Promise<DataFolder> {
  const folder = await prepare(resolve(path));
  const self = await findProcess(process.pid);
  const mine: Claim = { pid: process.pid, started: self?.started ?? '', url: null };
  const claimPath = await claim(folder, mine);
  const release = () => rm(claimPath, { force: true });
  return {
    path: folder,
    announce: async (url) => {
      const next = `${claimPath}.new`;
      await writeFile(next, JSON.stringify({ ...mine, url }), { mode: 0o600 });
      await rename(next, claimPath);
    },
    release,
    [Symbol.asyncDispose]: release,
  };
}

async function prepare(path: string): Promise<string> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await mkdir(path, { mode: 0o700 }).then(
      // As root the database runs as another user, who must be able to pass through; what lies inside is 0600 and 0700.
      () => chmod(path, process.getuid?.() === 0 ? 0o711 : 0o700),
      (error: unknown) => {
        if (systemCode(error) !== 'EEXIST') throw error;
      },
    );
    if (!(await stat(path)).isDirectory()) {
      throw new StartError('data_folder_unusable', `${path} is not a folder. Name another with --data.`);
    }
    return await realpath(path);
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw unusable(path, error);
  }
}

async function claim(folder: string, mine: Claim): Promise<string> {
  const draft = join(folder, `console-${mine.pid}.draft`);
  try {
    await writeFile(draft, JSON.stringify(mine), { mode: 0o600 });
    for (;;) {
      const stale = await claimsThatAreNotLive(folder, null);
      const number = Math.max(0, ...stale) + 1;
      const path = claimPathOf(folder, number);
      if (!(await linkOnce(draft, path))) continue;
      try {
        // Somebody may have read an older list and taken a higher number meanwhile: look once more, now that ours is there.
        for (const old of await claimsThatAreNotLive(folder, number))
          await rm(claimPathOf(folder, old), { force: true });
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
      return path;
    }
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw unusable(folder, error);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Numbers of the claims of processes that ended. @throws StartError data_folder_held when one but `except` lives. */
async function claimsThatAreNotLive(folder: string, except: number | null): Promise<number[]> {
  const names = await readdir(folder);
  const numbers = names.flatMap((name) => CLAIM_NAME.exec(name)?.[1] ?? []).map(Number);
  const others = numbers.filter((number) => number !== except);
  for (const number of others) {
    const held = await readClaim(claimPathOf(folder, number));
    if (held === null) continue;
    const holder = await findProcess(held.pid);
    if (holder === null || holder.started !== held.started) continue;
    const where = held.url === null ? `process ${held.pid}` : `process ${held.pid}, ${held.url}`;
    throw new StartError(
      'data_folder_held',
      `Another console (${where}) holds ${folder}. Stop it, or give this one a folder of its own with --data.`,
    );
  }
  return others;
}

async function readClaim(path: string): Promise<Claim | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return '';
    throw error;
  });
  try {
    return Claim.parse(JSON.parse(text));
  } catch {
    // A claim appears whole or not at all, so what cannot be read was damaged later and belongs to nobody.
    return null;
  }
}

function claimPathOf(folder: string, number: number): string {
  return join(folder, `console-${number}.claim`);
}

async function linkOnce(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function unusable(path: string, error: unknown): StartError {
  const reason = systemCode(error) || String(error);
  const sentence = `The data folder ${path} cannot be used (${reason}). Give this user a folder it may write to, with --data.`;
  return new StartError('data_folder_unusable', sentence, error);
}
