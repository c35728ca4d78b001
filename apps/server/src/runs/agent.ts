import type { Logger } from 'pino';
import type { Live } from '../live/index.ts';
import type { Clock, Database } from '../platform/index.ts';
import { releaseLeasesOf } from './lease.ts';
import { message } from './messages.ts';
import type { Work } from './open-phones.ts';
import { readSettings } from './settings.ts';
import { devicesWithWork, endTask, lockTask, overdue } from './task-store.ts';
import { unresolvedOn } from './ledger.ts';
import type { Wake, WakeQueue } from './wake-queue.ts';

/** Takes phones into work; gives what is to be done on each that nobody else works on. */
export type OpenPhones = (
  deviceIds: readonly number[],
  signals: StopSignals,
  wake: WakePhones,
) => Promise<ReadonlyMap<number, Work>>;

export type WakePhones = (deviceIds: readonly number[]) => Promise<void>;

export interface StopSignals {
  readonly stopSoon: AbortSignal;
  readonly stopNow: AbortSignal;
}

export interface AgentOptions {
  readonly db: Database;
  readonly live: Live;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'error' | 'warn'>;
  readonly hostId: number;
  readonly queue: WakeQueue;
  readonly phones: { state(deviceId: number): string | null; onArrival(listener: (id: number) => void): () => void };
  readonly open: OpenPhones;
}

const POLL_MS = 1000;
const KEEP_MS = 3000;
const SWEEP_MS = 10_000;
const ARRIVALS_MS = 30;
/** How long a login whose press was made may go on looking after the console was told to stop. */
const GRACE_MS = 20_000;

/** Runs the tasks of the phones at this host: woken by the queue, by a phone that arrives, and by the time. */
export class Agent implements AsyncDisposable {
  readonly #options: AgentOptions;
  readonly #soon = new AbortController();
  readonly #now = new AbortController();
  readonly #working = new Map<number, Promise<void>>();
  readonly #wakes = new Map<number, Wake>();
  readonly #arrived = new Set<number>();
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #underWay = new Set<Promise<void>>();
  #arrivals: NodeJS.Timeout | null = null;
  #forgetArrivals: () => void = () => {};
  #looking: Promise<void> | null = null;
  #lookAgain = false;
  #atOnce = 200;

  private constructor(options: AgentOptions) {
    this.#options = options;
  }

  static async start(options: AgentOptions): Promise<Agent> {
    const agent = new Agent(options);
    await releaseLeasesOf(options.db, options.hostId);
    await options.queue.clear();
    agent.#atOnce = (await readSettings(options.db)).atOnce;
    await options.queue.wake(await devicesWithWork(options.db, null));
    agent.#forgetArrivals = options.phones.onArrival((id) => agent.#noteArrival(id));
    agent.#every(POLL_MS, () => agent.#poll());
    agent.#every(KEEP_MS, () => options.queue.keep([...agent.#wakes.values()]));
    agent.#every(SWEEP_MS, () => agent.sweep());
    agent.kick();
    return agent;
  }

  /** Puts phones to work; they begin within milliseconds when there is room. */
  async wake(deviceIds: readonly number[]): Promise<void> {
    await this.#options.queue.wake(deviceIds);
    this.kick();
  }

  /** Looks into the queue now. */
  kick(): void {
    this.#lookAgain = true;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
  }

  /** Lets running tasks reach a safe point, then stops. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#forgetArrivals();
    for (const timer of this.#timers) clearInterval(timer);
    if (this.#arrivals !== null) clearTimeout(this.#arrivals);
    this.#soon.abort(new Error('The console stops.'));
    const grace = setTimeout(() => this.#now.abort(new Error('The console stops.')), GRACE_MS);
    await Promise.all(this.#underWay);
    await this.#looking;
    await Promise.all(this.#working.values());
    clearTimeout(grace);
  }

  async #look(): Promise<void> {
    try {
      while (this.#lookAgain && !this.#soon.signal.aborted) {
        this.#lookAgain = false;
        const room = this.#atOnce - this.#working.size;
        if (room <= 0) return;
        const wakes = await this.#options.queue.take(room);
        this.#begin(wakes);
        if (wakes.length === room) this.#lookAgain = true;
      }
    } catch (error) {
      this.#options.log.warn({ err: error }, 'the queue could not be read; trying again');
    }
  }

  /** Phones that are woken together are opened together. */
  #begin(wakes: readonly Wake[]): void {
    const free = wakes.map((wake) => wake.deviceId).filter((id) => !this.#working.has(id));
    const opened = this.#open(free);
    for (const wake of wakes) this.#follow(wake, opened);
  }

  #follow(wake: Wake, opened: Promise<ReadonlyMap<number, Work>>): void {
    const { deviceId } = wake;
    this.#wakes.set(deviceId, wake);
    const working = this.#work(wake, opened).finally(() => {
      if (this.#working.get(deviceId) === working) this.#working.delete(deviceId);
      if (this.#wakes.get(deviceId) === wake) this.#wakes.delete(deviceId);
      this.kick();
    });
    this.#working.set(deviceId, working);
  }

  async #work(wake: Wake, opened: Promise<ReadonlyMap<number, Work>>): Promise<void> {
    const { queue, log } = this.#options;
    const before = this.#working.get(wake.deviceId);
    try {
      // The one that ran before, and whose wake was handed out again, has the phone until it ends.
      await before;
      const works = await (before === undefined ? opened : this.#open([wake.deviceId]));
      await works.get(wake.deviceId)?.();
      await queue.done(wake);
    } catch (error) {
      log.error({ err: error, deviceId: wake.deviceId }, 'the work on a phone broke off');
    }
  }

  async #open(deviceIds: readonly number[]): Promise<ReadonlyMap<number, Work>> {
    if (deviceIds.length === 0) return new Map();
    const signals = { stopSoon: this.#soon.signal, stopNow: this.#now.signal };
    return this.#options.open(deviceIds, signals, (ids) => this.wake(ids));
  }

  async #poll(): Promise<void> {
    const due = await devicesWithWork(this.#options.db, this.#options.clock.now());
    await this.wake(due.filter((id) => !this.#working.has(id)));
  }

  /** Catches what no wake was sent for, and gives up what only waited for too long. */
  async sweep(): Promise<void> {
    const { db, live, phones, clock } = this.#options;
    const settings = await readSettings(db);
    this.#atOnce = settings.atOnce;
    for (const task of await overdue(db, clock.now(), settings.waitingHours)) {
      await db.transaction().execute(async (trx) => {
        if ((await lockTask(trx, task.id))?.state !== 'queued') return;
        await endTask(trx, live, task, {
          outcome: 'failed',
          reason: 'timed_out',
          message: message('failed', 'timed_out', { detail: `It waited for ${settings.waitingHours} hours.` }),
        });
      });
    }
    const ready = (await devicesWithWork(db, null)).filter((id) => phones.state(id) === 'online');
    await this.wake(ready.filter((id) => !this.#working.has(id)));
  }

  /** Phones often arrive many at once; they are looked up together. */
  #noteArrival(deviceId: number): void {
    this.#arrived.add(deviceId);
    this.#arrivals ??= setTimeout(() => {
      this.#arrivals = null;
      const arrived = [...this.#arrived];
      this.#arrived.clear();
      this.#report(this.#greet(arrived));
    }, ARRIVALS_MS);
  }

  async #greet(arrived: readonly number[]): Promise<void> {
    const { db } = this.#options;
    const withWork = new Set([
      ...(await devicesWithWork(db, null)),
      ...(await unresolvedOn(db, arrived)).map((one) => one.deviceId),
    ]);
    await this.wake(arrived.filter((id) => withWork.has(id)));
  }

  #every(ms: number, act: () => Promise<void>): void {
    this.#timers.push(setInterval(() => this.#report(act()), ms));
  }

  #report(act: Promise<void>): void {
    const heard = act
      .catch((error: unknown) =>
        this.#options.log.warn({ err: error }, 'the phones at this host were not looked after'),
      )
      .finally(() => this.#underWay.delete(heard));
    this.#underWay.add(heard);
  }
}
