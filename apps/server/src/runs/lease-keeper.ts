import type { Logger } from 'pino';
import type { Database } from '../platform/index.ts';
import { acquireLeases, LEASE_MS, LeaseLostError, releaseLease, renewLeases, type Lease } from './lease.ts';

const RENEW_EVERY_MS = 5000;
const CHECK_EVERY_MS = 1000;
/** Work stops this long before the lease ends, also when the database cannot be asked. */
const SAFETY_MS = 3000;

/** A lease that is kept alive until it is let go. `signal` fires when it could not be kept: stop before the next step. */
export interface HeldLease extends Lease, AsyncDisposable {
  readonly signal: AbortSignal;
}

interface Kept {
  readonly lease: Lease;
  readonly lost: AbortController;
  renewedAt: number;
}

/** Holds the leases of one process: however many they are, they are taken, and renewed, in one statement. */
export class LeaseKeeper implements Disposable {
  readonly #db: Database;
  readonly #holder: string;
  readonly #log: Pick<Logger, 'warn'>;
  readonly #kept = new Map<number, Kept>();
  readonly #timers: readonly NodeJS.Timeout[];

  constructor(db: Database, holder: string, log: Pick<Logger, 'warn'>) {
    this.#db = db;
    this.#holder = holder;
    this.#log = log;
    this.#timers = [
      setInterval(() => void this.#renew(), RENEW_EVERY_MS),
      setInterval(() => this.#giveUpOld(), CHECK_EVERY_MS),
    ];
  }

  /** The leases of those phones that nobody works on. */
  async hold(deviceIds: readonly number[]): Promise<HeldLease[]> {
    const askedAt = performance.now();
    const leases = await acquireLeases(this.#db, deviceIds, this.#holder);
    return leases.map((lease) => {
      const kept: Kept = { lease, lost: new AbortController(), renewedAt: askedAt };
      this.#kept.set(lease.deviceId, kept);
      return {
        ...lease,
        signal: kept.lost.signal,
        [Symbol.asyncDispose]: async () => {
          this.#forget(kept);
          await releaseLease(this.#db, lease);
        },
      };
    });
  }

  [Symbol.dispose](): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  async #renew(): Promise<void> {
    const asked = [...this.#kept.values()];
    if (asked.length === 0) return;
    const askedAt = performance.now();
    try {
      const renewed = await renewLeases(
        this.#db,
        asked.map((kept) => kept.lease),
      );
      for (const kept of asked) {
        if (renewed.has(kept.lease.deviceId)) kept.renewedAt = askedAt;
        else if (this.#kept.get(kept.lease.deviceId) === kept) this.#lose(kept);
      }
    } catch (error) {
      // The next renewal may succeed, and `#giveUpOld` ends the work in time if none does.
      this.#log.warn({ err: error }, 'leases could not be renewed; trying again');
    }
  }

  #giveUpOld(): void {
    const oldest = performance.now() - (LEASE_MS - SAFETY_MS);
    for (const kept of this.#kept.values()) if (kept.renewedAt < oldest) this.#lose(kept);
  }

  #lose(kept: Kept): void {
    this.#forget(kept);
    kept.lost.abort(new LeaseLostError(kept.lease.deviceId));
  }

  #forget(kept: Kept): void {
    if (this.#kept.get(kept.lease.deviceId) === kept) this.#kept.delete(kept.lease.deviceId);
  }
}
