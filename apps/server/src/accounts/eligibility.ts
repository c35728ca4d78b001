import { sql } from 'kysely';
import type { SkipReason } from '@muster/contract';

export type Eligibility = 'eligible' | Extract<SkipReason, 'disabled' | 'deleted'>;

/**
 * Whether an account may take part in anything that runs (rule 2). This is the one place that says so; it is asked when
 * a task is made, when it is claimed, and with the lease before each act on a phone.
 */
export function eligibility(account: { readonly enabled: boolean; readonly deletedAt: Date | null }): Eligibility {
  if (account.deletedAt !== null) return 'deleted';
  return account.enabled ? 'eligible' : 'disabled';
}

/** The same predicate in SQL, about the row that a statement calls `account`. */
export const isEligible = sql<boolean>`(account.enabled and account.deleted_at is null)`;
