import Papa from 'papaparse';
import { columnOf } from './columns.ts';
import { SheetFault } from './fault.ts';
import { MAX_COLUMNS, MAX_ROWS } from './limits.ts';
import type { RawRow } from './table.ts';

const DELIMITERS = [',', ';', '\t', '|'];

/** Reads a CSV: every cell is text. `take` gets each row and returns false to stop. Throws SheetFault. */
export function readCsv(bytes: Buffer, take: (row: RawRow) => boolean): void {
  const text = decode(bytes);
  let row = 0;
  let broken = false;
  Papa.parse<string[]>(text, {
    delimiter: delimiterOf(text),
    step: ({ data, errors }, parser) => {
      row += 1;
      broken = errors.some(({ type }) => type === 'Quotes');
      if (row > MAX_ROWS || data.length > MAX_COLUMNS)
        throw new SheetFault('too_large', 'The file has too many rows or columns.');
      if (broken || !take({ row, hidden: false, cells: data })) parser.abort();
    },
  });
  if (broken) throw new SheetFault('damaged', `A quotation mark in row ${row} is not closed or stands inside a cell.`);
}

/** UTF-8 or UTF-16 with a byte order mark. Any other encoding would be guessed, and a password with it. */
function decode(bytes: Buffer): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new SheetFault('damaged', 'The file is not UTF-8 text. Save it as "CSV UTF-8" and try again.', { cause });
  }
}

/** The delimiter that makes the most known headers of the first lines; a password in them may hold any of the others. */
function delimiterOf(text: string): string {
  const start = text.slice(0, 65_536);
  const headers = (delimiter: string): number => {
    const { data } = Papa.parse<string[]>(start, { delimiter, preview: 20 });
    return Math.max(0, ...data.map((cells) => cells.filter((cell) => columnOf(cell) !== undefined).length));
  };
  const counts = DELIMITERS.map(headers);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}
