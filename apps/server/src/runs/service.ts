import {
  networkTraits,
  type Device,
  type Network,
  type RunDetail,
  type RunRequest,
  type RunSelection,
  type Run,
  type Script,
  type Step,
  type Task,
} from '@muster/contract';
import type { Audit } from '../audit/index.ts';
import type { Live } from '../live/index.ts';
import type { Actor } from '../people/index.ts';
import { AppError, transact, type Database, type Reader, type Trx } from '../platform/index.ts';
import { liftHold } from './holds.ts';
import { message } from './messages.ts';
import { planTasks } from './plan.ts';
import { busyDevices, candidates, insertRun, unsuccessful, type NewRun } from './run-store.ts';
import { closeHeldTask, lockTask, requeueTask, settleRun } from './task-store.ts';
import { listRuns, runDetail, taskDetail } from './views.ts';

export interface RunServiceOptions {
  readonly db: Database;
  readonly live: Live;
  readonly audit: Audit;
  /** States of phones as this process sees them; null for those it never heard of. */
  readonly phones: { state(deviceId: number): Device['state'] | null };
  readonly resolveSelection: (db: Reader, workspaceId: number, selection: RunSelection) => Promise<number[]>;
  readonly wake: (deviceIds: readonly number[]) => Promise<void>;
}

/** What people do with runs: start, watch, stop, try again, and take over where an app asks for a person. */
export class RunService {
  readonly #options: RunServiceOptions;

  constructor(options: RunServiceOptions) {
    this.#options = options;
  }

  /**
   * Starts a script on a selection. Accounts that cannot take part end at once as skipped, each with its reason.
   * @throws AppError `workspace_not_found`, `script_unavailable`, `nothing_selected`, `account_not_found`
   */
  async start(request: RunRequest, actor: Actor): Promise<RunDetail> {
    const { db, resolveSelection } = this.#options;
    refuseUnavailable(request.script, await this.#networkOf(request.workspaceId));
    const accountIds = await resolveSelection(db, request.workspaceId, request.selection);
    if (accountIds.length === 0) {
      throw new AppError('nothing_selected', {
        detail: 'No account of this workspace matches the selection.',
        remedy: 'Choose accounts that exist, or look at the tag, group or phone again.',
      });
    }
    return this.#begin(accountIds, {
      script: request.script,
      workspaceId: request.workspaceId,
      by: actor.name,
      ignorePace: request.ignorePace === true,
    });
  }

  /** A new run of what did not succeed in an older one. @throws AppError `run_not_found`, `nothing_selected` */
  async retry(runId: number, ignorePace: boolean, actor: Actor): Promise<RunDetail> {
    const { run } = await this.get(runId);
    const accountIds = await unsuccessful(this.#options.db, runId);
    if (accountIds.length === 0) {
      throw new AppError('nothing_selected', { detail: `Nothing of run ${runId} is left to be tried again.` });
    }
    return this.#begin(accountIds, { script: run.script, workspaceId: run.workspaceId, by: actor.name, ignorePace });
  }

  async list(options: { before: number | null; limit: number; workspaceId: number | null }): Promise<Run[]> {
    return listRuns(this.#options.db, options);
  }

  /** @throws AppError `run_not_found` */
  async get(runId: number): Promise<RunDetail> {
    const detail = await runDetail(this.#options.db, runId);
    if (detail === null) throw new AppError('run_not_found', { detail: `There is no run ${runId}.` });
    return detail;
  }

  /** @throws AppError `task_not_found` */
  async task(taskId: number): Promise<{ task: Task; steps: Step[] }> {
    const detail = await taskDetail(this.#options.db, taskId);
    if (detail === null) throw taskNotFound(taskId);
    return detail;
  }

  /** Ends what is queued now, and what is running at its next safe point. What waits for a person goes on waiting. */
  async stop(runId: number, actor: Actor): Promise<RunDetail> {
    const { db, live, audit } = this.#options;
    await this.get(runId);
    await transact(db, async (trx) => {
      await trx
        .updateTable('run')
        .set((expression) => ({
          stop_requested_at: expression.fn.coalesce('stop_requested_at', expression.fn<Date>('clock_timestamp', [])),
        }))
        .where('id', '=', runId)
        .execute();
      await trx
        .updateTable('task')
        .set((expression) => ({
          state: 'ended',
          waiting: null,
          not_before: null,
          outcome: 'stopped',
          message: message('stopped', null),
          ended_at: expression.fn<Date>('clock_timestamp', []),
        }))
        .where('run_id', '=', runId)
        .where('state', '=', 'queued')
        .execute();
      await settleRun(trx, live, runId);
      await audit.record(trx, { who: actor.name, act: 'run.stop', what: `run ${runId}` });
    });
    return this.get(runId);
  }

  /**
   * A person has seen to the phone: its hold is lifted and the task looks again. After a press of Log in it only looks.
   * @throws AppError `task_not_found`, `task_not_held`
   */
  async lookAgain(taskId: number, actor: Actor): Promise<{ task: Task; steps: Step[] }> {
    const { live, phones, wake } = this.#options;
    const deviceId = await this.#takeOver(taskId, actor, 'task.look_again', async (trx, held) => {
      const away = held.deviceId !== null && isAway(phones.state(held.deviceId));
      const pressed = await trx
        .selectFrom('login_attempt')
        .select('id')
        .where('task_id', '=', held.id)
        .where('submitted_at', 'is not', null)
        .limit(1)
        .executeTakeFirst();
      await trx
        .updateTable('task')
        .set({ look_only: pressed !== undefined })
        .where('id', '=', held.id)
        .execute();
      await requeueTask(trx, live, held, away ? 'device_offline' : null);
      await settleRun(trx, live, held.runId);
    });
    if (deviceId !== null) await wake([deviceId]);
    return this.task(taskId);
  }

  /** Lets the phone go: the task ends as one that needed a person. @throws AppError `task_not_found`, `task_not_held` */
  async release(taskId: number, actor: Actor): Promise<{ task: Task; steps: Step[] }> {
    const { live, wake } = this.#options;
    const deviceId = await this.#takeOver(taskId, actor, 'task.release', (trx, held) => closeHeldTask(trx, live, held));
    if (deviceId !== null) await wake([deviceId]);
    return this.task(taskId);
  }

  async #begin(accountIds: readonly number[], run: NewRun): Promise<RunDetail> {
    const { db, live, audit, wake } = this.#options;
    const found = await candidates(db, accountIds);
    const deviceIds = [...new Set(found.flatMap((one) => (one.deviceId === null ? [] : [one.deviceId])))];
    const { runId, planned } = await transact(db, async (trx) => {
      const tasks = planTasks(found, {
        busy: await busyDevices(trx, deviceIds),
        away: new Set(deviceIds.filter((id) => isAway(this.#options.phones.state(id)))),
      });
      const id = await insertRun(trx, run, tasks);
      await live.publish(trx, { type: 'run.changed', runId: id });
      const what = JSON.stringify({ run: id, script: run.script, accounts: tasks.length });
      await audit.record(trx, { who: run.by, act: 'run.start', what });
      return { runId: id, planned: tasks };
    });
    const queued = planned.flatMap((task) =>
      task.state === 'queued' && task.deviceId !== null ? [task.deviceId] : [],
    );
    await wake([...new Set(queued)].filter((id) => !isAway(this.#options.phones.state(id))));
    return this.get(runId);
  }

  async #takeOver(
    taskId: number,
    actor: Actor,
    act: string,
    change: (trx: Trx, held: { id: string; runId: number; deviceId: number | null }) => Promise<void>,
  ): Promise<number | null> {
    const { db, live, audit } = this.#options;
    const id = String(taskId);
    return transact(db, async (trx) => {
      const task = await lockTask(trx, id);
      if (task === null) throw taskNotFound(taskId);
      if (task.state !== 'held') {
        throw new AppError('task_not_held', { status: 409, detail: `Task ${taskId} does not wait for a person.` });
      }
      await liftHold(trx, id);
      await change(trx, { id, runId: task.runId, deviceId: task.deviceId });
      if (task.deviceId !== null) await live.publish(trx, { type: 'devices.changed', ids: [task.deviceId] });
      await audit.record(trx, { who: actor.name, act, what: `task ${taskId}` });
      return task.deviceId;
    });
  }

  async #networkOf(workspaceId: number): Promise<Network> {
    const row = await this.#options.db
      .selectFrom('workspace')
      .select('network')
      .where('id', '=', workspaceId)
      .executeTakeFirst();
    if (row === undefined) {
      throw new AppError('workspace_not_found', { detail: `There is no workspace ${workspaceId}.` });
    }
    return row.network;
  }
}

function isAway(state: Device['state'] | null): boolean {
  return state !== 'online';
}

function refuseUnavailable(script: Script, network: Network): void {
  if (script === 'login') return;
  const why =
    script === 'sync' && !networkTraits[network].hasFigures
      ? `${networkTraits[network].title} workspaces have no figures to sync.`
      : `This version of Muster cannot run “${script}” yet; it can run “login”.`;
  throw new AppError('script_unavailable', { detail: why, field: 'script' });
}

function taskNotFound(taskId: number): AppError {
  return new AppError('task_not_found', { status: 404, detail: `There is no task ${taskId}.` });
}
