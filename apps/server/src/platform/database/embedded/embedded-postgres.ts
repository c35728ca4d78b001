import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { DataFolder } from '../../data-folder.ts';
import { randomIds, type Ids } from '../../ids.ts';
import type { Log } from '../../log/index.ts';
import { StartError } from '../../start-error.ts';
import { clientConfig, SOCKET_PORT, type Connection } from '../connect.ts';
import { findNativeFolder, placeBinaries, type NativeFolder } from './binaries.ts';
import { placeCluster } from './cluster-place.ts';
import { createClusterOnce, DATABASE_USER } from './create-cluster.ts';
import { clearLeftovers } from './leftover.ts';
import { chooseRunAs, ownerOf } from './run-as.ts';
import { startServerProcess, type ServerProcess, type ServerProcessOptions, type Settings } from './server-process.ts';
import { makeSocketFolder } from './socket-folder.ts';

export interface EmbeddedPostgresOptions {
  /** Held by this process: two servers on one cluster would destroy it. */
  readonly dataFolder: DataFolder;
  readonly log: Log;
  readonly ids?: Ids;
  /** Added to the server's settings. */
  readonly settings?: Settings;
  /** As root: whom to run as, and where programs and data go that this user cannot reach. */
  readonly userName?: string;
  readonly systemFolder?: string;
  readonly native?: NativeFolder;
}

/** A PostgreSQL server of our own, reachable only through a socket in a 0700 folder. */
export interface EmbeddedPostgres extends AsyncDisposable {
  readonly connection: Connection;
  /** Of the server's first process; changes when it had to be started again. */
  readonly pid: number;
  /** PostgreSQL's data folder. */
  readonly cluster: string;
  /** Settles when the server ended by itself and does not come back. */
  readonly failed: Promise<StartError>;
  /** Ends it, with everything written down. Once is enough, twice does no harm. */
  stop(): Promise<void>;
}

const DATABASE_NAME = 'muster';
const MOST_RESTARTS = 5;
const RESTARTS_WITHIN_MS = 60_000;
const RESTART_PAUSE_MS = 200;

/**
 * Starts PostgreSQL on a data folder; makes its cluster the first time. A server that a killed console left behind is
 * stopped first. When the server ends by itself, it is started again on the same socket, so pools recover.
 * @throws StartError postgres_unavailable, postgres_failed, data_folder_unusable.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  if (process.platform === 'win32') {
    const sentence = 'The database server that comes with this console does not run on Windows. Set DATABASE_URL.';
    throw new StartError('postgres_unavailable', sentence);
  }
  const { dataFolder, log } = options;
  const systemFolder = options.systemFolder ?? '/var/lib/muster-postgres';
  const chosen = await chooseRunAs(options.userName ?? 'postgres');
  const ownFolder = chosen.kind === 'self' ? dataFolder.path : systemFolder;
  const place = await placeCluster(dataFolder.path, chosen, systemFolder, options.ids ?? randomIds);
  const runAs = (await ownerOf(place.home)) ?? chosen;
  const binaries = await placeBinaries(options.native ?? (await findNativeFolder()), runAs, ownFolder);
  await createClusterOnce(place, binaries, runAs);
  const formerSocket = await clearLeftovers(place.cluster, log);
  if (formerSocket !== null) await rm(formerSocket, { recursive: true, force: true });
  const socketFolder = await makeSocketFolder(runAs);
  const connection = { kind: 'socket', folder: socketFolder, user: DATABASE_USER, database: DATABASE_NAME } as const;
  const server = new SupervisedServer({
    postgres: binaries.postgres,
    cluster: place.cluster,
    socketFolder,
    port: SOCKET_PORT,
    runAs,
    settings: options.settings ?? {},
    log,
  });
  try {
    await server.start();
    await createDatabaseOnce({ ...connection, database: 'postgres' });
  } catch (error) {
    await server.stop();
    throw error;
  }
  const stop = () => server.stop();
  return {
    connection,
    cluster: place.cluster,
    failed: server.failed,
    stop,
    [Symbol.asyncDispose]: stop,
    get pid() {
      return server.pid;
    },
  };
}

/** Keeps one server running until it is told to stop. */
class SupervisedServer {
  readonly #options: ServerProcessOptions;
  readonly #failed = Promise.withResolvers<StartError>();
  #process: ServerProcess | undefined;
  #stopping: Promise<void> | undefined;
  #watching: Promise<void> = Promise.resolve();
  /** When this process ends without having stopped the server, the server is told at least. */
  readonly #onExit = () => {
    this.#process?.interrupt();
    rmSync(this.#options.socketFolder, { recursive: true, force: true });
  };

  constructor(options: ServerProcessOptions) {
    this.#options = options;
  }

  get failed(): Promise<StartError> {
    return this.#failed.promise;
  }

  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  async start(): Promise<void> {
    this.#process = await startServerProcess(this.#options);
    process.once('exit', this.#onExit);
    this.#watching = this.#watch(this.#process);
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stopNow();
    return this.#stopping;
  }

  async #stopNow(): Promise<void> {
    await this.#process?.stop();
    await this.#watching;
    process.removeListener('exit', this.#onExit);
    await rm(this.#options.socketFolder, { recursive: true, force: true });
  }

  async #watch(first: ServerProcess): Promise<void> {
    const { log, cluster } = this.#options;
    let running = first;
    let restarts: number[] = [];
    for (;;) {
      const how = await running.ended;
      this.#process = undefined;
      if (this.#isStopping()) return;
      log.error({ how }, 'the database server ended by itself; it is started again');
      const now = performance.now();
      restarts = [...restarts.filter((at) => now - at < RESTARTS_WITHIN_MS), now];
      try {
        if (restarts.length > MOST_RESTARTS)
          throw new StartError('postgres_failed', `It ended ${restarts.length} times.`);
        await delay(RESTART_PAUSE_MS);
        await clearLeftovers(cluster, log);
        running = await startServerProcess(this.#options);
        if (this.#isStopping()) return await running.stop();
        this.#process = running;
      } catch (error) {
        const sentence = 'The database server ended and could not be started again.';
        this.#failed.resolve(error instanceof StartError ? error : new StartError('postgres_failed', sentence, error));
        return;
      }
    }
  }

  #isStopping(): boolean {
    return this.#stopping !== undefined;
  }
}

async function createDatabaseOnce(connection: Connection): Promise<void> {
  const client = new Client(clientConfig(connection));
  try {
    await client.connect();
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE_NAME]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE_NAME}`);
  } finally {
    await client.end();
  }
}
