import { appVersion, AndroidError, type PhoneConnection } from '@muster/android';
import type { Network } from '@muster/contract';
import type { Memory, NetworkModule } from '@muster/networks';
import type { Logger } from 'pino';
import { eligibility, type LoginMaterial } from '../accounts/index.ts';
import type { Live } from '../live/index.ts';
import type { Sessions } from '../sessions/index.ts';
import { transact } from '../platform/database/transact.ts';
import { AppError, type Clock, type Database } from '../platform/index.ts';
import type { StopSignals } from './agent.ts';
import { ended, type AttemptEnd, type PhoneWatch } from './attempt.ts';
import type { SkewWatch } from './clock-skew.ts';
import { Finish } from './finish.ts';
import { holdLease, type HeldLease } from './held-lease.ts';
import { heldPackages } from './holds.ts';
import { assertLease } from './lease.ts';
import { endAttempt, lastSubmission, openAttempt, unresolvedOn, type OpenAttempt } from './ledger.ts';
import { LoginAttempt } from './login-attempt.ts';
import { mayStartAt } from './pace.ts';
import { PhoneUi } from './phone-ui.ts';
import { readyPhone } from './ready-phone.ts';
import { readSettings } from './settings.ts';
import {
  lockTask,
  queuedOn,
  recoverTasks,
  setAllWaiting,
  setWaiting,
  taskById,
  tellTask,
  type OpenTask,
} from './task-store.ts';

export interface PhoneWorkOptions {
  readonly db: Database;
  readonly live: Live;
  readonly clock: Clock;
  readonly log: Logger;
  readonly sessions: Sessions;
  readonly registry: PhoneWatch & { connection(deviceId: number): PhoneConnection | null };
  readonly skew: SkewWatch;
  readonly networks: Readonly<Record<Network, NetworkModule>>;
  readonly startMemory: (options: { priorUnknown: boolean }) => Memory;
  readonly loginMaterial: (accountId: number) => Promise<LoginMaterial>;
  /** Names this process in the lease. */
  readonly holder: string;
  readonly wake: (deviceIds: readonly number[]) => Promise<void>;
}

type AccountTask = OpenTask & { readonly accountId: number };

interface Attempted {
  readonly end: AttemptEnd;
  readonly attempt: OpenAttempt | null;
  readonly packageName: string;
}

/** Works through the tasks of one phone, one after another, with its lease. */
export async function workOnPhone(options: PhoneWorkOptions, deviceId: number, signals: StopSignals): Promise<void> {
  await using lease = await holdLease(options.db, deviceId, options.holder);
  if (lease === null) return;
  await recoverTasks(options.db, options.live, deviceId);
  await using work = new PhoneWork(options, lease, signals);
  await work.resolveUnknown();
  while (!signals.stopSoon.aborted && (await work.next())) {
    // Each turn is one task.
  }
}

class PhoneWork implements AsyncDisposable {
  readonly #options: PhoneWorkOptions;
  readonly #lease: HeldLease;
  readonly #signals: StopSignals;
  readonly #finish: Finish;
  readonly #packages = new Map<Network, string>();
  #ui: PhoneUi | null = null;

  constructor(options: PhoneWorkOptions, lease: HeldLease, signals: StopSignals) {
    this.#options = options;
    this.#lease = lease;
    this.#signals = { stopSoon: signals.stopSoon, stopNow: AbortSignal.any([signals.stopNow, lease.signal]) };
    this.#finish = new Finish({ ...options, lease });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#ui?.[Symbol.asyncDispose]();
  }

  /** Looks how attempts ended whose press was made and whose end nobody saw. Nothing is typed and nothing pressed. */
  async resolveUnknown(): Promise<void> {
    for (const { taskId } of await unresolvedOn(this.#options.db, [this.#lease.deviceId])) {
      const task = await taskById(this.#options.db, taskId);
      const phone = this.#options.registry.connection(this.#lease.deviceId);
      if (phone === null || this.#signals.stopSoon.aborted) return;
      if (task === null || !isAccountTask(task) || eligibility(task) !== 'eligible') continue;
      if (await this.#isHeld(task, phone)) continue;
      const prior = await openAttempt(this.#options.db, task.accountId);
      const { end, packageName } = await this.#attempt(task, phone, prior);
      await this.#finish.look(task, packageName, prior, end);
    }
  }

  /** Runs the first task that may run; false when there is none. */
  async next(): Promise<boolean> {
    const { db, live, registry } = this.#options;
    const queued = await queuedOn(db, this.#lease.deviceId);
    const phone = registry.connection(this.#lease.deviceId);
    if (phone === null && queued.length > 0) await setAllWaiting(db, live, this.#lease.deviceId, 'device_offline');
    for (const task of queued) {
      if (await this.#settleWithoutPhone(task)) continue;
      if (phone === null || !isAccountTask(task)) continue;
      if (await this.#mustWait(task, phone)) continue;
      if (await this.#claim(task)) await this.#run(task, phone);
      await this.#sayQueuedBehind(queued, task);
      return true;
    }
    return false;
  }

  /** Ends, or moves, a task that this phone need not be touched for. */
  async #settleWithoutPhone(task: OpenTask): Promise<boolean> {
    const verdict = task.accountId === null ? 'deleted' : eligibility(task);
    if (verdict !== 'eligible') return this.#finish.withoutPhone(task, ended('skipped', verdict));
    if (task.stopRequested) return this.#finish.withoutPhone(task, ended('stopped', null));
    if (task.accountDeviceId === null) return this.#finish.withoutPhone(task, ended('skipped', 'no_device'));
    if (task.accountDeviceId === this.#lease.deviceId) return false;
    await this.#options.db
      .updateTable('task')
      .set({ device_id: task.accountDeviceId })
      .where('id', '=', task.id)
      .where('state', '=', 'queued')
      .execute();
    await this.#options.wake([task.accountDeviceId]);
    return true;
  }

  /** Rules 13 and 14: a phone that waits for a person, and the pause between two attempts of one account. */
  async #mustWait(task: AccountTask, phone: PhoneConnection): Promise<boolean> {
    const { db, live, clock } = this.#options;
    if (await this.#isHeld(task, phone)) {
      await setWaiting(db, live, task, 'held');
      return true;
    }
    if (task.ignorePace || task.lookOnly || (await openAttempt(db, task.accountId))?.submitted === true) return false;
    const { loginPaceMinutes } = await readSettings(db);
    const until = mayStartAt(await lastSubmission(db, task.accountId), clock.now(), loginPaceMinutes * 60_000);
    if (until === null) return false;
    await setWaiting(db, live, task, 'limit', until);
    return true;
  }

  /** Which package is meant is asked of the phone only where something is held. */
  async #isHeld(task: AccountTask, phone: PhoneConnection): Promise<boolean> {
    const held = await heldPackages(this.#options.db, this.#lease.deviceId);
    if (held.size === 0) return false;
    const packageName = await this.#packageOf(task, phone).catch(gone);
    // A phone that went meanwhile is found to be away when the task begins.
    return packageName !== null && held.has(packageName);
  }

  async #claim(task: AccountTask): Promise<boolean> {
    const { db, live } = this.#options;
    return transact(db, async (trx) => {
      await assertLease(trx, this.#lease);
      if ((await lockTask(trx, task.id))?.state !== 'queued') return false;
      await trx
        .updateTable('task')
        .set((expression) => ({
          state: 'running',
          waiting: null,
          not_before: null,
          attempts: expression('attempts', '+', 1),
          started_at: expression.fn.coalesce('started_at', expression.fn<Date>('clock_timestamp', [])),
          fencing_token: this.#lease.token,
        }))
        .where('id', '=', task.id)
        .execute();
      await trx
        .updateTable('device_lease')
        .set({ task_id: task.id })
        .where('device_id', '=', this.#lease.deviceId)
        .execute();
      await tellTask(trx, live, task);
      await live.publish(trx, { type: 'devices.changed', ids: [this.#lease.deviceId] });
      return true;
    });
  }

  async #run(task: AccountTask, phone: PhoneConnection): Promise<void> {
    const prior = await this.#priorAttempt(task);
    const { end, attempt, packageName } = await this.#attempt(task, phone, prior);
    await this.#finish.task(task, packageName, attempt, end);
  }

  /** An attempt that was left before its press is over; one that was pressed is looked after by this one. */
  async #priorAttempt(task: AccountTask): Promise<OpenAttempt | null> {
    return transact(this.#options.db, async (trx) => {
      await assertLease(trx, this.#lease);
      const open = await openAttempt(trx, task.accountId);
      if (open === null || open.submitted) return open;
      await endAttempt(trx, open.id, { outcome: 'stopped', reason: null });
      return null;
    });
  }

  async #attempt(task: AccountTask, phone: PhoneConnection, prior: OpenAttempt | null): Promise<Attempted> {
    let login: LoginAttempt | null = null;
    let packageName = task.package ?? this.#options.networks[task.network].packages[0] ?? task.network;
    try {
      packageName = await this.#packageOf(task, phone);
      const material = await this.#options.loginMaterial(task.accountId);
      const version = await readyPhone(phone, packageName, this.#signals.stopNow);
      if ('end' in version) return { end: version.end, attempt: prior, packageName };
      login = await this.#login(task, phone, { packageName, appVersion: version.name, material, prior });
      return { end: await login.run(), attempt: login.attempt, packageName };
    } catch (error) {
      const attempt = login?.attempt ?? prior;
      this.#lease.signal.throwIfAborted();
      return { end: await this.#endAfter(error, task, attempt), attempt, packageName };
    }
  }

  async #login(
    task: AccountTask,
    phone: PhoneConnection,
    about: { packageName: string; appVersion: string | null; material: LoginMaterial; prior: OpenAttempt | null },
  ): Promise<LoginAttempt> {
    const parts = { ...this.#options, ...this.#signals, lease: this.#lease, ui: await this.#uiOf(phone) };
    return new LoginAttempt(
      { ...parts, module: this.#options.networks[task.network] },
      {
        task,
        deviceId: this.#lease.deviceId,
        package: about.packageName,
        appVersion: about.appVersion,
        material: about.material,
        prior: about.prior,
      },
    );
  }

  /** What an error means for the attempt it broke off. */
  async #endAfter(error: unknown, task: AccountTask, attempt: OpenAttempt | null): Promise<AttemptEnd> {
    const pressed = attempt?.submitted === true;
    if (this.#signals.stopNow.aborted) return { kind: 'again', waiting: null };
    if (error instanceof AndroidError && !(await this.#options.registry.answers(this.#lease.deviceId))) {
      return pressed ? ended('unknown', null) : { kind: 'again', waiting: 'device_offline' };
    }
    if (error instanceof AndroidError) {
      return pressed ? ended('unknown', null) : ended('failed', 'ui_unavailable', { detail: error.message });
    }
    this.#options.log.error({ err: error, task: task.id }, 'a login broke off');
    const detail = error instanceof AppError ? { detail: error.message } : {};
    return pressed ? ended('unknown', null, detail) : ended('failed', 'internal', detail);
  }

  /** A phone that came back is another connection, and the driver of the old one is of no use. */
  async #uiOf(phone: PhoneConnection): Promise<PhoneUi> {
    if (this.#ui?.phone === phone) return this.#ui;
    await this.#ui?.reset();
    this.#ui = new PhoneUi(phone);
    return this.#ui;
  }

  /** The account's own package, else the first of the network's that is installed; asked once for each network. */
  async #packageOf(task: OpenTask, phone: PhoneConnection): Promise<string> {
    if (task.package !== null) return task.package;
    const known = this.#packages.get(task.network);
    if (known !== undefined) return known;
    const names = this.#options.networks[task.network].packages;
    for (const name of names) {
      if ((await appVersion(phone, name, { signal: this.#signals.stopNow })) === null) continue;
      this.#packages.set(task.network, name);
      return name;
    }
    return names[0] ?? task.network;
  }

  async #sayQueuedBehind(queued: readonly OpenTask[], done: OpenTask): Promise<void> {
    const { db, live } = this.#options;
    for (const task of queued) {
      if (task.id !== done.id && task.waiting === 'device_offline') await setWaiting(db, live, task, 'queued_behind');
    }
  }
}

function isAccountTask(task: OpenTask): task is AccountTask {
  return task.accountId !== null;
}

/** A phone that went while it was asked has no answer; everything else is a fault. */
function gone(error: unknown): null {
  if (error instanceof AndroidError) return null;
  throw error;
}
