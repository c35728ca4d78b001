/** When the next login attempt of an account may be made; null = now (rule 14). */
export function mayStartAt(last: Date | null, now: Date, paceMs: number): Date | null {
  if (last === null) return null;
  // A clock that was set back must not hold an account for longer than the pace itself.
  const sinceMs = Math.max(0, now.getTime() - last.getTime());
  return sinceMs >= paceMs ? null : new Date(now.getTime() + paceMs - sinceMs);
}
