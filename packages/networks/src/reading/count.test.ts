import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCount } from './count.ts';

describe('parseCount', () => {
  it.each([
    ['8', 8],
    ['0', 0],
    ['1,389', 1389],
    ['1.389', 1389],
    ['1 292', 1292],
    ['1\u00a0292', 1292],
    ['1\u202f292', 1292],
    ['1’292', 1292],
    ['12,345,678', 12_345_678],
    ['1,23,456', 123_456],
    ['\u200e3,264', 3264],
    ['١٢٣', 123],
    ['١٬٣٨٩', 1389],
    ['８', 8],
  ])('%s is exact', (text, value) => {
    expect(parseCount(text)).toBe(value);
  });

  it.each([
    ['31.4 mil', 31_400],
    ['31,4 mil', 31_400],
    ['1,2 M', 1_200_000],
    ['1,2\u00a0M', 1_200_000],
    ['12.3K', 12_300],
    ['12,3 k', 12_300],
    ['110N', 110_000],
    ['9.4N', 9400],
    ['1,5Tr', 1_500_000],
    ['3,5 тыс.', 3500],
    ['2,1 млн', 2_100_000],
    ['1.2万', 12_000],
    ['1.2萬', 12_000],
    ['3亿', 300_000_000],
    ['2.5億', 250_000_000],
    ['1.2만', 12_000],
    ['12,3 Tsd.', 12_300],
    ['1,2 Mio.', 1_200_000],
    ['1,2 mi', 1_200_000],
    ['12,3 rb', 12_300],
    ['1,2 jt', 1_200_000],
    ['1,2 Mn', 1_200_000],
    ['١٫٢ مليون', 1_200_000],
    ['12.3 ألف', 12_300],
    ['1.2B', 1_200_000_000],
    ['12,3 B', 12_300],
    ['1,234K', 1_234_000],
  ])('%s is rounded', (text, about) => {
    expect(parseCount(text)).toEqual({ about });
  });

  it('B is thousands in Turkish and billions elsewhere', () => {
    expect(parseCount('5B', 'tr')).toEqual({ about: 5000 });
    expect(parseCount('5B', 'en')).toEqual({ about: 5_000_000_000 });
  });

  it.each([
    '',
    '-',
    'posts',
    '12.3',
    '1,38',
    '4.8 x',
    '12:30',
    '1.2.3',
    '1,2,3',
    '-8',
    '8 posts',
    '99999999999999999999',
  ])('%s is not a count', (text) => {
    expect(parseCount(text)).toBeUndefined();
  });

  it('gives back any whole number however it is grouped, and never throws', () => {
    fc.assert(
      fc.property(
        fc.nat(2_000_000_000),
        fc.constantFrom('en', 'de', 'fr', 'de-CH', 'hi', 'ar-EG', 'fa'),
        (value, locale) => {
          expect(parseCount(new Intl.NumberFormat(locale).format(value))).toBe(value);
        },
      ),
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseCount(text)));
  });
});
