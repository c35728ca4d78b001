import { sql } from 'kysely';
import type { DataFolder } from '../data-folder.ts';
import type { Log } from '../log/index.ts';
import type { Secret } from '../secret.ts';
import { StartError } from '../start-error.ts';
import { createDatabase, type Connection, type DatabaseHandle } from './connect.ts';
import { startEmbeddedPostgres } from './embedded/index.ts';
import type { Database } from './tables.ts';

/** `server_version_num` of the oldest PostgreSQL that has all that is used here. */
const OLDEST_VERSION = 150_000;

export interface OpenDatabase extends AsyncDisposable {
  readonly handle: DatabaseHandle;
  /** Settles when our own server is gone for good; never with a shared one, to which pools reconnect. */
  readonly failed: Promise<StartError>;
  close(): Promise<void>;
}

export interface OpenDatabaseOptions {
  readonly dataFolder: DataFolder;
  /** A shared server; without it one of our own is started on the data folder. */
  readonly url: Secret | null;
  readonly log: Log;
  readonly connections?: number;
}

/**
 * Opens the console's database and checks that it can be used. Migrations are a step of their own.
 * @throws StartError with a sentence for whoever starts the console.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenDatabase> {
  const own =
    options.url === null ? await startEmbeddedPostgres({ dataFolder: options.dataFolder, log: options.log }) : null;
  const connection: Connection = own?.connection ?? urlConnection(options.url);
  const handle = createDatabase(connection, options);
  const close = async () => {
    await handle.close();
    await own?.stop();
  };
  try {
    await checkServer(handle.db);
  } catch (error) {
    await close();
    throw error;
  }
  const failed = own?.failed ?? new Promise<never>(() => undefined);
  return { handle, failed, close, [Symbol.asyncDispose]: close };
}

function urlConnection(url: Secret | null): Connection {
  if (url === null) throw new TypeError('a connection needs a URL or a server of our own');
  return { kind: 'url', url };
}

/** @throws StartError database_unreachable, database_too_old, database_not_utf8. */
export async function checkServer(db: Database): Promise<void> {
  const facts = await askServer(db);
  if (Number(facts.version) < OLDEST_VERSION) {
    const sentence = `The server at DATABASE_URL is PostgreSQL ${Math.floor(Number(facts.version) / 10_000)}; version 15 or later is needed.`;
    throw new StartError('database_too_old', sentence);
  }
  if (facts.encoding !== 'UTF8') {
    const sentence = `The database at DATABASE_URL has the encoding ${facts.encoding}. Make one with “encoding 'UTF8' template template0”.`;
    throw new StartError('database_not_utf8', sentence);
  }
}

async function askServer(db: Database): Promise<{ version: string; encoding: string }> {
  try {
    const answer = await sql<{ version: string; encoding: string }>`
      select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding
    `.execute(db);
    const facts = answer.rows[0];
    if (facts === undefined) throw new Error('no answer');
    return facts;
  } catch (error) {
    // The driver's message names host, user or database, never the password.
    const reason = error instanceof Error ? error.message || reasonOf(error) : String(error);
    const sentence = `The database cannot be reached (${reason}). See that its server runs and that DATABASE_URL is right.`;
    throw new StartError('database_unreachable', sentence, error);
  }
}

/** Node gives an empty message when every address of a host name failed. */
function reasonOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.name;
}
