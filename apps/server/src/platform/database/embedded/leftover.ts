import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../../log/index.ts';
import { findProcess, processesIn } from '../../processes.ts';
import { StartError } from '../../start-error.ts';
import { systemCode } from '../../system-code.ts';
import { isSocketFolder } from './socket-folder.ts';

/** How long a server may take to write everything down and end; then how long to end at once. */
const FAST_STOP_MS = 20_000;
const IMMEDIATE_STOP_MS = 5_000;
const LOOK_EVERY_MS = 25;

/** Lines of postmaster.pid that matter here (postgres, src/include/utils/pidfile.h). */
const PID_LINE = 0;
const SOCKET_FOLDER_LINE = 4;

/**
 * Clears the way for a new server on this cluster. A server that outlived its console (kill -9) is stopped, politely
 * first; processes that outlived their server are waited for. A pid file is believed only as far as /proc bears it
 * out: one that names a zombie or somebody else's process is removed, as PostgreSQL itself would refuse to start.
 * @returns the folder of the former server's socket, when it is one that this console made.
 * @throws StartError postgres_failed when a leftover does not end.
 */
export async function clearLeftovers(cluster: string, log: Log): Promise<string | null> {
  const pidFile = join(cluster, 'postmaster.pid');
  const lines = await readFile(pidFile, 'utf8').then(
    (text) => text.split('\n'),
    (error: unknown) => {
      if (systemCode(error) === 'ENOENT') return [];
      throw error;
    },
  );
  const pid = Number(lines[PID_LINE]);
  let left = await leftIn(cluster, pid);
  if (left.length > 0) {
    log.warn({ processes: left }, 'a database server was left behind; it is stopped before a new one starts');
    if (left.includes(pid)) signal([pid], 'SIGINT');
    left = await untilNoneIsLeft(cluster, pid, FAST_STOP_MS);
  }
  if (left.length > 0) {
    signal(left, 'SIGQUIT');
    left = await untilNoneIsLeft(cluster, pid, IMMEDIATE_STOP_MS);
  }
  if (left.length > 0) {
    const sentence = `A database server that was left behind does not stop (process ${left.join(', ')}). End it, then start again.`;
    throw new StartError('postgres_failed', sentence);
  }
  await rm(pidFile, { force: true });
  const socketFolder = lines[SOCKET_FOLDER_LINE] ?? '';
  return isSocketFolder(socketFolder) ? socketFolder : null;
}

async function untilNoneIsLeft(cluster: string, pid: number, withinMs: number): Promise<number[]> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const left = await leftIn(cluster, pid);
    if (left.length === 0 || performance.now() > deadline) return left;
    await delay(LOOK_EVERY_MS);
  }
}

/** On systems that tell no process's folder, a live process with the recorded number is taken for the server. */
async function leftIn(cluster: string, pid: number): Promise<number[]> {
  if (process.platform === 'linux') return processesIn(cluster);
  return (await findProcess(pid)) === null ? [] : [pid];
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch (error) {
      if (systemCode(error) !== 'ESRCH') throw error;
    }
  }
}
