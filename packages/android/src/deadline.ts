import { AndroidError } from './android-error.ts';

export interface Limits {
  readonly timeoutMs: number;
  /** Gives the work up with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Fires, with an `AndroidError` as its reason, when the phone has gone: its answers will never come. */
  readonly gone?: AbortSignal | undefined;
  /** Named in the error: "…, which took longer than 5 s". Never holds what was typed. */
  readonly what: string;
}

/**
 * Runs `work`, but not for longer than its limits. The signal that `work` gets fires when it was given up,
 * so that it can let go of what it holds; nobody waits for that.
 * Listeners are removed afterwards: a phone is held for weeks and called all the time.
 */
export async function withDeadline<T>(limits: Limits, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const givenUp = new AbortController();
  const stops = [limits.signal, limits.gone].filter((signal) => signal !== undefined);
  for (const stop of stops) stop.throwIfAborted();

  const { promise: stopped, reject: stop } = Promise.withResolvers<never>();
  const giveUp = (reason: unknown) => {
    givenUp.abort(reason);
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- the reason of an AbortSignal is what its owner chose
    stop(reason);
  };
  const onStop = () => giveUp(stops.find((signal) => signal.aborted)?.reason);
  for (const signal of stops) signal.addEventListener('abort', onStop);
  const timer = setTimeout(() => giveUp(timedOut(limits)), limits.timeoutMs);
  try {
    return await Promise.race([work(givenUp.signal), stopped]);
  } finally {
    clearTimeout(timer);
    for (const signal of stops) signal.removeEventListener('abort', onStop);
  }
}

function timedOut({ what, timeoutMs }: Limits): AndroidError {
  return new AndroidError(
    'timed_out',
    `No answer within ${timeoutMs / 1000} s: ${what}. The phone may be frozen; look at it, or restart it.`,
  );
}
