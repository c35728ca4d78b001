/** The time the simulated world runs on: the service's and the phones'. Milliseconds since the epoch. */
export interface Clock {
  now(): number;
}

/** A clock that is `skewSeconds` ahead of (or, negative, behind) another one. */
export function skewedClock(base: Clock, skewSeconds: number): Clock {
  return { now: () => base.now() + skewSeconds * 1000 };
}
