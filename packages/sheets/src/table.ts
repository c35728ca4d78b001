import { isBlank, problemMessage, readCell } from './cell.ts';
import type { RawCell } from './cell.ts';
import { matchHeaders } from './header.ts';
import type { Header } from './header.ts';
import type { CellProblem, SheetNotice, SheetRow } from './reading.ts';

/** A row as the file holds it: cells by column index from 0, with holes. */
export interface RawRow {
  /** From 1. */
  readonly row: number;
  readonly hidden: boolean;
  readonly cells: readonly RawCell[];
}

export interface TableOptions {
  readonly figures: boolean;
  /** Number of the header's row; the reader looks for it if not given. */
  readonly headerRow?: number | undefined;
}

/** The header is looked for in so many rows that are not blank: titles and notes may stand above it. */
const ROWS_ABOVE = 20;
/** More hidden rows than this are not listed one by one. */
const LISTED_ROWS = 1000;

/** Makes an accounts sheet of raw rows, whatever format they come from: finds the header, then reads row by row. */
export class Table {
  readonly #options: TableOptions;
  readonly #emit: (row: SheetRow) => void;
  readonly #hidden: number[] = [];
  #waiting: RawRow[] = [];
  #header: Header | undefined;

  constructor(options: TableOptions, emit: (row: SheetRow) => void) {
    this.#options = options;
    this.#emit = emit;
  }

  /** Takes the next row; gives false once it is sure that there is no known header. */
  add(row: RawRow): boolean {
    if (this.#header !== undefined) {
      this.#read(row, this.#header);
      return true;
    }
    if (this.#options.headerRow !== undefined && row.row < this.#options.headerRow) return true;
    if (!row.cells.some((cell) => !isBlank(cell))) return true;
    this.#waiting.push(row);
    const enough = this.#options.headerRow === undefined ? ROWS_ABOVE : 1;
    return this.#waiting.length < enough || this.#findHeader();
  }

  /** Takes that there are no more rows. */
  end(): Header {
    if (this.#header === undefined) this.#findHeader();
    return this.#header ?? { columns: [], notices: [] };
  }

  /** Whether any cell at all was seen. */
  get isEmpty(): boolean {
    return this.#header === undefined && this.#waiting.length === 0;
  }

  notices(): SheetNotice[] {
    if (this.#hidden.length === 0) return [];
    const count = this.#hidden.length;
    const message = `${count === 1 ? 'A hidden row was' : `${count} hidden rows were`} read like the others.`;
    return [{ code: 'hidden_row', message, rows: this.#hidden.slice(0, LISTED_ROWS) }];
  }

  /** The first of the rows so far with the most known headers; rows above it are no data. */
  #findHeader(): boolean {
    const headers = this.#waiting.map((row) => matchHeaders(row.cells, this.#options));
    const most = Math.max(0, ...headers.map(knownCount));
    const at = headers.findIndex((header) => knownCount(header) === most);
    const header = headers[at];
    if (header === undefined) return false;
    const below = this.#waiting.slice(at + 1);
    this.#waiting = [];
    this.#header = header;
    for (const row of below) this.#read(row, header);
    return most > 0;
  }

  #read(raw: RawRow, header: Header): void {
    if (!header.columns.some(({ index }) => !isBlank(raw.cells[index]))) return;
    const values: SheetRow['values'] = {};
    const problems: CellProblem[] = [];
    for (const { column, index } of header.columns) {
      const reading = readCell(column, raw.cells[index]);
      if (typeof reading === 'string') values[column.name] = reading;
      else problems.push({ column: column.name, code: reading.problem, message: problemMessage(reading.problem) });
    }
    if (raw.hidden) this.#hidden.push(raw.row);
    this.#emit({ row: raw.row, values, problems });
  }
}

function knownCount(header: Header): number {
  return header.columns.length;
}
