import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { StartError } from '../../start-error.ts';

const run = promisify(execFile);

/** Whom PostgreSQL's programs run as: ourselves, or, because they refuse to run as root, a user without rights. */
export type RunAs = { readonly kind: 'self' } | { readonly kind: 'user'; readonly uid: number; readonly gid: number };

const COMMAND_TIMEOUT_MS = 15_000;
const SUPERUSER = 0;

/**
 * Whom to run as. As root: the user of this name, who is created when there is none.
 * @throws StartError postgres_unavailable when it cannot be created.
 */
export async function chooseRunAs(userName: string): Promise<RunAs> {
  if (process.getuid?.() !== SUPERUSER) return { kind: 'self' };
  return (await lookUp(userName)) ?? (await create(userName));
}

/** As root: the user whose folder this is (PostgreSQL runs as nobody else on its data); null when it is root's. */
export async function ownerOf(folder: string): Promise<RunAs | null> {
  if (process.getuid?.() !== SUPERUSER) return { kind: 'self' };
  const { uid, gid } = await stat(folder);
  return uid === SUPERUSER ? null : { kind: 'user', uid, gid };
}

/**
 * What every program of PostgreSQL is started with. None of our environment reaches it: PGPORT, PGDATA and LC_* change
 * what it does, and our own variables hold secrets.
 */
export function spawnOptions(runAs: RunAs) {
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' };
  const common = { cwd: '/', env };
  return runAs.kind === 'user' ? { ...common, uid: runAs.uid, gid: runAs.gid } : common;
}

/** Runs a program to its end. @throws when it fails, with what it said in `stderr`. */
export async function runProgram(runAs: RunAs, program: string, args: readonly string[]): Promise<string> {
  const { stdout } = await run(program, [...args], { ...spawnOptions(runAs), timeout: COMMAND_TIMEOUT_MS * 8 });
  return stdout;
}

/** Whether that user can get into a folder. Asked by doing it: modes alone say nothing of ACLs and mounts. */
export async function canEnter(runAs: RunAs, folder: string): Promise<boolean> {
  if (runAs.kind === 'self') return true;
  try {
    await runProgram(runAs, '/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder]);
    return true;
  } catch {
    return false;
  }
}

async function lookUp(userName: string): Promise<RunAs | null> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, userName])));
    return { kind: 'user', uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
  } catch {
    return null;
  }
}

async function create(userName: string): Promise<RunAs> {
  const flags = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
  let reason: unknown;
  try {
    await run('useradd', [...flags, '--shell', '/usr/sbin/nologin', userName], { timeout: COMMAND_TIMEOUT_MS });
  } catch (error) {
    // Another console may have created it at the same moment, so what counts is whether it is there now.
    reason = error;
  }
  const created = await lookUp(userName);
  if (created !== null) return created;
  throw new StartError(
    'postgres_unavailable',
    `PostgreSQL does not run as root, and the user "${userName}" could not be created. ` +
      `Create it (useradd --system ${userName}), start as another user, or set DATABASE_URL.`,
    reason,
  );
}
