import { describe, expect, it } from 'vitest';
import { mergeReading, type Reading, type Snapshot } from './figures.ts';

const noon = new Date('2026-01-01T12:00:00Z');
const later = new Date('2026-01-01T13:00:00Z');

function reading(at: Date, counts: Reading['counts'], more: Partial<Reading> = {}): Reading {
  return { accountId: 1, at, source: 'public_page', counts, ...more };
}

function merged(...readings: Reading[]): Snapshot {
  const [first, ...others] = readings;
  if (first === undefined) throw new Error('one reading at least');
  return others.reduce<Snapshot>((known, next) => mergeReading(known, next), mergeReading(null, first));
}

describe('a reading added to what is known', () => {
  it('leaves what it did not see as it was: unknown is never zero', () => {
    const known = merged(reading(noon, { followers: { exact: 5 } }, { nickname: 'Ann' }), reading(later, {}));
    expect(known.counts).toEqual({ followers: { value: 5, rounded: false, at: noon } });
    expect(known.nickname).toBe('Ann');
    expect(known.readAt).toEqual(later);
  });

  it('keeps a zero that was read', () => {
    expect(merged(reading(noon, { friends: { exact: 0 } })).counts.friends?.value).toBe(0);
  });

  it('never lets a rounded count replace a newer exact one', () => {
    const known = merged(reading(later, { hearts: { exact: 12_345 } }), reading(noon, { hearts: { about: 9_900 } }));
    expect(known.counts.hearts).toEqual({ value: 12_345, rounded: false, at: later });
    expect(known.readAt).toEqual(later);
  });

  it('keeps an exact count that a newer rounded one agrees with', () => {
    const known = merged(reading(noon, { hearts: { exact: 12_345 } }), reading(later, { hearts: { about: 12_300 } }));
    expect(known.counts.hearts?.value).toBe(12_345);
  });

  it.each([
    [12_345, 12_400],
    [1_900_000, 1_000_000],
    [99, 1_200],
  ])('lets a newer rounded count that contradicts an exact one replace it (%i, then about %i)', (exact, about) => {
    const known = merged(reading(noon, { hearts: { exact } }), reading(later, { hearts: { about } }));
    expect(known.counts.hearts).toEqual({ value: about, rounded: true, at: later });
  });

  it('lets an older reading fill only what nothing newer knows', () => {
    const known = merged(
      reading(later, { videos: { exact: 2 } }, { country: 'DE' }),
      reading(noon, { videos: { exact: 1 }, friends: { exact: 7 } }, { country: 'FR', nickname: 'Ann' }),
    );
    expect(known.counts.videos?.value).toBe(2);
    expect(known.counts.friends?.value).toBe(7);
    expect([known.country, known.nickname]).toEqual(['DE', 'Ann']);
  });
});
