import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { z } from 'zod';
import { silentLog } from '../log/index.ts';
import { clientConfig, createDatabase, type Connection, type DatabaseHandle } from './connect.ts';
import { migrate, MIGRATIONS_FOLDER, readMigrations } from './migrate.ts';
import { startTestServer, TEST_SERVER_VARIABLE } from './testing-server.ts';

const GOODBYE_MS = 2000;

type SocketConnection = Extract<Connection, { kind: 'socket' }>;

const ServerAnswer = z.object({
  kind: z.literal('socket'),
  folder: z.string(),
  user: z.string(),
  database: z.string(),
});

export interface TestDatabaseOptions {
  /** Another folder of migrations than this server's; null for an empty database. */
  readonly migrations?: string | null;
  readonly connections?: number;
}

/**
 * A database of its own for one test file, copied from a template that is migrated once. Close it at the end:
 * `close()` throws when the test left a connection in use or open, then removes the database.
 */
export async function testDatabase(options: TestDatabaseOptions = {}): Promise<DatabaseHandle> {
  const server = await findServer();
  const admin: SocketConnection = { ...server.connection, database: 'postgres' };
  const folder = options.migrations === undefined ? MIGRATIONS_FOLDER : options.migrations;
  const template = folder === null ? 'template0' : await migratedTemplate(admin, folder);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(admin, (client) => client.query(`create database ${name} template ${template}`));
  const handle = createDatabase(
    { ...admin, database: name },
    { log: silentLog, ...(options.connections === undefined ? {} : { connections: options.connections }) },
  );
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= closeTest(handle, admin, name, server.stop));
  return { db: handle.db, pool: handle.pool, connection: handle.connection, close, [Symbol.asyncDispose]: close };
}

async function closeTest(
  handle: DatabaseHandle,
  admin: SocketConnection,
  name: string,
  stopServer: () => Promise<void>,
): Promise<void> {
  try {
    const inUse = handle.pool.totalCount - handle.pool.idleCount;
    if (inUse === 0) await handle.close();
    const open = await dropDatabase(admin, name);
    if (inUse > 0) throw new Error(`The test left ${inUse} connection(s) in use; last they did: ${open.join(' | ')}`);
    if (open.length > 0) throw new Error(`The test left connections open: ${open.join(' | ')}`);
  } finally {
    await stopServer();
  }
}

/** Removes a database, and tells what the connections to it that were still open did last. */
async function dropDatabase(admin: SocketConnection, name: string): Promise<string[]> {
  return onServer(admin, async (client) => {
    const open = await openConnections(client, name);
    await client.query(`drop database ${name} with (force)`);
    return open;
  });
}

/** Who is connected to a database. A backend outlives its client's goodbye by a moment, so it is asked for a while. */
async function openConnections(client: Client, name: string): Promise<string[]> {
  const until = performance.now() + GOODBYE_MS;
  for (;;) {
    const open = await client.query<{ did: string }>(
      `select application_name || ': ' || query as did from pg_stat_activity
       where datname = $1 and backend_type = 'client backend'`,
      [name],
    );
    if (open.rows.length === 0 || performance.now() > until) return open.rows.map((row) => row.did);
    await delay(10);
  }
}

/** The template's name comes from what the migrations say, so a changed file makes a new one. */
async function migratedTemplate(admin: SocketConnection, folder: string): Promise<string> {
  const files = await readMigrations(folder);
  const hash = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
  const template = `template_${hash}`;
  await onServer(admin, async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [template]);
    const found = await client.query('select 1 from pg_database where datname = $1 and datistemplate', [template]);
    if (found.rowCount === 1) return;
    await client.query(`drop database if exists ${template}`);
    await client.query(`create database ${template} template template0`);
    const handle = createDatabase({ ...admin, database: template }, { log: silentLog, connections: 2 });
    try {
      await migrate(handle.db, folder);
    } finally {
      await handle.close();
    }
    await client.query(`alter database ${template} is_template true`);
  });
  return template;
}

async function onServer<T>(connection: Connection, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(clientConfig(connection));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The run's shared server; without one (a script, a benchmark) a server of its own. */
async function findServer(): Promise<{ connection: SocketConnection; stop: () => Promise<void> }> {
  const door = process.env[TEST_SERVER_VARIABLE];
  if (door === undefined) {
    const own = await startTestServer();
    return { connection: ServerAnswer.parse(own.connection), stop: () => own.stop() };
  }
  const answer = await fetch(door);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`The database server of the tests did not start: ${text}`);
  return { connection: ServerAnswer.parse(JSON.parse(text)), stop: () => Promise.resolve() };
}
