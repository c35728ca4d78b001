import { AndroidError, type PhoneConnection } from '@muster/android';
import type { Network } from '@muster/contract';
import type { Memory, NetworkModule } from '@muster/networks';
import type { Logger } from 'pino';
import { eligibility, type LoginMaterial } from '../accounts/index.ts';
import type { Live } from '../live/index.ts';
import type { Sessions } from '../sessions/index.ts';
import { AppError, type Clock, type Database } from '../platform/index.ts';
import type { StopSignals, WakePhones } from './agent.ts';
import { ended, type AttemptEnd, type PhoneWatch } from './attempt.ts';
import { claimTasks } from './claim.ts';
import type { SkewWatch } from './clock-skew.ts';
import { Finish } from './finish.ts';
import type { HeldLease, LeaseKeeper } from './lease-keeper.ts';
import type { OpenAttempt } from './ledger.ts';
import { LoginAttempt } from './login-attempt.ts';
import type { PhoneUi } from './phone-ui.ts';
import { findApp, readyPhone, type FoundApp } from './ready-phone.ts';
import { readSettings } from './settings.ts';
import type { StepNews } from './step-news.ts';
import { queuedOn, setAllWaiting, setWaiting, taskById, type OpenTask } from './task-store.ts';
import { isAccountTask, turnOf, type AccountTask } from './turn.ts';
import type { UiShelf } from './ui-shelf.ts';

export interface PhoneWorkOptions {
  readonly db: Database;
  readonly live: Live;
  readonly clock: Clock;
  readonly log: Logger;
  readonly sessions: Sessions;
  readonly registry: PhoneWatch & { connection(deviceId: number): PhoneConnection | null };
  readonly skew: SkewWatch;
  readonly news: StepNews;
  readonly leases: LeaseKeeper;
  readonly shelf: UiShelf;
  readonly networks: Readonly<Record<Network, NetworkModule>>;
  readonly startMemory: (options: { priorUnknown: boolean }) => Memory;
  readonly loginMaterial: (accountId: number) => Promise<LoginMaterial>;
  readonly wake: WakePhones;
}

interface Attempted {
  readonly end: AttemptEnd;
  readonly attempt: OpenAttempt | null;
  readonly packageName: string;
}

/** Works through the tasks of one phone, one after another, with its lease. */
export class PhoneWork implements AsyncDisposable {
  readonly #options: PhoneWorkOptions;
  readonly #lease: HeldLease;
  readonly #signals: StopSignals;
  readonly #finish: Finish;
  readonly #apps = new Map<Network, FoundApp>();
  #ui: PhoneUi | null = null;

  constructor(options: PhoneWorkOptions, lease: HeldLease, signals: StopSignals) {
    this.#options = options;
    this.#lease = lease;
    this.#signals = { stopSoon: signals.stopSoon, stopNow: AbortSignal.any([signals.stopNow, lease.signal]) };
    this.#finish = new Finish({ ...options, lease });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#ui !== null) this.#options.shelf.put(this.#lease.deviceId, this.#ui);
    await this.#lease[Symbol.asyncDispose]();
  }

  /** `claimed` is a task that was made the running one already; `looks` are tasks whose press nobody saw the end of. */
  async run(claimed: AccountTask | null, looks: readonly string[]): Promise<void> {
    await this.#look(looks);
    if (claimed !== null) await this.#runClaimed(claimed);
    while (!this.#signals.stopSoon.aborted && (await this.#next())) {
      // Each turn is one task.
    }
  }

  /** Looks how attempts ended whose press was made and whose end nobody saw. Nothing is typed and nothing pressed. */
  async #look(taskIds: readonly string[]): Promise<void> {
    for (const taskId of taskIds) {
      const task = await taskById(this.#options.db, taskId);
      const phone = this.#options.registry.connection(this.#lease.deviceId);
      if (phone === null || this.#signals.stopSoon.aborted) return;
      if (task === null || !isAccountTask(task) || eligibility(task) !== 'eligible') continue;
      if (await this.#isHeld(task, phone)) continue;
      const { end, packageName, attempt } = await this.#attempt(task, phone);
      await this.#finish.look(task, packageName, attempt, end);
    }
  }

  /** Runs the first task that may run; false when there is none. */
  async #next(): Promise<boolean> {
    const { db, live, registry, clock } = this.#options;
    const { deviceId } = this.#lease;
    const queued = await queuedOn(db, [deviceId]);
    if (queued.length === 0) return false;
    const phone = registry.connection(deviceId);
    if (phone === null) await setAllWaiting(db, live, deviceId, 'device_offline');
    const paceMs = (await readSettings(db)).loginPaceMinutes * 60_000;
    for (const task of queued) {
      const turn = turnOf(task, deviceId, clock.now(), paceMs);
      if (turn.kind === 'end') await this.#finish.withoutPhone(task, turn.end);
      else if (turn.kind === 'move') await this.#move(task, turn.deviceId);
      else if (phone === null) continue;
      else if (await this.#isHeld(task, phone)) await setWaiting(db, live, task, 'held');
      else if (turn.kind === 'pause') await setWaiting(db, live, task, 'limit', turn.until);
      else {
        const claimed = await claimTasks(db, live, [{ lease: this.#lease, task: turn.task }]);
        if (claimed.length > 0) await this.#runClaimed(turn.task);
        await this.#sayQueuedBehind(queued, task);
        return true;
      }
    }
    return false;
  }

  async #runClaimed(task: AccountTask): Promise<void> {
    const phone = this.#options.registry.connection(this.#lease.deviceId);
    const { end, attempt, packageName } = phone === null ? this.#neverBegan(task) : await this.#attempt(task, phone);
    await this.#finish.task(task, packageName, attempt, end);
  }

  #neverBegan(task: AccountTask): Attempted {
    return {
      end: { kind: 'again', waiting: 'device_offline' },
      attempt: priorOf(task),
      packageName: this.#packagesOf(task)[0],
    };
  }

  async #move(task: OpenTask, deviceId: number): Promise<void> {
    await this.#options.db
      .updateTable('task')
      .set({ device_id: deviceId })
      .where('id', '=', task.id)
      .where('state', '=', 'queued')
      .execute();
    await this.#options.wake([deviceId]);
  }

  /** Rule 13. Which package is meant is asked of the phone only where something is held. */
  async #isHeld(task: OpenTask, phone: PhoneConnection): Promise<boolean> {
    if (task.heldPackages.length === 0) return false;
    try {
      const { packageName } = await this.#appOf(task, phone, this.#signals.stopNow);
      return task.heldPackages.includes(packageName);
    } catch (error) {
      // A phone that went meanwhile is found to be away when the task begins.
      if (error instanceof AndroidError) return false;
      throw error;
    }
  }

  async #attempt(task: AccountTask, phone: PhoneConnection): Promise<Attempted> {
    let login: LoginAttempt | null = null;
    let [packageName] = this.#packagesOf(task);
    const prior = priorOf(task);
    using here = this.#options.registry.whileHere(this.#lease.deviceId);
    const signals = { ...this.#signals, calls: AbortSignal.any([this.#signals.stopNow, here.signal]) };
    try {
      const app = await this.#appOf(task, phone, signals.calls);
      packageName = app.packageName;
      const unready = await readyPhone(phone, app, signals.calls);
      if (unready !== null) return { end: unready, attempt: prior, packageName };
      login = new LoginAttempt(
        {
          ...this.#options,
          ...signals,
          lease: this.#lease,
          ui: this.#uiOf(phone),
          module: this.#options.networks[task.network],
        },
        {
          task,
          deviceId: this.#lease.deviceId,
          package: packageName,
          appVersion: app.version?.versionName ?? null,
          material: await this.#options.loginMaterial(task.accountId),
          prior,
        },
      );
      return { end: await login.run(), attempt: login.attempt, packageName };
    } catch (error) {
      const attempt = login?.attempt ?? prior;
      this.#lease.signal.throwIfAborted();
      return { end: await this.#endAfter(error, task, attempt), attempt, packageName };
    }
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
  #uiOf(phone: PhoneConnection): PhoneUi {
    if (this.#ui?.phone === phone) return this.#ui;
    this.#ui?.reset();
    this.#ui = this.#options.shelf.take(this.#lease.deviceId, phone);
    return this.#ui;
  }

  /** The account's own package, else the first of the network's that is installed; asked once for each network. */
  async #appOf(task: OpenTask, phone: PhoneConnection, signal: AbortSignal): Promise<FoundApp> {
    const known = task.package === null ? this.#apps.get(task.network) : undefined;
    if (known !== undefined) return known;
    const found = await findApp(phone, this.#packagesOf(task), signal);
    if (task.package === null && found.version !== null) this.#apps.set(task.network, found);
    return found;
  }

  #packagesOf(task: OpenTask): readonly [string, ...string[]] {
    if (task.package !== null) return [task.package];
    const [first, ...others] = this.#options.networks[task.network].packages;
    return first === undefined ? [task.network] : [first, ...others];
  }

  async #sayQueuedBehind(queued: readonly OpenTask[], done: OpenTask): Promise<void> {
    const { db, live } = this.#options;
    for (const task of queued) {
      if (task.id !== done.id && task.waiting === 'device_offline') await setWaiting(db, live, task, 'queued_behind');
    }
  }
}

/** An attempt of before that was pressed is looked after by the next one. */
function priorOf(task: OpenTask): OpenAttempt | null {
  return task.openPress === null ? null : { id: task.openPress, submitted: true };
}
