import { sql } from 'kysely';
import type { Live } from '../live/index.ts';
import { transact, type Database } from '../platform/index.ts';
import type { Lease } from './lease.ts';
import { tellTasks, type OpenTask } from './task-store.ts';

export interface Claim<Task extends OpenTask = OpenTask> {
  readonly lease: Lease;
  readonly task: Task;
}

/**
 * Makes queued tasks the running ones of their phones, however many, in one statement: those whose lease still holds
 * and that nobody ended meanwhile. An attempt of the same account that was left before its press is over with that.
 */
export async function claimTasks<Task extends OpenTask>(
  db: Database,
  live: Live,
  claims: readonly Claim<Task>[],
): Promise<Claim<Task>[]> {
  if (claims.length === 0) return [];
  return transact(db, async (trx) => {
    const { rows } = await sql<{ id: string }>`
      with wanted as (
        select * from unnest(
          ${claims.map(({ task }) => task.id)}::bigint[],
          ${claims.map(({ lease }) => lease.deviceId)}::int[],
          ${claims.map(({ lease }) => lease.token)}::bigint[]
        ) as claim (task_id, device_id, token)
      ), held as (
        select lease.device_id from device_lease lease join wanted on wanted.device_id = lease.device_id
        where lease.token = wanted.token and lease.holder is not null
        order by lease.device_id for update of lease
      ), claimed as (
        update task set state = 'running', waiting = null, not_before = null, attempts = attempts + 1,
          started_at = coalesce(started_at, clock_timestamp()), fencing_token = wanted.token
        from wanted join held on held.device_id = wanted.device_id
        where task.id = wanted.task_id and task.state = 'queued'
        returning task.id, task.device_id, task.account_id
      ), noted as (
        update device_lease set task_id = claimed.id from claimed where device_lease.device_id = claimed.device_id
      ), dropped as (
        update login_attempt set ended_at = clock_timestamp(), outcome = 'stopped'
        from claimed
        where login_attempt.account_id = claimed.account_id and ended_at is null and submitted_at is null
      )
      select id from claimed
    `.execute(trx);
    const ids = new Set(rows.map((row) => row.id));
    const claimed = claims.filter(({ task }) => ids.has(task.id));
    if (claimed.length === 0) return [];
    await tellTasks(
      trx,
      live,
      claimed.map(({ task }) => task),
    );
    await live.publish(trx, { type: 'devices.changed', ids: claimed.map(({ lease }) => lease.deviceId) });
    return claimed;
  });
}
