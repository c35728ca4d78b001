import { AndroidError } from '../android-error.ts';
import type { CallOptions, PhoneConnection } from '../connection/phone-connection.ts';

const defaultTimeoutMs = 5_000;

export interface ClockReading {
  /** How far the phone's clock is ahead of `now` (negative: behind), in milliseconds. */
  readonly skewMs: number;
  /** The true skew lies within this of `skewMs`: half the round trip, and a second where the phone tells no fractions. */
  readonly uncertaintyMs: number;
}

/** Compares the phone's clock with `now`, which gives milliseconds since 1970. Throws `command_failed` for an unreadable answer. */
export async function readClock(
  phone: PhoneConnection,
  now: () => number,
  options: CallOptions = {},
): Promise<ClockReading> {
  const before = now();
  const { stdout } = await phone.shell(['date', '+%s%3N'], {
    ...options,
    timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
  });
  const after = now();
  const phoneTime = parsePhoneTime(stdout);
  return {
    skewMs: Math.round(phoneTime.ms - (before + after) / 2),
    uncertaintyMs: Math.ceil((after - before) / 2) + phoneTime.uncertaintyMs,
  };
}

/** `%3N` is milliseconds, but some versions of toybox print nine digits for it, or the letters as they are. */
export function parsePhoneTime(output: string): { ms: number; uncertaintyMs: number } {
  const match = /^(\d{10})(?:(\d{3})(?:\d{6})?|%?3?N)?$/.exec(output.trim());
  if (match === null) throw new AndroidError('command_failed', 'The phone does not tell the time (date).');
  const seconds = Number(match[1]);
  if (match[2] === undefined) return { ms: seconds * 1_000 + 500, uncertaintyMs: 500 };
  return { ms: seconds * 1_000 + Number(match[2]), uncertaintyMs: 0 };
}
