const number = new Intl.NumberFormat();
const timeOfDay = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const dayOfYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** A whole number with the groups of digits of the reader's language. */
export function wholeNumber(value: number): string {
  return number.format(value);
}

/** A night shift crosses midnight: until then a moment is told by its time of day. */
const TOLD_BY_TIME_MS = 16 * 60 * 60 * 1000;

/** Lately and today the time of day, this year the day, before that the date. */
export function shortTime(iso: string, now = new Date()): string {
  const at = new Date(iso);
  const isRecent = now.getTime() - at.getTime() < TOLD_BY_TIME_MS;
  if (isRecent || at.toDateString() === now.toDateString()) return timeOfDay.format(at);
  return (at.getFullYear() === now.getFullYear() ? dayOfYear : day).format(at);
}

export function wholeTime(iso: string): string {
  return full.format(new Date(iso));
}
