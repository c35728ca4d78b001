import type { Locale } from '../scenario/schema.ts';

const NARROW_NO_BREAK_SPACE = '\u202f';
const NO_BREAK_SPACE = '\u00a0';

/**
 * A counter as the apps write it: exact below 10,000, rounded to one decimal from there on.
 * Captured: "1,389" and "31.4 mil" (Spanish), "1 292" and "1 400" (French, a no-break space); the rest is assumed.
 */
export function shownCount(value: number, locale: Locale): string {
  if (value < 10_000) return grouped(value, locale);
  if (value < 1_000_000) return rounded(value / 1000, locale, 'thousand');
  return rounded(value / 1_000_000, locale, 'million');
}

const UNITS = {
  en: { thousand: 'K', million: 'M' },
  es: { thousand: ' mil', million: ' M' },
  fr: { thousand: `${NO_BREAK_SPACE}k`, million: `${NO_BREAK_SPACE}M` },
} as const;

function rounded(value: number, locale: Locale, unit: 'thousand' | 'million'): string {
  const text = String(Math.floor(value * 10) / 10);
  return `${locale === 'fr' ? text.replace('.', ',') : text}${UNITS[locale][unit]}`;
}

function grouped(value: number, locale: Locale): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, locale === 'fr' ? NARROW_NO_BREAK_SPACE : ',');
}
