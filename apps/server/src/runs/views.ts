import { sql, type RawBuilder } from 'kysely';
import type { Run, RunDetail, Step, Task } from '@muster/contract';
import type { Reader } from '../platform/index.ts';
import { waitingMessage } from './messages.ts';

interface RunRow {
  /** Tasks that wait because somebody must first look at their phone. */
  behindHold: number;
  id: number;
  script: Run['script'];
  workspaceId: number;
  workspace: string;
  by: string;
  startedAt: Date;
  endedAt: Date | null;
  counts: Run['counts'];
}

/** The newest runs before an id. */
export async function listRuns(
  db: Reader,
  options: { before: number | null; limit: number; workspaceId: number | null },
): Promise<Run[]> {
  return runs(
    db,
    sql`
    where (${options.before}::int is null or run.id < ${options.before}::int)
      and (${options.workspaceId}::int is null or run.workspace_id = ${options.workspaceId}::int)
    order by run.id desc limit ${options.limit}
  `,
  );
}

/** A run with its tasks in the order in which they were queued; null when there is none. */
export async function runDetail(db: Reader, runId: number): Promise<RunDetail | null> {
  const [run] = await runs(db, sql`where run.id = ${runId}`);
  if (run === undefined) return null;
  return { run, tasks: await tasks(db, sql`where task.run_id = ${runId} order by task.id`) };
}

export async function taskDetail(db: Reader, taskId: number): Promise<{ task: Task; steps: Step[] } | null> {
  const [task] = await tasks(db, sql`where task.id = ${taskId}`);
  if (task === undefined) return null;
  const steps = await db
    .selectFrom('task_step')
    .select(['at', 'number', 'screen', 'act', 'text'])
    .where('task_id', '=', String(taskId))
    .orderBy('number')
    .execute();
  return { task, steps: steps.map((step) => ({ ...step, at: step.at.toISOString() })) };
}

async function runs(db: Reader, which: RawBuilder<unknown>): Promise<Run[]> {
  const { rows } = await sql<RunRow>`
    select run.id, run.script, run.workspace_id as "workspaceId", workspace.name as workspace, run.by_whom as by,
      run.started_at as "startedAt", run.ended_at as "endedAt", counted.counts, counted."behindHold"
    from run
    join workspace on workspace.id = run.workspace_id
    cross join lateral (
      select json_build_object(
        'total', count(*),
        'queued', count(*) filter (where state = 'queued'),
        'running', count(*) filter (where state = 'running'),
        'held', count(*) filter (where state = 'held'),
        'done', count(*) filter (where state = 'ended' and outcome in ('done', 'already_signed_in', 'no_change')),
        'skipped', count(*) filter (where state = 'ended' and outcome = 'skipped'),
        'failed', count(*) filter (where state = 'ended' and outcome = 'failed'),
        'needsPerson', count(*) filter (where outcome = 'needs_person'),
        'unknown', count(*) filter (where state = 'ended' and outcome = 'unknown'),
        'stopped', count(*) filter (where state = 'ended' and outcome = 'stopped')
      ) as counts,
      count(*) filter (where state = 'queued' and waiting = 'held')::int as "behindHold"
      from task where task.run_id = run.id
    ) counted
    ${which}
  `.execute(db);
  return rows.map(({ behindHold, ...row }) => ({
    ...row,
    state: stateOf({ ...row, behindHold }),
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  }));
}

/** `held` = nothing moves any more without a person, be it here or behind another run's hold on the phone. */
function stateOf({ endedAt, counts, behindHold }: RunRow): Run['state'] {
  if (endedAt !== null) return 'ended';
  const moving = counts.queued - behindHold + counts.running;
  return moving === 0 && counts.held + behindHold > 0 ? 'held' : 'running';
}

interface TaskRow extends Omit<Task, 'lastStep' | 'queuedAt' | 'startedAt' | 'endedAt'> {
  lastStep: (Omit<Step, 'at'> & { at: string }) | null;
  queuedAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  notBefore: Date | null;
}

async function tasks(db: Reader, which: RawBuilder<unknown>): Promise<Task[]> {
  const { rows } = await sql<TaskRow>`
    select task.id::int, task.run_id as "runId", run.script, task.account_id as "accountId",
      account.username as account, task.device_id as "deviceId", device.label as device, task.state, task.waiting,
      task.outcome, task.reason, task.message, task.attempts, task.steps, task.queued_at as "queuedAt",
      task.started_at as "startedAt", task.ended_at as "endedAt", task.not_before as "notBefore",
      last.step as "lastStep"
    from task
    join run on run.id = task.run_id
    left join account on account.id = task.account_id
    left join device on device.id = task.device_id
    left join lateral (
      select json_build_object('at', at, 'number', number, 'screen', screen, 'act', act, 'text', text) as step
      from task_step where task_id = task.id order by number desc limit 1
    ) last on true
    ${which}
  `.execute(db);
  return rows.map(({ notBefore, ...row }) => ({
    ...row,
    message: sentenceOf(row, notBefore),
    lastStep: row.lastStep === null ? null : { ...row.lastStep, at: new Date(row.lastStep.at).toISOString() },
    queuedAt: row.queuedAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
  }));
}

function sentenceOf(row: Pick<TaskRow, 'state' | 'message' | 'waiting' | 'device' | 'lastStep'>, until: Date | null) {
  switch (row.state) {
    case 'held':
    case 'ended':
      return row.message;
    case 'running':
      return row.lastStep === null ? 'The phone is being made ready.' : `It is at work: ${row.lastStep.text}.`;
    case 'queued':
      return waitingMessage(row.waiting, { ...(row.device === null ? {} : { device: row.device }), until });
  }
}
