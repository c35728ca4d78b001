/** Wrong passwords that cost nothing but a try. */
const FREE_FAILURES = 5;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 15 * 60 * 1000;
/** After this long without a failure, counting starts anew. */
const FORGET_AFTER_MS = 60 * 60 * 1000;

export interface Failures {
  readonly failures: number;
  readonly blockedUntil: Date | null;
  readonly lastFailureAt: Date;
}

/** How long a sign-in to this name must wait, in milliseconds; 0 = not at all. */
export function waitMs(known: Failures | null, now: Date): number {
  if (known === null || known.blockedUntil === null) return 0;
  return Math.max(0, known.blockedUntil.getTime() - now.getTime());
}

/** The count after one more wrong password: each failure beyond the fifth doubles the wait, up to 15 minutes. */
export function afterFailure(known: Failures | null, now: Date): Failures {
  const forgotten = known === null || now.getTime() - known.lastFailureAt.getTime() > FORGET_AFTER_MS;
  const failures = forgotten ? 1 : known.failures + 1;
  const beyond = failures - FREE_FAILURES;
  const wait = beyond < 0 ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** beyond);
  return { failures, blockedUntil: wait === 0 ? null : new Date(now.getTime() + wait), lastFailureAt: now };
}
