import type { Figures } from '@muster/contract';

export type FigureSource = NonNullable<Figures['source']>;

/** The counts of a profile. */
export const COUNT_NAMES = ['followers', 'following', 'hearts', 'videos', 'friends'] as const;
export type CountName = (typeof COUNT_NAMES)[number];

/** A count as it was read: exact, or as the app had rounded it. */
export type ReadCount = { readonly exact: number } | { readonly about: number };

/** One look at a profile. What was not to be seen is absent: unknown is never zero. */
export interface Reading {
  readonly accountId: number;
  readonly at: Date;
  readonly source: FigureSource;
  readonly nickname?: string;
  readonly country?: string;
  readonly counts: { readonly [name in CountName]?: ReadCount };
}

export interface KnownCount {
  readonly value: number;
  readonly rounded: boolean;
  readonly at: Date;
}

/** What is known of an account's figures: of each one the reading that stands. */
export interface Snapshot {
  readonly nickname: string | null;
  readonly country: string | null;
  readonly counts: { readonly [name in CountName]?: KnownCount };
  readonly source: FigureSource;
  readonly readAt: Date;
}

/**
 * Adds a reading to what is known (rule 9). What was not read stays, and an older reading never replaces a newer one.
 * A newer count that is rounded replaces an exact one only when it contradicts it: 12.3K says nothing against 12,345.
 */
export function mergeReading(known: Snapshot | null, reading: Reading): Snapshot {
  const counts: { [name in CountName]?: KnownCount } = { ...known?.counts };
  for (const name of COUNT_NAMES) {
    const read = reading.counts[name];
    if (read !== undefined) counts[name] = standing(counts[name], read, reading.at);
  }
  const newest = known === null || reading.at >= known.readAt;
  const text = (before: string | null, read: string | undefined) =>
    read !== undefined && (newest || before === null) ? read : before;
  return {
    nickname: text(known?.nickname ?? null, reading.nickname),
    country: text(known?.country ?? null, reading.country),
    counts,
    source: newest ? reading.source : known.source,
    readAt: newest ? reading.at : known.readAt,
  };
}

function standing(known: KnownCount | undefined, read: ReadCount, at: Date): KnownCount {
  const count: KnownCount =
    'exact' in read ? { value: read.exact, rounded: false, at } : { value: read.about, rounded: true, at };
  if (known === undefined) return count;
  if (at < known.at) return known;
  if (count.rounded && !known.rounded && couldShowAs(known.value, count.value)) return known;
  return count;
}

/** Whether an app that rounds to the nearest, or cuts off what it does not show, could show `exact` as `about`. */
function couldShowAs(exact: number, about: number): boolean {
  const digits = String(Math.trunc(about));
  const trailingZeros = /0*$/.exec(digits)?.[0].length ?? 0;
  // Both apps show two digits at least ("1.2M"), so one digit alone ("1M") is known to a tenth of it.
  const unit = 10 ** Math.max(0, Math.min(trailingZeros, digits.length - 2));
  return exact >= about - unit / 2 && exact < about + unit;
}
