import { readClock, type PhoneConnection } from '@muster/android';
import type { Clock } from '../platform/index.ts';

/** Beyond this, codes are of another time step than the app expects (rule 6). */
export const MOST_SKEW_MS = 20_000;
const FRESH_MS = 60_000;
const PHONES_ASKED = 9;
const TIMEOUT_MS = 4000;

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

export interface PhonesAtHand {
  online(): number[];
  connection(deviceId: number): PhoneConnection | null;
}

/** How far this console's clock is from the median of its phones; asked of a few phones, and remembered for a minute. */
export class SkewWatch {
  readonly #phones: PhonesAtHand;
  readonly #clock: Clock;
  #last: { readonly at: number; readonly skewMs: Promise<number | null> } | null = null;

  constructor(phones: PhonesAtHand, clock: Clock) {
    this.#phones = phones;
    this.#clock = clock;
  }

  /** Milliseconds by which the phones are ahead (negative: behind); null when none of them tells the time. */
  skewMs(): Promise<number | null> {
    const now = performance.now();
    if (this.#last === null || now - this.#last.at > FRESH_MS) this.#last = { at: now, skewMs: this.#measure() };
    return this.#last.skewMs;
  }

  async #measure(): Promise<number | null> {
    const phones = this.#phones
      .online()
      .map((id) => this.#phones.connection(id))
      .filter((phone) => phone !== null)
      .slice(0, PHONES_ASKED);
    const readings = await Promise.allSettled(
      phones.map((phone) => readClock(phone, () => this.#clock.now().getTime(), { timeoutMs: TIMEOUT_MS })),
    );
    return median(readings.flatMap((reading) => (reading.status === 'fulfilled' ? [reading.value.skewMs] : [])));
  }
}

/** The skew in words, such as "90 seconds behind". */
export function skewText(skewMs: number): string {
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  return `The clock of this computer is ${seconds} seconds ${skewMs > 0 ? 'behind' : 'ahead of'} the phones.`;
}
