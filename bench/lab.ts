import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createMuster, type MusterClient } from '@muster/client';
import { LocalAccess, ServeReady, SimulatorReady, type Workspace } from '@muster/contract';
import {
  createDatabase,
  openDataFolder,
  silentLog,
  startEmbeddedPostgres,
  type DatabaseHandle,
} from '@muster/server/platform';
import type { z } from 'zod';

const MUSTER = fileURLToPath(new URL('../bin/muster', import.meta.url));

/** A console in a process of its own on a database with its usual settings, which the benchmark reaches as well. */
export interface Lab extends AsyncDisposable {
  readonly folder: string;
  readonly url: string;
  readonly token: string;
  readonly muster: MusterClient;
  /** Straight to the console's database: for filling it, and for floors. */
  readonly database: DatabaseHandle;
  readonly pid: number;
  workspace(network: 'tiktok' | 'instagram'): Promise<Workspace>;
}

export async function startLab(environment: Readonly<Record<string, string>> = {}): Promise<Lab> {
  await using stack = new AsyncDisposableStack();
  const folder = await temporaryFolder();
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const dataFolder = stack.use(await openDataFolder(join(folder, 'database')));
  const postgres = stack.use(
    await startEmbeddedPostgres({ dataFolder, log: silentLog, systemFolder: join(folder, 'system') }),
  );
  const { connection } = postgres;
  if (connection.kind !== 'socket') throw new Error('The embedded server listens on a socket.');
  const database = stack.use(createDatabase(connection, { log: silentLog }));
  const params = new URLSearchParams({ host: connection.folder, user: connection.user, port: '5432' });
  const data = join(folder, 'data');
  const console = await startChild(['serve', '--port', '0', '--data', data, '--json'], ServeReady, {
    DATABASE_URL: `postgresql://localhost/${connection.database}?${params.toString()}`,
    MUSTER_ADB_SERVER: 'off',
    MUSTER_LOG: 'error',
    ...environment,
  });
  stack.use(console);
  const access = LocalAccess.parse(JSON.parse(await readFile(join(data, 'local-access.json'), 'utf8')));
  const muster = createMuster({ baseUrl: access.url, token: access.token });
  const kept = stack.move();
  return {
    folder,
    url: access.url,
    token: access.token,
    muster,
    database,
    pid: console.pid,
    workspace: async (network) => {
      const { data: body } = await muster.GET('/api/v1/workspaces');
      const found = body?.workspaces.find((workspace) => workspace.network === network);
      if (found === undefined) throw new Error(`There is no workspace of ${network}.`);
      return found;
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

export interface Child<T> extends AsyncDisposable {
  readonly ready: T;
  readonly pid: number;
}

/** Starts `muster …` and gives its first line, parsed; disposing sends SIGTERM and waits. */
export async function startChild<S extends z.ZodType>(
  args: readonly string[],
  schema: S,
  environment: Readonly<Record<string, string>> = {},
): Promise<Child<z.infer<S>>> {
  const child = spawn(MUSTER, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // A benchmark that fails leaves nothing running.
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  const line = await firstLine(child);
  return {
    ready: schema.parse(JSON.parse(line)),
    pid: child.pid ?? 0,
    [Symbol.asyncDispose]: async () => {
      process.removeListener('exit', end);
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

export function startSimulatorChild(scenarioFile: string): Promise<Child<z.infer<typeof SimulatorReady>>> {
  return startChild(['simulator', '--scenario', scenarioFile], SimulatorReady);
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The child has no output.');
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`muster ended with ${String(code)} before it was ready.`);
  });
  const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
  // A child that ends later, when it is disposed, is as it should be.
  ended.catch(() => undefined);
  return line;
}

/** A folder that the database's user can pass through, when root runs the benchmark. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-bench-'));
  await chmod(folder, 0o711);
  return folder;
}

/** Most memory a process has held so far, in MB (Linux accounts for it in /proc). */
export async function peakMemoryMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** Memory a process holds now, in MB. */
export async function memoryMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** The value below which a share of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const start = performance.now();
  const value = await work();
  return { ms: performance.now() - start, value };
}

/** Runs one after another and gives the milliseconds of each. */
export async function samples(count: number, work: (at: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < count; at++) times.push((await timed(() => work(at))).ms);
  return times;
}
