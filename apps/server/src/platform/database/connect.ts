import { Kysely, PostgresDialect } from 'kysely';
import { Pool, type ClientConfig } from 'pg';
import type { Log } from '../log/index.ts';
import { Secret } from '../secret.ts';
import type { Database, Tables } from './tables.ts';

/** Where a database is: on our own server's Unix socket, or wherever a URL says. */
export type Connection =
  | { readonly kind: 'socket'; readonly folder: string; readonly user: string; readonly database: string }
  | { readonly kind: 'url'; readonly url: Secret };

/** The part of a Unix socket's name that stands for a port; no port is ever opened. */
export const SOCKET_PORT = 5432;

const CONNECT_TIMEOUT_MS = 10_000;
const DEFAULT_CONNECTIONS = 10;

/** The same place in the form that `pg` (and whatever is built on it) takes. It may hold a password: not for logs. */
export function clientConfig(connection: Connection): ClientConfig {
  const common = {
    application_name: 'muster',
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  } satisfies ClientConfig;
  if (connection.kind === 'url') return { ...common, connectionString: connection.url.reveal() };
  const { folder, user, database } = connection;
  // The socket asks for no password; an empty one keeps pg from looking into PGPASSWORD or ~/.pgpass.
  return { ...common, host: folder, port: SOCKET_PORT, user, database, password: '', ssl: false };
}

/** A pool, and Kysely over it. Close it last: whatever uses it must have ended. */
export interface DatabaseHandle extends AsyncDisposable {
  readonly db: Database;
  /** For COPY, and for whoever brings SQL of its own. */
  readonly pool: Pool;
  readonly connection: Connection;
  /** Waits for connections in use, then closes all. Once is enough, twice does no harm. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly log: Log;
  /** Most connections at once. */
  readonly connections?: number;
}

/** Opens a pool; nothing is connected until the first query. */
export function createDatabase(connection: Connection, options: DatabaseOptions): DatabaseHandle {
  const pool = new Pool({ ...clientConfig(connection), max: options.connections ?? DEFAULT_CONNECTIONS });
  let closing: Promise<void> | undefined;
  // A server that restarts ends idle connections with 57P01. Unheard, that error would end this process.
  pool.on('error', (error) => {
    // Once the pool is closing, a connection that the server ends first is no loss.
    if (closing === undefined) options.log.warn({ err: error }, 'a database connection was lost');
  });
  // pg-pool hears only idle connections; one that is lost between two queries of a transaction needs an ear as well.
  pool.on('connect', (client) =>
    client.on('error', (error) => options.log.debug({ err: error }, 'a database connection in use was lost')),
  );
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const close = () => (closing ??= pool.end());
  return { db, pool, connection, close, [Symbol.asyncDispose]: close };
}
