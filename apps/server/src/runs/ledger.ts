import { sql } from 'kysely';
import type { Outcome, OutcomeReason } from '@muster/contract';
import type { Reader, Trx } from '../platform/index.ts';

/** A login attempt that has not ended. */
export interface OpenAttempt {
  readonly id: string;
  /** Log in was pressed, or was about to be: nobody may press again for this attempt. */
  readonly submitted: boolean;
}

/** A second press for one attempt was asked for. It is never made. */
export class AlreadySubmittedError extends Error {
  readonly code = 'already_submitted';

  constructor(what: 'credentials' | 'code') {
    super(`The ${what} of this attempt were submitted before.`);
    this.name = 'AlreadySubmittedError';
  }
}

export async function openAttempt(db: Reader, accountId: number): Promise<OpenAttempt | null> {
  const row = await db
    .selectFrom('login_attempt')
    .select(['id', 'submitted_at'])
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? null : { id: row.id, submitted: row.submitted_at !== null };
}

export interface NewAttempt {
  readonly accountId: number;
  readonly taskId: string;
  readonly deviceId: number;
  readonly identifier: 'email' | 'username';
}

/** Opens an attempt. The database allows one open attempt for an account, so a second one throws. */
export async function beginAttempt(trx: Trx, attempt: NewAttempt): Promise<OpenAttempt> {
  const row = await trx
    .insertInto('login_attempt')
    .values({
      account_id: attempt.accountId,
      task_id: attempt.taskId,
      device_id: attempt.deviceId,
      identifier: attempt.identifier,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id: row.id, submitted: false };
}

/** Written down before the press; once this is committed, the press counts as made. @throws AlreadySubmittedError */
export async function recordSubmission(trx: Trx, attemptId: string, what: 'credentials' | 'code'): Promise<void> {
  const { numAffectedRows } =
    what === 'credentials'
      ? await sql`
          update login_attempt set submitted_at = clock_timestamp()
          where id = ${attemptId} and submitted_at is null and ended_at is null`.execute(trx)
      : await sql`
          update login_attempt set code_submitted_at = clock_timestamp()
          where id = ${attemptId} and code_submitted_at is null and ended_at is null`.execute(trx);
  if (numAffectedRows !== 1n) throw new AlreadySubmittedError(what);
}

/** Takes a 2FA time step for an account; false when its code was used before. */
export async function takeCode(trx: Trx, accountId: number, timeStep: number): Promise<boolean> {
  const row = await trx
    .insertInto('used_code')
    .values({ account_id: accountId, time_step: String(timeStep) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('time_step')
    .executeTakeFirst();
  return row !== undefined;
}

export async function endAttempt(
  trx: Trx,
  attemptId: string,
  end: { outcome: Outcome; reason: OutcomeReason | null },
): Promise<void> {
  await sql`
    update login_attempt set ended_at = clock_timestamp(), outcome = ${end.outcome}, reason = ${end.reason}
    where id = ${attemptId} and ended_at is null
  `.execute(trx);
}

/** Attempts on these phones that were submitted, whose end nobody saw, and that no open task looks after. */
export async function unresolvedOn(
  db: Reader,
  deviceIds: readonly number[],
): Promise<{ taskId: string; deviceId: number }[]> {
  const { rows } = await sql<{ taskId: string; deviceId: number }>`
    select task.id as "taskId", attempt.device_id as "deviceId"
    from login_attempt attempt
    join task on task.id = attempt.task_id and task.state = 'ended'
    join account on account.id = attempt.account_id and account.device_id = attempt.device_id
    where attempt.device_id = any(${[...deviceIds]}::int[])
      and attempt.ended_at is null and attempt.submitted_at is not null
      and not exists (
        select 1 from task other where other.account_id = attempt.account_id and other.state in ('queued', 'running', 'held')
      )
    order by attempt.id
  `.execute(db);
  return rows;
}
