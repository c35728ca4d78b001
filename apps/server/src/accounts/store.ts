import { sql, type Insertable, type Updateable } from 'kysely';
import { isDatabaseError } from '../platform/database/transact.ts';
import { AppError } from '../platform/app-error.ts';
import type { Reader, Trx } from '../platform/database/tables.ts';
import type { AccountTables } from './tables.ts';
import { viewColumns, viewJoins, type AccountViewRow } from './view.ts';

export type AccountColumns = Updateable<AccountTables['account']>;
export type EditKind = AccountTables['account_edit']['kind'];

const UNIQUE_VIOLATION = '23505';

/** An account as the API shows it, deleted or not; null when nobody has this id. */
export async function view(db: Reader, id: number): Promise<AccountViewRow | null> {
  const { rows } = await sql<AccountViewRow>`
    select ${viewColumns} from account ${viewJoins} where account.id = ${id}
  `.execute(db);
  return rows[0] ?? null;
}

/** The stored row, sealed secrets included. */
export async function stored(db: Reader, id: number) {
  return rowById(db, id).executeTakeFirst();
}

/** Like `stored`, and nobody else writes it until the transaction ends. */
export async function storedForUpdate(trx: Trx, id: number): Promise<StoredAccount | undefined> {
  return rowById(trx, id).forNoKeyUpdate('account').executeTakeFirst();
}

export type StoredAccount = NonNullable<Awaited<ReturnType<typeof stored>>>;

function rowById(db: Reader, id: number) {
  return db
    .selectFrom('account')
    .innerJoin('workspace', 'workspace.id', 'account.workspace_id')
    .selectAll('account')
    .select('workspace.network')
    .where('account.id', '=', id);
}

/** @throws AppError `username_taken` */
export async function insert(trx: Trx, row: Insertable<AccountTables['account']>): Promise<number> {
  const query = trx.insertInto('account').values(row).returning('id');
  return (await orUsernameTaken(query.executeTakeFirstOrThrow())).id;
}

/** Changes columns and raises the version. @throws AppError `username_taken` */
export async function update(trx: Trx, id: number, columns: AccountColumns, at: Date): Promise<void> {
  const query = trx
    .updateTable('account')
    .set((set) => ({ ...columns, updated_at: at, version: set('version', '+', 1) }))
    .where('id', '=', id);
  await orUsernameTaken(query.execute());
}

export interface Edit {
  readonly at: Date;
  readonly byWhom: string;
  readonly kind: EditKind;
  readonly text: string;
}

/** Writes one edit into the history of each account. */
export async function insertEdits(trx: Trx, ids: readonly number[], edit: Edit): Promise<void> {
  await sql`
    insert into account_edit (account_id, at, by_whom, kind, text)
    select id, ${edit.at}, ${edit.byWhom}, ${edit.kind}, ${edit.text} from unnest(${ids}::int[]) as id
  `.execute(trx);
}

/** No device (null or absent) is fine. @throws AppError `device_not_found` */
export async function requireDevice(db: Reader, id: number | null | undefined): Promise<void> {
  if (id === null || id === undefined) return;
  const { rows } = await sql`select 1 from device where id = ${id}`.execute(db);
  if (rows.length === 0) {
    throw new AppError('device_not_found', { detail: `There is no device ${id}.`, field: 'deviceId' });
  }
}

async function orUsernameTaken<T>(written: Promise<T>): Promise<T> {
  try {
    return await written;
  } catch (error) {
    if (!isDatabaseError(error, UNIQUE_VIOLATION) || error.constraint !== 'account_username') throw error;
    throw new AppError('username_taken', {
      remedy: 'Choose another username, or look for the account that has it.',
      field: 'username',
      cause: error,
    });
  }
}
