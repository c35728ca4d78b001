import { Kysely, PostgresDialect } from 'kysely';
import { DatabaseError, type ClientBase } from 'pg';
import type { DatabaseHandle } from './connect.ts';
import type { Database, Tables, Trx } from './tables.ts';

/** Serialization failure and deadlock: PostgreSQL rolled everything back, and asks to try again (SQLSTATE class 40). */
const TRY_AGAIN = new Set(['40001', '40P01']);
const ATTEMPTS = 4;

export interface TransactOptions {
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable';
}

/**
 * Runs `work` in one transaction: all of it is committed, or none when it throws. After a deadlock or a serialization
 * failure it runs again (4 times at most), so `work` must do nothing outside of the database.
 */
export async function transact<T>(
  db: Database,
  work: (trx: Trx) => Promise<T>,
  options: TransactOptions = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const transaction =
      options.isolation === undefined ? db.transaction() : db.transaction().setIsolationLevel(options.isolation);
    try {
      return await transaction.execute(work);
    } catch (error) {
      if (attempt === ATTEMPTS || !isTryAgain(error)) throw error;
    }
  }
}

/**
 * Like `transact`, and hands out the connection of the transaction as well, for COPY. It runs once only: a stream
 * cannot be read again.
 */
export async function transactOnClient<T>(
  handle: DatabaseHandle,
  work: (trx: Trx, client: ClientBase) => Promise<T>,
): Promise<T> {
  const client = await handle.pool.connect();
  let broken = false;
  const borrowed = {
    query: client.query.bind(client),
    release: (destroy?: boolean) => {
      broken ||= destroy === true;
    },
  };
  const pool = { connect: () => Promise.resolve(borrowed), end: () => Promise.resolve(), options: {} };
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    return await db.transaction().execute((trx) => work(trx, client));
  } finally {
    client.release(broken);
  }
}

/** Whether an error is PostgreSQL's, with this SQLSTATE (https://www.postgresql.org/docs/18/errcodes-appendix.html). */
export function isDatabaseError(error: unknown, sqlState: string): error is DatabaseError {
  return error instanceof DatabaseError && error.code === sqlState;
}

function isTryAgain(error: unknown): boolean {
  return error instanceof DatabaseError && TRY_AGAIN.has(error.code ?? '');
}
