import { sql } from 'kysely';
import type { Network, Outcome, OutcomeReason, Script, TaskState, WaitReason } from '@muster/contract';
import type { Live } from '../live/index.ts';
import type { Database, Reader, Trx } from '../platform/index.ts';

/** A queued or running task with all that is needed to decide whether it may run now. */
export interface OpenTask {
  readonly id: string;
  readonly runId: number;
  readonly script: Script;
  readonly state: TaskState;
  readonly waiting: WaitReason | null;
  readonly lookOnly: boolean;
  readonly steps: number;
  readonly notBefore: Date | null;
  readonly ignorePace: boolean;
  readonly stopRequested: boolean;
  readonly workspaceId: number;
  readonly network: Network;
  readonly deviceId: number | null;
  readonly accountId: number | null;
  readonly username: string;
  readonly package: string | null;
  readonly enabled: boolean;
  readonly deletedAt: Date | null;
  /** Where the account lives now, which may not be where the task was queued. */
  readonly accountDeviceId: number | null;
  readonly deviceLabel: string;
  /** Packages on its phone that wait for a person. */
  readonly heldPackages: readonly string[];
  /** The account's login attempt that was submitted and whose end nobody saw. */
  readonly openPress: string | null;
  /** When Log in was last pressed for the account. */
  readonly lastPressAt: Date | null;
}

const openTaskColumns = sql`
  task.id, task.run_id as "runId", run.script, task.state, task.waiting, task.look_only as "lookOnly", task.steps,
  task.not_before as "notBefore", run.ignore_pace as "ignorePace",
  run.stop_requested_at is not null as "stopRequested", run.workspace_id as "workspaceId", workspace.network,
  account.id as "accountId", coalesce(account.username, '') as username, account.package,
  coalesce(account.enabled, false) as enabled, account.deleted_at as "deletedAt",
  account.device_id as "accountDeviceId", task.device_id as "deviceId", coalesce(device.label, '') as "deviceLabel",
  array(select package from device_hold where device_id = task.device_id) as "heldPackages",
  (select id from login_attempt where account_id = account.id and ended_at is null and submitted_at is not null) as "openPress",
  (select max(submitted_at) from login_attempt where account_id = account.id) as "lastPressAt"
  from task
  join run on run.id = task.run_id
  join workspace on workspace.id = run.workspace_id
  left join account on account.id = task.account_id
  left join device on device.id = task.device_id
`;

/** Tasks that wait for phones, for each phone in the order in which they were asked for. */
export async function queuedOn(db: Reader, deviceIds: readonly number[]): Promise<OpenTask[]> {
  const { rows } = await sql<OpenTask>`
    select ${openTaskColumns}
    where task.id in (
      select waiting.id from unnest(${[...deviceIds]}::int[]) as phone (id) cross join lateral (
        select task.id from task where task.device_id = phone.id and task.state = 'queued' order by task.id limit 500
      ) as waiting
    )
    order by task.id
  `.execute(db);
  return rows;
}

export async function taskById(db: Reader, taskId: string): Promise<OpenTask | null> {
  const { rows } = await sql<OpenTask>`select ${openTaskColumns} where task.id = ${taskId}`.execute(db);
  return rows[0] ?? null;
}

/** Locks a task and gives its state; null when there is none. */
export async function lockTask(
  trx: Trx,
  taskId: string,
): Promise<{ state: TaskState; runId: number; deviceId: number | null } | null> {
  const row = await trx
    .selectFrom('task')
    .select(['state', 'run_id as runId', 'device_id as deviceId'])
    .where('id', '=', taskId)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/** Says why a task has not started. Nothing is written, and nothing told, when it was said before. */
export async function setWaiting(
  db: Database,
  live: Live,
  task: OpenTask,
  waiting: WaitReason | null,
  notBefore: Date | null = null,
): Promise<void> {
  if (task.waiting === waiting && task.notBefore?.getTime() === notBefore?.getTime()) return;
  await db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('task')
      .set({ waiting, not_before: notBefore })
      .where('id', '=', task.id)
      .where('state', '=', 'queued')
      .returning('id')
      .executeTakeFirst();
    if (row !== undefined) await tellTask(trx, live, task);
  });
}

/** The phone is away: every task that waits for it says so. */
export async function setAllWaiting(db: Database, live: Live, deviceId: number, waiting: WaitReason): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const rows = await trx
      .updateTable('task')
      .set({ waiting })
      .where('device_id', '=', deviceId)
      .where('state', '=', 'queued')
      .where((where) => where.or([where('waiting', 'is', null), where('waiting', '=', 'queued_behind')]))
      .returning(['id', 'run_id as runId'])
      .execute();
    for (const runId of new Set(rows.map((row) => row.runId))) await live.publish(trx, { type: 'run.changed', runId });
  });
}

export interface TaskEnd {
  readonly outcome: Outcome;
  readonly reason: OutcomeReason | null;
  readonly message: string;
}

/** Ends a task, or holds it when a person is needed, and the run with its last task. */
export async function endTask(trx: Trx, live: Live, task: Pick<OpenTask, 'id' | 'runId'>, end: TaskEnd): Promise<void> {
  const state: TaskState = end.outcome === 'needs_person' ? 'held' : 'ended';
  await sql`
    update task set state = ${state}, waiting = null, not_before = null, outcome = ${end.outcome},
      reason = ${end.reason}, message = ${end.message},
      ended_at = ${state === 'ended' ? sql`clock_timestamp()` : sql`null`}
    where id = ${task.id}
  `.execute(trx);
  await tellTask(trx, live, task);
  await settleRun(trx, live, task.runId);
}

/** A held task that a person lets go ends as it was: it needed a person. */
export async function closeHeldTask(trx: Trx, live: Live, task: { id: string; runId: number }): Promise<void> {
  await sql`update task set state = 'ended', ended_at = clock_timestamp() where id = ${task.id}`.execute(trx);
  await tellTask(trx, live, task);
  await settleRun(trx, live, task.runId);
}

/** Ends a run whose tasks have all ended, and opens it again when one of them has not. Its row is locked until the commit. */
export async function settleRun(trx: Trx, live: Live, runId: number): Promise<void> {
  await sql`select 1 from run where id = ${runId} for update`.execute(trx);
  await sql`
    update run set ended_at = case
      when exists (select 1 from task where run_id = ${runId} and state <> 'ended') then null
      else coalesce(ended_at, clock_timestamp()) end
    where id = ${runId}
  `.execute(trx);
  await live.publish(trx, { type: 'run.changed', runId });
}

/** Puts a task back, to be begun anew: the phone went before anything was submitted, or the console stops. */
export async function requeueTask(
  trx: Trx,
  live: Live,
  task: Pick<OpenTask, 'id' | 'runId'>,
  waiting: WaitReason | null,
): Promise<void> {
  await trx
    .updateTable('task')
    .set({ state: 'queued', waiting, outcome: null, reason: null, message: '', ended_at: null })
    .where('id', '=', task.id)
    .execute();
  await tellTask(trx, live, task);
}

/** Tasks that ran when their process died begin anew; the ledger keeps them from pressing twice. */
export async function recoverTasks(db: Database, live: Live, deviceIds: readonly number[]): Promise<void> {
  const stale = await sql<{ id: string }>`
    select id from task where device_id = any(${[...deviceIds]}::int[]) and state = 'running'
  `.execute(db);
  if (stale.rows.length === 0) return;
  await db.transaction().execute(async (trx) => {
    const rows = await trx
      .updateTable('task')
      .set({ state: 'queued', waiting: null })
      .where(
        'id',
        'in',
        stale.rows.map((row) => row.id),
      )
      .where('state', '=', 'running')
      .returning(['id', 'run_id as runId'])
      .execute();
    await tellTasks(trx, live, rows);
  });
}

/** Devices with tasks that could start: all of them, or those whose pause has passed by `dueAt`. */
export async function devicesWithWork(db: Reader, dueAt: Date | null): Promise<number[]> {
  const due = dueAt === null ? sql`` : sql`and waiting = 'limit' and not_before <= ${dueAt}`;
  const { rows } = await sql<{ deviceId: number }>`
    select distinct device_id as "deviceId" from task
    where state in ('queued', 'running') and device_id is not null ${due}
  `.execute(db);
  return rows.map((row) => row.deviceId);
}

/** Tasks that have only waited for too long. */
export async function overdue(db: Reader, now: Date, hours: number): Promise<OpenTask[]> {
  const { rows } = await sql<OpenTask>`
    select ${openTaskColumns}
    where task.state = 'queued' and task.queued_at < ${now}::timestamptz - ${hours} * interval '1 hour'
    order by task.id limit 1000
  `.execute(db);
  return rows;
}

export async function tellTask(trx: Trx, live: Live, task: Pick<OpenTask, 'id' | 'runId'>): Promise<void> {
  await live.publish(trx, { type: 'task.changed', runId: task.runId, taskId: Number(task.id) });
}

/** Tells many tasks in few events: where several of one run changed, the run has. */
export async function tellTasks(trx: Trx, live: Live, tasks: readonly Pick<OpenTask, 'id' | 'runId'>[]): Promise<void> {
  for (const [runId, ofRun] of Map.groupBy(tasks, (task) => task.runId)) {
    const [only] = ofRun;
    if (only !== undefined && ofRun.length === 1) await tellTask(trx, live, only);
    else await live.publish(trx, { type: 'run.changed', runId });
  }
}
