import { stripVTControlCharacters } from 'node:util';

/** One line of JSON on stdout. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** A table with a header, columns as wide as their content. What comes from outside cannot forge lines or colours. */
export function printTable(header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): void {
  const cells = [header, ...rows].map((row) => row.map((cell) => plain(cell === null ? '' : String(cell))));
  const widths = header.map((_, column) => Math.max(...cells.map((row) => displayWidth(row[column] ?? ''))));
  for (const row of cells) {
    const line = row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - displayWidth(cell)));
    print(line.join('  ').trimEnd());
  }
}

/** Text from phones and sheets as one inert line. */
export function plain(text: string): string {
  return stripVTControlCharacters(text).replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ');
}

const segmenter = new Intl.Segmenter();

function displayWidth(text: string): number {
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += isWide(segment) ? 2 : 1;
  return width;
}

function isWide(grapheme: string): boolean {
  return /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u.test(
    grapheme,
  );
}
