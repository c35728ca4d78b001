/** Characters of a cell in Excel; a longer text makes it call the file broken. */
export const LONGEST_TEXT = 32_767;

/** What a cell cannot hold as it is: escapes by accident, characters that XML forbids, a carriage return (read as LF). */
const TO_ESCAPE = /_(?=x[0-9A-Fa-f]{4}_)|[^\P{Cc}\t\n\x7f-\x9f]|[\ufffe\uffff]/gu;
const CONTROL = /[^\P{Cc}\t]|[\ufffe\uffff]/u;

/** Why a secret cannot be written; null when every spreadsheet program hands it back as it is. */
export function unwritableSecret(text: string): 'control_character' | 'not_unicode' | null {
  if (CONTROL.test(text)) return 'control_character';
  return text.isWellFormed() ? null : 'not_unicode';
}

/**
 * A text as the content of a cell: `_x0041_` in it escaped as `_x005F_x0041_`, and what XML cannot carry as `_xHHHH_`
 * (ECMA-376 part 1, 22.9.2.19). A half of a surrogate pair becomes U+FFFD.
 */
export function escapeText(text: string): string {
  const escaped = text
    .toWellFormed()
    .replace(TO_ESCAPE, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
  return `<t xml:space="preserve">${escaped}</t>`;
}
