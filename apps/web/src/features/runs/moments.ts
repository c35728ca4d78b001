import { wholeTime } from '../../ui/format.ts';

const ISO_MOMENT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;

/** A sentence of the console with its moments, which are in UTC, told by the reader's clock. */
export function byLocalClock(sentence: string): string {
  return sentence.replaceAll(ISO_MOMENT, (iso) => wholeTime(iso));
}

/** How long something took: `0.8 s`, `12 s`, `3 min 5 s`, `2 h 4 min`. */
export function duration(fromIso: string, toIso: string): string {
  const seconds = Math.max(0, Date.parse(toIso) - Date.parse(fromIso)) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
