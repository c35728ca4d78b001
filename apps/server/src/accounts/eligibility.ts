import { sql } from 'kysely';
import type { SkipReason } from '@muster/contract';
import type { Reader } from '../platform/database/tables.ts';

export type Eligibility = 'eligible' | Extract<SkipReason, 'disabled' | 'deleted'>;

/**
 * Whether an account may take part in anything that runs (rule 2). This is the one place that says so; it is asked when
 * a task is made, when it is claimed, and with the lease before each act on a phone.
 */
export function eligibility(account: { readonly enabled: boolean; readonly deletedAt: Date | null }): Eligibility {
  if (account.deletedAt !== null) return 'deleted';
  return account.enabled ? 'eligible' : 'disabled';
}

/** The same of stored accounts, as the database says now. An id that nobody has counts as deleted. */
export async function eligibilityOf(db: Reader, ids: readonly number[]): Promise<Map<number, Eligibility>> {
  const { rows } = await sql<{ id: number; enabled: boolean; deleted_at: Date | null }>`
    select id, enabled, deleted_at from account where id = any(${ids}::int[])
  `.execute(db);
  const known = new Map(
    rows.map((row) => [row.id, eligibility({ enabled: row.enabled, deletedAt: row.deleted_at })] as const),
  );
  return new Map(ids.map((id) => [id, known.get(id) ?? 'deleted'] as const));
}

/** The same predicate in SQL, about the row that a statement calls `account`. */
export const isEligible = sql<boolean>`(account.enabled and account.deleted_at is null)`;
