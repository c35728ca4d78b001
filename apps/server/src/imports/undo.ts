import { sql } from 'kysely';
import type { Trx } from '../platform/database/tables.ts';

/** An account that is left as it is, and why. */
export interface RefusedUndo {
  readonly accountId: number;
  readonly username: string;
  readonly reason: 'touched' | 'username_taken';
}

export interface Undone {
  readonly ids: number[];
  /** Those of them that were there before the import. */
  readonly changedIds: number[];
  readonly refused: RefusedUndo[];
}

interface TouchedRow {
  account_id: number;
  username: string;
  created: boolean;
  touched: boolean;
  taken: boolean;
}

/**
 * Takes back what an import did, as one act: accounts that it created are deleted, those that it changed are again as
 * they were. An account that somebody touched since, or whose old username another account has by now, is left alone.
 */
export async function undoRows(trx: Trx, importId: string, at: Date): Promise<Undone> {
  await sql`
    select 1 from account where id in (select account_id from import_change where import_id = ${importId})
    order by id for no key update
  `.execute(trx);
  const { rows } = await sql<TouchedRow>`
    select change.account_id, account.username, created,
      account.version <> version_after or account.deleted_at is not null as touched,
      not created and exists (
        select from account as other
        where other.workspace_id = account.workspace_id and other.deleted_at is null and other.id <> account.id
          and other.username_key = change.before->>'username_key'
          and not exists (
            select from import_change as theirs
            where theirs.import_id = change.import_id and theirs.account_id = other.id
              and theirs.version_after = other.version
          )
      ) as taken
    from import_change as change join account on account.id = change.account_id
    where change.import_id = ${importId}
    order by change.account_id
  `.execute(trx);
  const free = rows.filter((row) => !row.touched && !row.taken);
  const refused = rows.filter((row) => row.touched || row.taken);
  await takeBack(trx, importId, free, at);
  return {
    ids: free.map((row) => row.account_id),
    changedIds: free.filter((row) => !row.created).map((row) => row.account_id),
    refused: refused.map((row) => ({
      accountId: row.account_id,
      username: row.username,
      reason: row.touched ? 'touched' : 'username_taken',
    })),
  };
}

async function takeBack(trx: Trx, importId: string, rows: readonly TouchedRow[], at: Date): Promise<void> {
  const created = rows.filter((row) => row.created).map((row) => row.account_id);
  const changed = rows.filter((row) => !row.created).map((row) => row.account_id);
  await sql`
    update account set deleted_at = ${at}, version = version + 1, updated_at = ${at} where id = any(${created}::int[])
  `.execute(trx);
  // Names may change places, and uniqueness is checked row by row: so all of them step aside first.
  await sql`
    update account set username_key = account.uuid::text from import_change as change
    where change.import_id = ${importId} and account.id = change.account_id and account.id = any(${changed}::int[])
      and account.username_key <> change.before->>'username_key'
  `.execute(trx);
  await sql`
    update account set
      username = before.username, username_key = before.username_key, email = before.email, package = before.package,
      tags = before.tags, notes = before.notes, enabled = before.enabled, credential = before.credential,
      device_id = (select id from device where device.id = before.device_id),
      password_sealed = change.before_password, totp_sealed = change.before_totp,
      version = account.version + 1, updated_at = ${at}
    from import_change as change, jsonb_to_record(change.before) as before (
      username text, username_key text, email text, package text, tags text[], notes text, enabled boolean,
      credential text, device_id int
    )
    where change.import_id = ${importId} and account.id = change.account_id and account.id = any(${changed}::int[])
  `.execute(trx);
}
