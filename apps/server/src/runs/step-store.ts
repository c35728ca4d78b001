import { sql } from 'kysely';
import { eligibility, isEligible, type Eligibility } from '../accounts/index.ts';
import type { Reader } from '../platform/index.ts';
import { LeaseLostError, type Lease } from './lease.ts';

export interface StepText {
  readonly number: number;
  readonly screen: string | null;
  readonly act: string;
  readonly text: string;
}

/** Whether the next act may be made, as the database says at this moment. */
export type Permission =
  { readonly go: true } | { readonly go: false; readonly why: Exclude<Eligibility, 'eligible'> | 'stopped' };

export interface StepRequest {
  readonly lease: Lease;
  readonly taskId: string;
  /** Null where it is only asked whether the attempt may go on. */
  readonly step: StepText | null;
  /** Log in was pressed: a stop of the run does not keep the attempt from seeing what came of it. */
  readonly evenIfStopped: boolean;
}

/**
 * Asks, with the lease, whether a task may act, and if so writes the step down, in one statement. The account's row is
 * held until the transaction ends: who disables or deletes it meanwhile waits for the step to be written, and no step
 * begins after that was committed.
 * @throws LeaseLostError
 */
export async function permitStep(db: Reader, request: StepRequest): Promise<Permission> {
  const { lease, taskId, step, evenIfStopped } = request;
  const { rows } = await sql<{
    held: boolean;
    enabled: boolean | null;
    deletedAt: Date | null;
    stopped: boolean | null;
  }>`
    with held as (
      select 1 from device_lease
      where device_id = ${lease.deviceId} and token = ${lease.token} and holder is not null
      for share
    ), asked as (
      select account.enabled, account.deleted_at, run.stop_requested_at is not null as stopped
      from held, task join run on run.id = task.run_id join account on account.id = task.account_id
      where task.id = ${taskId}
      for share of account
    ), granted as (
      select from asked as account
      where ${step !== null} and ${isEligible} and (not stopped or ${evenIfStopped})
    ), written as (
      insert into task_step (task_id, number, screen, act, text)
      select ${taskId}::bigint, ${step?.number ?? 0}::int, ${step?.screen ?? null}::text, ${step?.act ?? ''}::text,
        ${step?.text ?? ''}::text
      from granted
    ), counted as (
      update task set steps = ${step?.number ?? 0} from granted where task.id = ${taskId}
    )
    select exists (select from held) as held, asked.enabled, asked.deleted_at as "deletedAt", asked.stopped
    from (values (1)) as once left join asked on true
  `.execute(db);
  const row = rows[0];
  if (row?.held !== true) throw new LeaseLostError(lease.deviceId);
  if (row.enabled === null) return { go: false, why: 'deleted' };
  const verdict = eligibility({ enabled: row.enabled, deletedAt: row.deletedAt });
  if (verdict !== 'eligible') return { go: false, why: verdict };
  return row.stopped === true && !evenIfStopped ? { go: false, why: 'stopped' } : { go: true };
}
