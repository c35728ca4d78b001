import { sql } from 'kysely';
import type { AccountHistory } from '@muster/contract';
import type { Reader } from '../platform/database/tables.ts';
import type { Sessions } from '../sessions/index.ts';

const NEWEST = 200;

/**
 * What happened to an account: who saw it signed in where, what people did to it, which imports touched it, and how
 * its logins went. Newest first, 200 of each kind at most. It holds no secret, because none of its sources does.
 */
export async function historyOf(db: Reader, sessions: Sessions, accountId: number): Promise<AccountHistory> {
  const { rows } = await sql<{ at: Date; kind: string; by: string | null; text: string }>`
    (select at, kind, by_whom as by, text from account_edit
      where account_id = ${accountId} order by at desc, id desc limit ${NEWEST})
    union all
    (select applied_at, 'imported', by_whom,
        case when created then 'created from ' else 'changed from ' end || file_name
      from import_change join import on import.id = import_change.import_id
      where account_id = ${accountId} order by applied_at desc limit ${NEWEST})
    union all
    (select started_at, 'login', null, concat_ws(' ', 'signing in with the', identifier || ':',
        coalesce(outcome, 'not ended'), '(' || reason || ')')
      from login_attempt where account_id = ${accountId} order by id desc limit ${NEWEST})
    order by at desc
  `.execute(db);
  return {
    observations: await sessions.of(db, accountId, NEWEST),
    entries: rows.map((row) => ({ ...row, at: row.at.toISOString() })),
  };
}
