import { readdir, readFile, readlink } from 'node:fs/promises';
import { systemCode } from './system-code.ts';

/** A process that lives: a zombie does not. */
export interface LiveProcess {
  readonly pid: number;
  /** Tells it from an earlier process with the same number; empty where the system does not say. */
  readonly started: string;
  /** Its working folder, or null when that may not be seen. */
  readonly folder: string | null;
}

/**
 * The live process with this number, or null. A number in a file proves nothing: the process may have ended (and be a
 * zombie that nobody waits for, which a signal still reaches), and the number may be another's by now.
 */
export async function findProcess(pid: number): Promise<LiveProcess | null> {
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  return process.platform === 'linux' ? findInProc(pid) : findBySignal(pid);
}

/** The live processes whose working folder is this one. PostgreSQL's processes work in their data folder. */
export async function processesIn(folder: string): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(numbers.map(async (pid) => ((await cwdOf(pid)) === folder ? findInProc(pid) : null)));
  return found.flatMap((one) => (one === null ? [] : [one.pid]));
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: the name may hold spaces and brackets, so read from its end. */
async function findInProc(pid: number): Promise<LiveProcess | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(gone);
  if (stat === null) return null;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const state = fields[0];
  if (state === 'Z' || state === 'X') return null;
  const bootId = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(gone);
  return { pid, started: `${bootId?.trim() ?? ''}/${fields[19] ?? ''}`, folder: await cwdOf(pid) };
}

function cwdOf(pid: number): Promise<string | null> {
  return readlink(`/proc/${pid}/cwd`).catch(gone);
}

function findBySignal(pid: number): LiveProcess | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (systemCode(error) === 'ESRCH') return null;
  }
  return { pid, started: '', folder: null };
}

/** A process may end, or be another user's, while it is looked at; both mean that nothing can be said of it. */
function gone(error: unknown): null {
  if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(systemCode(error))) return null;
  throw error;
}
