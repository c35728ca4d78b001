import type { Column } from './columns.ts';
import type { NumberFormat } from './number-format.ts';
import type { CellProblemCode } from './reading.ts';

/** A cell as the file holds it; a string is a text cell, undefined a blank one. */
export type RawCell =
  | string
  | undefined
  | { readonly kind: 'number'; readonly value: number; readonly format: NumberFormat }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** An ISO 8601 date (`t="d"`). */
  | { readonly kind: 'date'; readonly text: string }
  | { readonly kind: 'error' }
  /** A formula that was never calculated. */
  | { readonly kind: 'no_result' };

/** A cell's text, `''` when blank, or why it has none. */
export type CellReading = string | { readonly problem: CellProblemCode };

type Filled = Exclude<RawCell, string | undefined>;

/** From here on a double no longer holds every whole number that a person can type in 15 digits. */
const LONGEST_EXACT = 1e15;

const FLAGS: ReadonlyMap<string, string> = new Map([
  ['1', '1'],
  ['true', '1'],
  ['yes', '1'],
  ['0', '0'],
  ['false', '0'],
  ['no', '0'],
]);

const MESSAGES: Readonly<Record<CellProblemCode, string>> = {
  number_too_long: 'The cell holds a number of more than 15 digits, whose last digits are lost. Type it as text.',
  not_text: 'The cell holds a date, a fraction or a true/false instead of text. Format it as text and type it again.',
  error_value: 'The cell holds an error value.',
  no_cached_result: 'The cell holds a formula without a result. Open the file, calculate it and save it again.',
  bad_integer: 'The cell must hold a whole number.',
  bad_flag: 'The cell must hold 0 or 1.',
  duplicate_id: 'This id stands in more than one row.',
};

/** One plain sentence for a problem; never the cell's content, which may be a password. */
export function problemMessage(code: CellProblemCode): string {
  return MESSAGES[code];
}

function problem(code: CellProblemCode): CellReading {
  return { problem: code };
}

/** Whether nobody would say that the cell holds something: it is blank or only white space. */
export function isBlank(cell: RawCell): boolean {
  return cell === undefined || (typeof cell === 'string' && cell.trim() === '');
}

/** Reads a cell by its column's kind, losslessly or not at all. */
export function readCell(column: Column, cell: RawCell): CellReading {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return readText(column, cell);
  if (cell.kind === 'error') return problem('error_value');
  if (cell.kind === 'no_result') return problem('no_cached_result');
  switch (column.kind) {
    case 'strict':
      return readStrict(cell);
    case 'integer':
      return cell.kind === 'number' && !cell.format.isDate ? integerOf(column, cell.value) : problem('bad_integer');
    case 'flag':
      return readFlag(cell);
    case 'free':
      return readFree(cell);
  }
}

function readText(column: Column, text: string): CellReading {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  switch (column.kind) {
    case 'strict':
      return column.name === 'pwd' ? text : trimmed;
    case 'free':
      return trimmed;
    case 'flag':
      return FLAGS.get(trimmed.normalize('NFKC').toLowerCase()) ?? problem('bad_flag');
    case 'integer': {
      const digits = /^(\d+)(?:\.0+)?$/u.exec(trimmed.normalize('NFKC'))?.[1];
      return digits === undefined ? problem('bad_integer') : integerOf(column, Number(digits));
    }
  }
}

/** A number in a text column is what Excel made of digits that somebody typed; only those digits can be given back. */
function readStrict(cell: Filled): CellReading {
  if (cell.kind !== 'number' || cell.format.digits === null || !Number.isInteger(cell.value))
    return problem('not_text');
  if (Math.abs(cell.value) >= LONGEST_EXACT) return problem('number_too_long');
  const digits = String(Math.abs(cell.value)).padStart(cell.format.digits, '0');
  return cell.value < 0 ? `-${digits}` : digits;
}

/** Ids begin at 1, counts at 0. */
function integerOf(column: Column, value: number): CellReading {
  const least = column.name === 'id' ? 1 : 0;
  return Number.isSafeInteger(value) && value >= least ? String(value) : problem('bad_integer');
}

function readFlag(cell: Filled): CellReading {
  if (cell.kind === 'boolean') return cell.value ? '1' : '0';
  if (cell.kind === 'number' && (cell.value === 0 || cell.value === 1)) return String(cell.value);
  return problem('bad_flag');
}

function readFree(cell: Filled): CellReading {
  switch (cell.kind) {
    case 'number':
      return cell.format.display(cell.value).trim();
    case 'boolean':
      return cell.value ? 'TRUE' : 'FALSE';
    case 'date':
      return cell.text.replace(/T00:00:00(?:\.0+)?Z?$/u, '').replace('T', ' ');
    case 'error':
      return problem('error_value');
    case 'no_result':
      return problem('no_cached_result');
  }
}
