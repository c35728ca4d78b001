import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openDataFolder } from '../../data-folder.ts';
import { randomIds } from '../../ids.ts';
import { silentLog } from '../../log/index.ts';
import { findProcess, processesIn } from '../../processes.ts';
import { clientConfig, createDatabase, type Connection } from '../connect.ts';
import { findNativeFolder, placeBinaries } from './binaries.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';
import { startConsole } from './fixtures/start-console.ts';
import { canEnter, chooseRunAs, runProgram } from './run-as.ts';
import { makeSocketFolder } from './socket-folder.ts';

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;

let root: string;
/** A data folder that tests use one after another, because making one takes longest. */
let plain: string;
let systemFolder: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'muster-test-'));
  await chmod(root, 0o755);
  plain = join(root, 'plain');
  systemFolder = join(root, 'system');
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function query(connection: Connection, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client(clientConfig(connection));
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

async function withServer<T>(path: string, work: (server: EmbeddedPostgres) => Promise<T>): Promise<T> {
  await using dataFolder = await openDataFolder(path);
  await using server = await startEmbeddedPostgres({ dataFolder, log: silentLog, systemFolder });
  return await work(server);
}

const write = 'create table if not exists kept as select 7 as n';
const read = 'select n from kept';

describe('a database server of our own', () => {
  it('keeps what was written, opens no network address, and leaves nothing behind when it stops', async () => {
    let socketFolder = '';
    const first = await withServer(plain, async (server) => {
      await query(server.connection, write);
      const settings = await query(
        server.connection,
        `select current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync,
                datlocprovider as provider, datlocale as locale
         from pg_database where datname = current_database()`,
      );
      expect(settings).toEqual([{ addresses: '', fsync: 'on', provider: 'b', locale: 'C.UTF-8' }]);
      if (server.connection.kind !== 'socket') throw new Error('expected a socket');
      socketFolder = server.connection.folder;
      expect((await stat(socketFolder)).mode & 0o777).toBe(0o700);
      return server;
    });
    expect(await processesIn(first.cluster)).toEqual([]);
    await expect(stat(socketFolder)).rejects.toMatchObject({ code: 'ENOENT' });
    expect((await readdir(tmpdir())).filter((name) => name.startsWith('pg-password'))).toEqual([]);
    expect(await withServer(plain, (server) => query(server.connection, read))).toEqual([{ n: 7 }]);
  });

  it('starts where the path is longer than a socket may have, and begins anew what was cut short', async () => {
    const path = join(root, 'long'.repeat(40), 'data');
    await mkdir(join(path, 'database', 'cluster.new', 'base'), { recursive: true });
    const dataFolderMode = 0o711;
    await chmod(path, dataFolderMode);
    expect(await withServer(path, (server) => query(server.connection, 'select 1 as one'))).toEqual([{ one: 1 }]);
  });

  it('says so when the data is of another major version', async () => {
    const path = join(root, 'old');
    await mkdir(join(path, 'database', 'cluster'), { recursive: true });
    await chmod(path, 0o711);
    await writeFile(join(path, 'database', 'cluster', 'PG_VERSION'), '17\n');
    await expect(withServer(path, () => Promise.resolve())).rejects.toThrow(
      /is of PostgreSQL 17, and this console brings 18/,
    );
  });

  it('is started again on the same socket when it dies, and pools recover', async () => {
    await withServer(plain, async (server) => {
      await using database = createDatabase(server.connection, { log: silentLog });
      await database.pool.query(write);
      const before = server.pid;
      process.kill(before, 'SIGKILL');
      await vi.waitFor(() => expect([0, before]).not.toContain(server.pid), { timeout: 20_000 });
      const rows = await vi.waitFor(async () => (await database.pool.query(read)).rows, { timeout: 5_000 });
      expect(rows).toEqual([{ n: 7 }]);
    });
  });
});

describe('after a console that was killed', () => {
  it('stops the server it left behind, and finds what was committed', async () => {
    const first = await startConsole(plain, systemFolder);
    await query(first.connection, write);
    await first.kill();
    expect(await findProcess(first.pid)).not.toBeNull();

    const rows = await withServer(plain, async (server) => {
      expect(server.pid).not.toBe(first.pid);
      expect(await findProcess(first.pid)).toBeNull();
      return query(server.connection, read);
    });
    expect(rows).toEqual([{ n: 7 }]);
    expect(existsSync(first.connection.folder)).toBe(false);
  });

  it.each([
    ['a zombie', startZombie],
    ['a process of somebody else', startStranger],
  ])('starts although postmaster.pid names %s', async (_what, startOther) => {
    const cluster = await withServer(plain, (server) => Promise.resolve(server.cluster));
    const other = await startOther();
    try {
      const lines = [other.pid, cluster, 1, 5432, '/tmp', '', '1 1', 'ready'];
      await writeFile(join(cluster, 'postmaster.pid'), `${lines.join('\n')}\n`);
      expect(await withServer(plain, (server) => query(server.connection, 'select 1 as one'))).toEqual([{ one: 1 }]);
    } finally {
      other.end();
    }
  });

  it('tells the server to stop when it leaves without stopping it', async () => {
    const first = await startConsole(plain, systemFolder);
    expect(await first.end('exit')).toBe(3);
    await vi.waitFor(async () => expect(await findProcess(first.pid)).toBeNull(), { timeout: 10_000 });
    expect(existsSync(first.connection.folder)).toBe(false);
  });
});

describe('a second console on one data folder', () => {
  it('refuses, says who holds it, and leaves the first one alone', async () => {
    const first = await startConsole(plain, systemFolder);
    await expect(startConsole(plain, systemFolder)).rejects.toThrow(
      `Another console (process ${first.process.pid}, http://127.0.0.1:7400) holds ${plain}.`,
    );
    expect(await query(first.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(await first.end('stop')).toBe(0);
    expect(await findProcess(first.pid)).toBeNull();
  });
});

describe('the programs', () => {
  it('have a server in a session of its own, so that Ctrl-C in a terminal does not reach it', async () => {
    await withServer(plain, async (server) => {
      const statText = await readFile(`/proc/${server.pid}/stat`, 'utf8');
      const sessionField = statText.slice(statText.lastIndexOf(')') + 2).split(' ')[3];
      expect(Number(sessionField)).toBe(server.pid);
    });
  });

  it('use another folder for the socket when the first is too long', async () => {
    const long = join(root, 'x'.repeat(100));
    await mkdir(long);
    const folder = await makeSocketFolder({ kind: 'self' }, [long, '/tmp']);
    expect(folder.startsWith('/tmp/')).toBe(true);
    await rm(folder, { recursive: true });
  });
});

describe.runIf(isRoot)('as root', () => {
  it('puts data that its user cannot reach into a folder of its own, and finds it again', async () => {
    const closed = join(root, 'closed');
    const path = join(closed, 'data');
    await mkdir(closed, { mode: 0o700 });
    const cluster = await withServer(path, async (server) => {
      await query(server.connection, write);
      return server.cluster;
    });
    expect(cluster.startsWith(`${systemFolder}/data-`)).toBe(true);
    expect(await withServer(path, (server) => query(server.connection, read))).toEqual([{ n: 7 }]);

    const copy = join(closed, 'copy');
    await cp(path, copy, { recursive: true });
    await expect(withServer(copy, () => Promise.resolve())).rejects.toThrow(`${copy} is a copy of ${path}`);

    const moved = join(closed, 'moved');
    await rm(copy, { recursive: true });
    await rename(path, moved);
    expect(await withServer(moved, (server) => query(server.connection, read))).toEqual([{ n: 7 }]);

    await rm(join(cluster, '..'), { recursive: true });
    await expect(withServer(moved, () => Promise.resolve())).rejects.toThrow('it is not there');
  });

  it('copies programs that its user cannot reach, with the symbolic links that npm left out', async () => {
    const native = await findNativeFolder();
    const closed = join(root, 'closed-programs');
    await mkdir(closed, { mode: 0o700 });
    await run('cp', ['-al', native.path, join(closed, 'native')]);
    const runAs = await chooseRunAs('postgres');
    const own = join(root, 'own');
    await mkdir(own);
    const placed = await placeBinaries({ path: join(closed, 'native'), version: native.version }, runAs, own);
    expect(placed.postgres.startsWith(own)).toBe(true);
    expect(await runProgram(runAs, placed.postgres, ['--version'])).toMatch(/^postgres \(PostgreSQL\) 18\./);
    const again = await placeBinaries({ path: join(closed, 'native'), version: native.version }, runAs, own);
    expect(again).toEqual(placed);
  });

  it('creates the user it runs as', async () => {
    const name = `muster-${randomIds.uuid().slice(0, 8)}`;
    try {
      const created = await chooseRunAs(name);
      expect(created.kind).toBe('user');
      expect(await chooseRunAs(name)).toEqual(created);
      expect(await canEnter(created, '/tmp')).toBe(true);
      expect(await canEnter(created, '/root')).toBe(false);
    } finally {
      await run('userdel', [name]);
    }
  });
});

interface OtherProcess {
  readonly pid: number;
  end(): void;
}

/** A child that ended and whose parent does not ask how: a signal still reaches its number. */
async function startZombie(): Promise<OtherProcess> {
  const parent = spawn('/bin/sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 60'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const said: unknown[] = await once(parent.stdout, 'data');
  const pid = Number(String(said[0]));
  await vi.waitFor(async () => expect(await readFile(`/proc/${pid}/stat`, 'utf8')).toContain(') Z '));
  return { pid, end: () => parent.kill() };
}

/** Runs as the server's own user, so that PostgreSQL itself would take it for a server. */
async function startStranger(): Promise<OtherProcess> {
  const runAs = await chooseRunAs('postgres');
  const demotion = runAs.kind === 'user' ? { uid: runAs.uid, gid: runAs.gid } : {};
  const child = spawn('/bin/sleep', ['60'], { ...demotion, stdio: 'ignore' });
  await once(child, 'spawn');
  return { pid: child.pid ?? 0, end: () => child.kill() };
}
