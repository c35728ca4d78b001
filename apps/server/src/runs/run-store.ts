import { sql } from 'kysely';
import type { Script } from '@muster/contract';
import type { Reader, Trx } from '../platform/index.ts';
import type { Candidate, PlannedTask } from './plan.ts';

/** Accounts of a selection, in the order of their ids. */
export async function candidates(db: Reader, accountIds: readonly number[]): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select id as "accountId", username, enabled, deleted_at as "deletedAt",
      password_sealed is not null as "hasPassword", device_id as "deviceId"
    from account where id = any(${[...accountIds]}::int[]) order by id
  `.execute(db);
  return rows;
}

/** Which of these devices have tasks that have not ended. */
export async function busyDevices(db: Reader, deviceIds: readonly number[]): Promise<Set<number>> {
  const { rows } = await sql<{ deviceId: number }>`
    select distinct device_id as "deviceId" from task
    where device_id = any(${[...deviceIds]}::int[]) and state in ('queued', 'running')
  `.execute(db);
  return new Set(rows.map((row) => row.deviceId));
}

export interface NewRun {
  readonly script: Script;
  readonly workspaceId: number;
  readonly by: string;
  readonly ignorePace: boolean;
}

/** Writes a run and all its tasks, in two statements however many they are. */
export async function insertRun(trx: Trx, run: NewRun, tasks: readonly PlannedTask[]): Promise<number> {
  const { id } = await trx
    .insertInto('run')
    .values({
      script: run.script,
      workspace_id: run.workspaceId,
      by_whom: run.by,
      ignore_pace: run.ignorePace,
      ...(tasks.every((task) => task.state === 'ended') ? { ended_at: sql<Date>`clock_timestamp()` } : {}),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await sql`
    insert into task (run_id, account_id, device_id, state, waiting, outcome, reason, message, ended_at)
    select ${id}, planned.account_id, planned.device_id, planned.state, planned.waiting,
      case planned.state when 'ended' then 'skipped' end, planned.reason, planned.message,
      case planned.state when 'ended' then clock_timestamp() end
    from unnest(
      ${tasks.map((task) => task.accountId)}::int[],
      ${tasks.map((task) => task.deviceId)}::int[],
      ${tasks.map((task) => task.state)}::text[],
      ${tasks.map((task) => task.waiting)}::text[],
      ${tasks.map((task) => task.reason)}::text[],
      ${tasks.map((task) => task.message)}::text[]
    ) with ordinality as planned (account_id, device_id, state, waiting, reason, message, place)
    order by planned.place
  `.execute(trx);
  return id;
}

/** Accounts whose tasks of a run did not succeed, for another try. */
export async function unsuccessful(db: Reader, runId: number): Promise<number[]> {
  const { rows } = await sql<{ accountId: number }>`
    select distinct task.account_id as "accountId"
    from task join account on account.id = task.account_id and account.deleted_at is null
    where task.run_id = ${runId} and task.state = 'ended'
      and task.outcome in ('failed', 'unknown', 'stopped', 'skipped', 'needs_person')
  `.execute(db);
  return rows.map((row) => row.accountId);
}
