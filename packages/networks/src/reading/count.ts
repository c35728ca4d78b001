import type { Count } from '@muster/contract';
import type { Language } from './wording.ts';

/** Words and letters by which the apps shorten numbers, in lower case and without a full stop. */
const magnitudes: Readonly<Record<string, number>> = {
  // English, French, Italian, Polish: K and M. Vietnamese: N (nghìn) and Tr (triệu).
  k: 1e3,
  m: 1e6,
  n: 1e3,
  tr: 1e6,
  // Spanish, Portuguese
  mil: 1e3,
  mill: 1e6,
  millones: 1e6,
  mi: 1e6,
  bi: 1e9,
  // French, German, Italian, Polish
  md: 1e9,
  tsd: 1e3,
  mio: 1e6,
  mrd: 1e9,
  mln: 1e6,
  mld: 1e9,
  tys: 1e3,
  // Indonesian
  rb: 1e3,
  jt: 1e6,
  // Turkish
  bin: 1e3,
  mn: 1e6,
  // Russian
  тыс: 1e3,
  млн: 1e6,
  млрд: 1e9,
  // Arabic
  ألف: 1e3,
  آلاف: 1e3,
  مليون: 1e6,
  مليار: 1e9,
  // Chinese, Japanese, Korean
  千: 1e3,
  万: 1e4,
  萬: 1e4,
  亿: 1e8,
  億: 1e8,
  천: 1e3,
  만: 1e4,
  억: 1e8,
};

/** First code points of the digit blocks that NFKC leaves alone: Arabic, Persian, Devanagari, Bengali. */
const digitBlocks = [0x660, 0x6f0, 0x966, 0x9e6] as const;

/**
 * Reads a counter as the apps write it: `1,389`, `1 292`, `31.4 mil`, `1,2 M`, `9.4N`, `3,5 тыс.`, `1.2万`.
 * A shortened number is `{about}`, for the app has rounded it. Anything else, a bare fraction too, is undefined.
 * `B` is billions, but thousands (bin) in Turkish: told by the language, else by the decimal comma or the space before it.
 */
export function parseCount(text: string, language?: Language): Count | undefined {
  const folded = westernDigits(text.normalize('NFKC').replace(/\p{Cf}/gu, '')).trim();
  const match = /^(\d[\d.,'’٫٬ ]*?)( ?)(\p{L}*)\.?\+?$/u.exec(folded.replace(/\s+/gu, ' '));
  if (match === null) return undefined;
  const [, digits = '', space = '', suffix = ''] = match;
  if (suffix === '') return wholeNumber(digits);

  const magnitude = magnitudeOf(suffix.toLowerCase(), digits, space, language);
  const value = decimal(digits);
  if (magnitude === undefined || value === undefined) return undefined;
  return { about: Math.round(value * magnitude) };
}

function magnitudeOf(
  suffix: string,
  digits: string,
  space: string,
  language: Language | undefined,
): number | undefined {
  if (suffix !== 'b') return Object.hasOwn(magnitudes, suffix) ? magnitudes[suffix] : undefined;
  const turkish = language === undefined ? digits.includes(',') || space !== '' : language === 'tr';
  return turkish ? 1e3 : 1e9;
}

/** `1,389`, `1.389`, `1 389`, `1'389`, and the Indian `1,23,456`: one separator throughout, three digits at the end. */
function wholeNumber(digits: string): number | undefined {
  if (/^\d+$/.test(digits)) return safe(Number(digits));
  if (!/^\d{1,3}([.,'’٬ ])(\d{2,3}\1)*\d{3}$/.test(digits)) return undefined;
  return safe(Number(digits.replace(/\D/g, '')));
}

function decimal(digits: string): number | undefined {
  const whole = wholeNumber(digits);
  if (whole !== undefined) return whole;
  const match = /^([\d.,'’٬ ]*\d)[.,٫](\d{1,2})$/.exec(digits);
  if (match === null) return undefined;
  const units = wholeNumber(match[1] ?? '');
  return units === undefined ? undefined : Number(`${units}.${match[2]}`);
}

function safe(value: number): number | undefined {
  return Number.isSafeInteger(value) ? value : undefined;
}

function westernDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const block = digitBlocks.find((first) => code >= first && code < first + 10);
    return block === undefined ? digit : String(code - block);
  });
}
