import { chown, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { StartError } from '../../start-error.ts';
import { SOCKET_PORT } from '../connect.ts';
import { canEnter, type RunAs } from './run-as.ts';

const PREFIX = 'muster-pg-';
const RANDOM_CHARACTERS = 6;

/** `sun_path` holds 108 bytes on Linux with the closing zero (man 7 unix), 104 on macOS. */
const LONGEST_PATH_BYTES = process.platform === 'linux' ? 107 : 103;

/**
 * Makes a new 0700 folder for the server's socket, with a short path: a data folder's own would often be too long.
 * @throws StartError postgres_failed when there is no folder for temporary files that serves.
 */
export async function makeSocketFolder(
  runAs: RunAs,
  temporary: readonly string[] = [tmpdir(), '/tmp'],
): Promise<string> {
  for (const parent of temporary) {
    if (!isShortEnough(parent) || !(await canEnter(runAs, parent))) continue;
    const folder = await mkdtemp(join(parent, PREFIX));
    if (runAs.kind === 'user') await chown(folder, runAs.uid, runAs.gid);
    return folder;
  }
  throw new StartError(
    'postgres_failed',
    `There is no folder with a short path for temporary files; set TMPDIR to one.`,
  );
}

/** Whether a path is of the form this console makes: only such a folder is ever removed. */
export function isSocketFolder(path: string): boolean {
  return basename(path).startsWith(PREFIX) && basename(path).length === PREFIX.length + RANDOM_CHARACTERS;
}

function isShortEnough(parent: string): boolean {
  const longest = join(parent, PREFIX + 'x'.repeat(RANDOM_CHARACTERS), `.s.PGSQL.${SOCKET_PORT}`);
  // PostgreSQL takes a list of folders; a comma or a quote in one would split it.
  return Buffer.byteLength(longest) <= LONGEST_PATH_BYTES && !/[,"']/.test(parent);
}
