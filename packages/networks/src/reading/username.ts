/**
 * A username as accounts are compared: NFC, trimmed, one leading `@` removed, lower case.
 * Invisible marks that the apps put around it (a lock, writing direction) are dropped first.
 */
export function comparable(username: string): string {
  return shown(username).toLowerCase();
}

/** A username as the app shows it, without what surrounds it. */
export function shown(username: string): string {
  return username
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .replace(/^@/, '')
    .trim();
}

export function sameAccount(one: string, other: string): boolean {
  return comparable(one) === comparable(other) && comparable(one) !== '';
}

/** Whether a text can be a handle of either network: letters, digits, `_`, `.`, at most 30, no spaces. */
export function looksLikeHandle(text: string): boolean {
  return /^[\p{L}\p{N}_.]{1,30}$/u.test(shown(text));
}
