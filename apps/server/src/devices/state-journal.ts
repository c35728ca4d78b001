import type { Logger } from 'pino';
import type { Live } from '../live/index.ts';
import type { Database } from '../platform/index.ts';
import { writeStates, type StateChange } from './store.ts';

export interface StateJournalOptions {
  readonly db: Database;
  readonly live: Live;
  readonly log: Pick<Logger, 'warn'>;
  /** At most one writing, and so at most one event for a device, in this time. */
  readonly everyMs: number;
}

/**
 * Writes states of phones down and tells them, many at once: a thousand phones that come and go every second
 * are one statement and one event a second, and only the last state of each is kept meanwhile.
 */
export class StateJournal implements AsyncDisposable {
  readonly #options: StateJournalOptions;
  readonly #pending = new Map<number, StateChange>();
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();
  #lastAt = Number.NEGATIVE_INFINITY;

  constructor(options: StateJournalOptions) {
    this.#options = options;
  }

  note(change: StateChange): void {
    const before = this.#pending.get(change.deviceId);
    this.#pending.set(change.deviceId, { ...change, seenAt: change.seenAt ?? before?.seenAt ?? null });
    this.#schedule();
  }

  /** Settles once everything noted so far was written or refused. */
  async flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.flush();
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #schedule(): void {
    if (this.#timer !== null) return;
    const waitMs = Math.max(0, this.#lastAt + this.#options.everyMs - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.flush();
    }, waitMs);
  }

  async #write(): Promise<void> {
    if (this.#pending.size === 0) return;
    const changes = [...this.#pending.values()];
    this.#pending.clear();
    this.#lastAt = performance.now();
    try {
      await this.#options.db.transaction().execute(async (trx) => {
        await writeStates(trx, changes);
        await this.#options.live.publish(trx, { type: 'devices.changed', ids: changes.map((one) => one.deviceId) });
      });
    } catch (error) {
      this.#options.log.warn(
        { err: error, devices: changes.length },
        'states of phones could not be written; trying again',
      );
      for (const change of changes) if (!this.#pending.has(change.deviceId)) this.#pending.set(change.deviceId, change);
      this.#schedule();
    }
  }
}
