import { sql } from 'kysely';
import type { AccountQuery } from '@muster/contract';
import type { Reader } from '../platform/database/tables.ts';
import { matching } from './filter.ts';

const MOST_FILTERS = 500;

interface Counted {
  readonly total: number;
  readonly snapshot: string;
}

/**
 * How many accounts a filter matches. Counting 100,000 rows takes longer than finding a page of them, and a page is
 * asked for again and again with the same filter; so a count is kept for as long as nothing at all was committed since.
 *
 * That is exact: a snapshot names every transaction that it does not see (pg_current_snapshot), so two equal ones see
 * the same rows, whoever writes.
 */
export class Totals {
  readonly #counted = new Map<string, Counted>();

  async of(db: Reader, query: AccountQuery): Promise<number> {
    const { workspaceId, search, username, enabled, login, deviceId, assigned, tag, deleted } = query;
    const key = JSON.stringify([workspaceId, search, username, enabled, login, deviceId, assigned, tag, deleted]);
    const known = this.#counted.get(key);
    if (known !== undefined && known.snapshot === (await currentSnapshot(db))) return known.total;
    const counted = await count(db, query);
    this.#counted.delete(key);
    this.#counted.set(key, counted);
    const [oldest] = this.#counted.keys();
    if (this.#counted.size > MOST_FILTERS && oldest !== undefined) this.#counted.delete(oldest);
    return counted.total;
  }
}

async function currentSnapshot(db: Reader): Promise<string | undefined> {
  const { rows } = await sql<{ snapshot: string }>`select pg_current_snapshot()::text as snapshot`.execute(db);
  return rows[0]?.snapshot;
}

async function count(db: Reader, query: AccountQuery): Promise<Counted> {
  const { rows } = await sql<{ total: string; snapshot: string }>`
    select count(*) as total, pg_current_snapshot()::text as snapshot
    from account where ${matching(query.workspaceId, query)}
  `.execute(db);
  const [row] = rows;
  return { total: Number(row?.total ?? 0), snapshot: row?.snapshot ?? '' };
}
