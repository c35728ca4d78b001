import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { PgBoss } from 'pg-boss';

/** "There is work for this phone": at most one of them waits, and one is under way, for each phone. */
export interface Wake {
  readonly jobId: string;
  readonly deviceId: number;
}

export interface WakeQueueOptions {
  readonly pool: Pool;
  readonly hostId: number;
  readonly log: Pick<Logger, 'warn'>;
}

/** A wake that nobody kept alive for this long is handed out again (pg-boss takes no less). */
const HEARTBEAT_SECONDS = 10;
const EXPIRE_SECONDS = 6 * 60 * 60;
const RETRIES = 1_000_000;

/**
 * The queue of one host, in PostgreSQL through pg-boss: whoever makes a run wakes the phone's host, whichever process
 * that is. What is to be done stands in the tasks; a wake that comes twice, or for nothing, does no harm.
 */
export class WakeQueue implements AsyncDisposable {
  readonly #boss: PgBoss;
  readonly #name: string;

  private constructor(boss: PgBoss, name: string) {
    this.#boss = boss;
    this.#name = name;
  }

  static async start(options: WakeQueueOptions): Promise<WakeQueue> {
    const { pool, log } = options;
    const boss = new PgBoss({
      db: { executeSql: (text, values) => pool.query(text, values) },
      superviseIntervalSeconds: 1,
      monitorIntervalSeconds: 1,
      schedule: false,
      registerInstance: false,
      reindex: false,
      monitorVacuum: false,
      openTelemetry: { enabled: false },
    });
    boss.on('error', (error) => log.warn({ err: error }, 'the job queue reported an error'));
    await boss.start();
    const name = `host-${options.hostId}`;
    await boss.createQueue(name, {
      policy: 'stately',
      heartbeatSeconds: HEARTBEAT_SECONDS,
      expireInSeconds: EXPIRE_SECONDS,
      retryLimit: RETRIES,
      deleteAfterSeconds: 60,
    });
    return new WakeQueue(boss, name);
  }

  /** Forgets every wake: this host starts, nothing of it is under way, and it wakes what has work itself. */
  async clear(): Promise<void> {
    await this.#boss.deleteAllJobs(this.#name);
  }

  async wake(deviceIds: readonly number[]): Promise<void> {
    if (deviceIds.length === 0) return;
    await this.#boss.insert(
      this.#name,
      deviceIds.map((deviceId) => ({ data: { deviceId }, singletonKey: String(deviceId) })),
    );
  }

  async take(limit: number): Promise<Wake[]> {
    const jobs = await this.#boss.fetch<{ deviceId: number }>(this.#name, { batchSize: limit });
    return jobs.map((job) => ({ jobId: job.id, deviceId: job.data.deviceId }));
  }

  async done(wake: Wake): Promise<void> {
    await this.#boss.deleteJob(this.#name, wake.jobId);
  }

  /** Says that these are still under way. */
  async keep(wakes: readonly Wake[]): Promise<void> {
    if (wakes.length > 0)
      await this.#boss.touch(
        this.#name,
        wakes.map((wake) => wake.jobId),
      );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#boss.stop({ graceful: false, close: false });
  }
}
