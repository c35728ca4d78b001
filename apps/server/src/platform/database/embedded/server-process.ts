import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Log } from '../../log/index.ts';
import { StartError } from '../../start-error.ts';
import { spawnOptions, type RunAs } from './run-as.ts';

export type Settings = Readonly<Record<string, string>>;

/** Given at each start, so that they follow the version of the console and not the age of the cluster. */
export const DEFAULT_SETTINGS: Settings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '100',
  shared_buffers: '192MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '1GB',
  checkpoint_timeout: '15min',
  // One server, no replica: less is written for the same safety.
  wal_level: 'minimal',
  max_wal_senders: '0',
  random_page_cost: '1.1',
  // Compiling costs more than these short queries take.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '',
  // The server's own messages only: errors of statements quote rows and reach the client anyway.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

export interface ServerProcessOptions {
  readonly postgres: string;
  readonly cluster: string;
  readonly socketFolder: string;
  readonly port: number;
  readonly runAs: RunAs;
  readonly settings: Settings;
  readonly log: Log;
}

/** One run of the server, from ready to its end. */
export interface ServerProcess {
  readonly pid: number;
  /** Settles when it has ended, for whatever reason. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
  /** Tells it to stop, for a process that is about to exit and cannot wait. */
  interrupt(): void;
}

/** Recovery after a power cut may take long; a server that says nothing for this long does not come. */
const READY_WITHIN_MS = 120_000;
const FAST_STOP_MS = 20_000;
const IMMEDIATE_STOP_MS = 5_000;
const READY = 'database system is ready to accept connections';

/** Starts the server and waits until it takes connections. @throws StartError postgres_failed with its last words. */
export async function startServerProcess(options: ServerProcessOptions): Promise<ServerProcess> {
  const settings = Object.entries({ ...DEFAULT_SETTINGS, ...options.settings });
  const child = spawn(
    options.postgres,
    ['-D', options.cluster, '-k', options.socketFolder, '-p', String(options.port)].concat(
      settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ),
    {
      ...spawnOptions(options.runAs),
      // A session of its own: Ctrl-C in the console's terminal must not reach the database before the console has stopped.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  await untilReady(child, ended, options.log);
  const pid = child.pid;
  if (pid === undefined) throw new StartError('postgres_failed', 'The database server has no process.');
  return { pid, ended, stop: () => stop(child, options.log), interrupt: () => void child.kill('SIGINT') };
}

async function untilReady(child: ChildProcess, ended: Promise<string>, log: Log): Promise<void> {
  const lastWords: string[] = [];
  const ready = Promise.withResolvers<true>();
  if (child.stderr !== null) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      logServerLine(log, line);
      lastWords.push(line);
      if (lastWords.length > 5) lastWords.shift();
      if (line.includes(READY)) ready.resolve(true);
    });
  }
  const timer = AbortSignal.timeout(READY_WITHIN_MS);
  const late = once(timer, 'abort').then(() => 'no answer in time');
  const outcome = await Promise.race([ready.promise, ended, late]);
  if (outcome === true) return;
  child.kill('SIGKILL');
  const words = lastWords.find((line) => /^(FATAL|PANIC):/.test(line)) ?? lastWords.at(-1) ?? outcome;
  throw new StartError('postgres_failed', `The database server did not start: ${words}`);
}

function logServerLine(log: Log, line: string): void {
  const [, severity = '', text = line] = /^([A-Z]+):\s+(.*)$/.exec(line) ?? [];
  // Each connection that is open at a stop is told so in a line of its own; that is how a stop ends.
  const isGoodbye = text.startsWith('terminating connection due to administrator command');
  if ((severity === 'FATAL' || severity === 'PANIC') && !isGoodbye) log.warn({ severity }, `database: ${text}`);
  else log.debug(`database: ${text}`);
}

/** SIGINT ends connections and writes everything down; SIGQUIT leaves that to the next start. Both lose nothing. */
async function stop(child: ChildProcess, log: Log): Promise<void> {
  if (hasEnded(child)) return;
  const end = once(child, 'exit');
  for (const [signal, withinMs] of [
    ['SIGINT', FAST_STOP_MS],
    ['SIGQUIT', IMMEDIATE_STOP_MS],
  ] as const) {
    child.kill(signal);
    const late = Promise.withResolvers<false>();
    const timer = setTimeout(() => late.resolve(false), withinMs);
    const inTime = await Promise.race([end.then(() => true), late.promise]);
    clearTimeout(timer);
    if (inTime) return;
    log.warn({ signal, withinMs }, 'the database server did not stop in time');
  }
  child.kill('SIGKILL');
  await end;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
