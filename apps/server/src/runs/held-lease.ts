import type { Database } from '../platform/index.ts';
import { acquireLease, LEASE_MS, LeaseLostError, releaseLease, renewLease, type Lease } from './lease.ts';

const RENEW_EVERY_MS = 5000;
/** Work stops this long before the lease ends, also when the database cannot be asked. */
const SAFETY_MS = 3000;

/** A lease that is kept alive until it is let go. `signal` fires when it could not be kept: stop before the next step. */
export interface HeldLease extends Lease, AsyncDisposable {
  readonly signal: AbortSignal;
}

/** Null while somebody else works on the phone. */
export async function holdLease(db: Database, deviceId: number, holder: string): Promise<HeldLease | null> {
  let renewedAt = performance.now();
  const lease = await acquireLease(db, deviceId, holder);
  if (lease === null) return null;
  const lost = new AbortController();
  const renew = async (): Promise<void> => {
    const askedAt = performance.now();
    if (askedAt - renewedAt > LEASE_MS - SAFETY_MS) lost.abort(new LeaseLostError(deviceId));
    try {
      await renewLease(db, lease);
      renewedAt = askedAt;
    } catch (error) {
      if (error instanceof LeaseLostError) lost.abort(error);
      // The database is away: the next renewal may succeed, and the deadline above ends the work if none does.
    }
  };
  const timer = setInterval(() => void renew(), RENEW_EVERY_MS);
  const deadline = setInterval(() => {
    if (performance.now() - renewedAt > LEASE_MS - SAFETY_MS) lost.abort(new LeaseLostError(deviceId));
  }, 1000);
  return {
    ...lease,
    signal: lost.signal,
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      clearInterval(deadline);
      await releaseLease(db, lease);
    },
  };
}
