import { sql } from 'kysely';
import { eligibility, type Eligibility } from '../accounts/index.ts';
import type { Live } from '../live/index.ts';
import type { Trx } from '../platform/index.ts';
import { assertLease, type Lease } from './lease.ts';
import { tellTask } from './task-store.ts';

export interface StepText {
  readonly number: number;
  readonly screen: string | null;
  readonly act: string;
  readonly text: string;
}

/** Whether the next act may be made, as the database says at this moment. */
export type Permission =
  { readonly go: true } | { readonly go: false; readonly why: Exclude<Eligibility, 'eligible'> | 'stopped' };

/**
 * Asks, with the lease, whether a task may act. The account's row is held until the transaction ends: who disables or
 * deletes it meanwhile waits for the step to be written, and no step begins after that was committed.
 * @throws LeaseLostError
 */
export async function askPermission(trx: Trx, lease: Lease, taskId: string): Promise<Permission> {
  await assertLease(trx, lease);
  const { rows } = await sql<{ enabled: boolean; deletedAt: Date | null; stopped: boolean }>`
    select account.enabled, account.deleted_at as "deletedAt", run.stop_requested_at is not null as stopped
    from task join run on run.id = task.run_id join account on account.id = task.account_id
    where task.id = ${taskId}
    for share of account
  `.execute(trx);
  const row = rows[0];
  const verdict = row === undefined ? 'deleted' : eligibility(row);
  if (verdict !== 'eligible') return { go: false, why: verdict };
  return row?.stopped === true ? { go: false, why: 'stopped' } : { go: true };
}

/** Writes a step down before it is made. */
export async function writeStep(trx: Trx, taskId: string, step: StepText): Promise<void> {
  await sql`
    with written as (
      insert into task_step (task_id, number, screen, act, text)
      values (${taskId}, ${step.number}, ${step.screen}, ${step.act}, ${step.text})
    )
    update task set steps = ${step.number} where id = ${taskId}
  `.execute(trx);
}

/** Tells the steps of one task, at most once a second: the page fetches the newest anyway. */
export class StepNews {
  readonly #live: Live;
  readonly #task: { id: string; runId: number };
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(live: Live, task: { id: string; runId: number }) {
    this.#live = live;
    this.#task = task;
  }

  async tell(trx: Trx): Promise<void> {
    const now = performance.now();
    if (now - this.#toldAt < 1000) return;
    this.#toldAt = now;
    await tellTask(trx, this.#live, this.#task);
  }
}
