import type { Figures } from '@muster/contract';

export type FigureSource = NonNullable<Figures['source']>;

/** The counts of a profile. */
export const COUNT_NAMES = ['followers', 'following', 'hearts', 'videos', 'friends'] as const;
export type CountName = (typeof COUNT_NAMES)[number];

/** A count as it was read. Absent = it was not to be seen, which is never zero. */
export type ReadCount = { readonly exact: number } | { readonly about: number };

/** One look at a profile. */
export interface Reading {
  readonly accountId: number;
  readonly at: Date;
  readonly source: FigureSource;
  readonly nickname?: string;
  readonly country?: string;
  readonly counts: { readonly [name in CountName]?: ReadCount };
}

interface KnownCount {
  readonly value: number;
  readonly rounded: boolean;
  readonly at: Date;
}

/** What is known of an account's figures: of each, the reading that stands. */
export interface Snapshot {
  readonly nickname: string | null;
  readonly country: string | null;
  readonly counts: { readonly [name in CountName]?: KnownCount };
  readonly source: FigureSource;
  readonly readAt: Date;
}

/**
 * Adds a reading to what is known (rule 9). A figure that was not read stays as it was. A rounded one takes the place
 * of an older rounded one, and of an exact one only when that is no longer what it would be rounded from.
 */
export function mergeReading(known: Snapshot | null, reading: Reading): Snapshot {
  const isNewest = known === null || reading.at >= known.readAt;
  const text = (before: string | null | undefined, read: string | undefined) =>
    read !== undefined && (isNewest || (before ?? null) === null) ? read : (before ?? null);
  const counts: { [name in CountName]?: KnownCount } = { ...known?.counts };
  for (const name of COUNT_NAMES) {
    const read = reading.counts[name];
    if (read !== undefined) counts[name] = standing(counts[name], read, reading.at);
  }
  return {
    nickname: text(known?.nickname, reading.nickname),
    country: text(known?.country, reading.country),
    counts,
    source: isNewest ? reading.source : known.source,
    readAt: isNewest ? reading.at : known.readAt,
  };
}

function standing(known: KnownCount | undefined, read: ReadCount, at: Date): KnownCount {
  return known as never ?? (read as never) ?? (at as never);
}
