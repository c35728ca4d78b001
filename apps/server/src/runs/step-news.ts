import type { Logger } from 'pino';
import type { Live } from '../live/index.ts';
import type { Database } from '../platform/index.ts';
import { tellTasks, type OpenTask } from './task-store.ts';

type Told = Pick<OpenTask, 'id' | 'runId'>;

export interface StepNewsOptions {
  readonly db: Database;
  readonly live: Live;
  readonly log: Pick<Logger, 'warn'>;
  readonly everyMs: number;
}

/** Tells which tasks made steps, all of them together and at most once in a while: pages fetch the newest anyway. */
export class StepNews implements AsyncDisposable {
  readonly #options: StepNewsOptions;
  readonly #changed = new Map<string, Told>();
  #timer: NodeJS.Timeout | null = null;
  #telling: Promise<void> = Promise.resolve();
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(options: StepNewsOptions) {
    this.#options = options;
  }

  note({ id, runId }: Told): void {
    this.#changed.set(id, { id, runId });
    if (this.#timer !== null) return;
    const waitMs = Math.max(0, this.#toldAt + this.#options.everyMs - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#telling = this.#telling.then(() => this.#tell());
    }, waitMs);
  }

  /** What was not told yet is not told any more: what ends a task tells it by itself. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#telling;
  }

  async #tell(): Promise<void> {
    const { db, live, log } = this.#options;
    const tasks = [...this.#changed.values()];
    this.#changed.clear();
    this.#toldAt = performance.now();
    try {
      await db.transaction().execute((trx) => tellTasks(trx, live, tasks));
    } catch (error) {
      log.warn({ err: error, tasks: tasks.length }, 'steps of tasks could not be told');
    }
  }
}
