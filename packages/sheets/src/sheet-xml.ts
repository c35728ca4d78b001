import type { Column, ColumnName } from './columns.ts';
import { MAX_ROWS } from './limits.ts';
import { escapeText, LONGEST_TEXT, unwritableSecret } from './sheet-text.ts';
import { LABELS_SHEET, MAIN, STYLE, XML_START } from './workbook-xml.ts';

/** The cells of one account: text by column, `''` or absent = blank. Integer and flag columns as decimal digits. */
export type AccountCells = Partial<Record<ColumnName, string>>;

export type SheetWriteErrorCode = 'control_character' | 'not_unicode' | 'too_long' | 'too_many_rows';

const REASONS: Readonly<Record<SheetWriteErrorCode, string>> = {
  control_character: 'it holds a control character, which no sheet hands back',
  not_unicode: 'it holds half a character',
  too_long: 'it is longer than the 32,767 characters of a cell',
  too_many_rows: 'a sheet ends there',
};

/** A value that no sheet can carry unchanged. The message names the place, never the value. */
export class SheetWriteError extends Error {
  readonly code: SheetWriteErrorCode;
  /** Row of the sheet, from 1; accounts begin in row 2. */
  readonly row: number;
  readonly column: ColumnName;

  constructor(code: SheetWriteErrorCode, row: number, column: ColumnName) {
    super(`Row ${row}, column ${column} cannot be written: ${REASONS[code]}.`);
    this.name = 'SheetWriteError';
    this.code = code;
    this.row = row;
    this.column = column;
  }
}

/** Handed to the compressor in pieces of about so many characters. */
const CHUNK_LENGTH = 65_536;

/** The worksheet "Accounts" as XML (ECMA-376 part 1, 18.3.1), one row at a time. */
export class AccountsSheetXml {
  readonly #columns: readonly Column[];
  readonly #blank: ReadonlySet<Column>;
  readonly #labels: number;
  #accounts = 0;

  /** `blank`: columns whose cells stay empty. `labels`: rows of the hidden sheet of labels. */
  constructor(columns: readonly Column[], blank: readonly Column[], labels: number) {
    this.#columns = columns;
    this.#blank = new Set(blank);
    this.#labels = labels;
  }

  /** Accounts written so far. */
  get accounts(): number {
    return this.#accounts;
  }

  async *chunks(rows: AsyncIterable<AccountCells>): AsyncGenerator<string> {
    let chunk = this.#start();
    for await (const cells of rows) {
      this.#accounts += 1;
      chunk += this.#row(this.#accounts + 1, cells);
      if (chunk.length < CHUNK_LENGTH) continue;
      yield chunk;
      chunk = '';
    }
    yield chunk + this.#end();
  }

  #start(): string {
    const columns = this.#columns.map(
      ({ width, kind }, index) =>
        `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1" style="${styleOf(kind)}"/>`,
    );
    const headers = this.#columns.map(
      ({ name }, index) =>
        `<c r="${letter(index)}1" s="${STYLE.header}" t="inlineStr"><is>${escapeText(name)}</is></c>`,
    );
    return `${XML_START}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData><row r="1">${headers.join('')}</row>`;
  }

  #row(row: number, cells: AccountCells): string {
    if (row > MAX_ROWS) throw new SheetWriteError('too_many_rows', row, 'id');
    let xml = `<row r="${row}">`;
    for (const [index, column] of this.#columns.entries()) {
      const text = cells[column.name];
      if (text === undefined || text === '' || this.#blank.has(column)) continue;
      xml += cellXml(`${letter(index)}${row}`, column, text, row);
    }
    return `${xml}</row>`;
  }

  #end(): string {
    const flags = this.#columns.filter(({ kind }) => kind === 'flag').map((column) => this.#below(column));
    const lists = [choice(flags.join(' '), '"0,1"', 'Type 0 or 1.')];
    const label = this.#columns.find(({ name }) => name === 'device_index');
    if (label !== undefined && this.#labels > 0) {
      const source = `${LABELS_SHEET}!$A$1:$A$${this.#labels}`;
      lists.push(choice(this.#below(label), source, 'No device has this label.'));
    }
    const all = `A1:${letter(this.#columns.length - 1)}${MAX_ROWS}`;
    return `</sheetData><dataValidations count="${lists.length}">${lists.join('')}</dataValidations><ignoredErrors><ignoredError sqref="${all}" numberStoredAsText="1"/></ignoredErrors></worksheet>`;
  }

  /** All cells of a column under its header, rows yet to be typed included. */
  #below(column: Column): string {
    const name = letter(this.#columns.indexOf(column));
    return `${name}2:${name}${MAX_ROWS}`;
  }
}

function cellXml(reference: string, { name, kind, secret }: Column, text: string, row: number): string {
  if (styleOf(kind) === STYLE.plain && /^\d{1,15}$/u.test(text))
    return `<c r="${reference}"><v>${Number(text)}</v></c>`;
  const unwritable = secret ? unwritableSecret(text) : null;
  if (unwritable !== null) throw new SheetWriteError(unwritable, row, name);
  if (text.length > LONGEST_TEXT) throw new SheetWriteError('too_long', row, name);
  return `<c r="${reference}" s="${STYLE.text}" t="inlineStr"><is>${escapeText(text)}</is></c>`;
}

function choice(cells: string, source: string, message: string): string {
  return `<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" error="${message}" sqref="${cells}"><formula1>${source}</formula1></dataValidation>`;
}

function styleOf(kind: Column['kind']): number {
  return kind === 'integer' || kind === 'flag' ? STYLE.plain : STYLE.text;
}

/** 0 → `A`; a sheet of accounts has fewer than 27 columns. */
function letter(index: number): string {
  return String.fromCharCode(65 + index);
}
