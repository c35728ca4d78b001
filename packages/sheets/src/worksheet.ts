import type { Archive } from './archive.ts';
import type { RawCell } from './cell.ts';
import { damaged, SheetFault } from './fault.ts';
import { MAX_COLUMNS, MAX_ROWS } from './limits.ts';
import { GENERAL } from './number-format.ts';
import type { RawRow } from './table.ts';
import { decodeEscapes, isTrue, RichText } from './workbook.ts';
import type { SheetPart, Workbook } from './workbook.ts';
import { parseXml } from './xml.ts';
import type { Attributes, XmlHandler } from './xml-scanner.ts';

/** The rows of a worksheet in batches, in the order of the file. Nothing but the current batch is held. */
export async function* readRows(archive: Archive, workbook: Workbook, { part }: SheetPart): AsyncGenerator<RawRow[]> {
  const worksheet = new WorksheetPart(workbook);
  for await (const _ of parseXml(archive.chunks(part), worksheet)) {
    const rows = worksheet.takeRows();
    if (rows.length > 0) yield rows;
  }
}

/** Collects rows and cells as in ECMA-376 part 1, 18.3.1; of the rest of a worksheet nothing is read. */
class WorksheetPart implements XmlHandler {
  readonly #workbook: Workbook;
  readonly #inline = new RichText();
  #rows: RawRow[] = [];
  #row = 0;
  #hidden = false;
  #cells: RawCell[] = [];
  #inSheetData = false;
  #column = -1;
  #cell: Attributes | null = null;
  #value: string | null = null;
  #inValue = false;
  #hasFormula = false;

  constructor(workbook: Workbook) {
    this.#workbook = workbook;
  }

  takeRows(): RawRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(element: string, attributes: Attributes): void {
    if (element === 'sheetData') this.#inSheetData = true;
    if (!this.#inSheetData) return;
    switch (element) {
      case 'row':
        return this.#openRow(attributes);
      case 'c':
        return this.#openCell(attributes);
      case 'v':
        this.#inValue = true;
        this.#value = '';
        return;
      case 'f':
        this.#hasFormula = true;
        return;
      default:
        this.#inline.open(element);
    }
  }

  text(piece: string): void {
    if (this.#inValue) this.#value += piece;
    else if (this.#inSheetData) this.#inline.add(piece);
  }

  close(element: string): void {
    if (!this.#inSheetData) return;
    switch (element) {
      case 'v':
        this.#inValue = false;
        return;
      case 'c':
        return this.#closeCell();
      case 'row':
        this.#rows.push({ row: this.#row, hidden: this.#hidden, cells: this.#cells });
        return;
      case 'sheetData':
        this.#inSheetData = false;
        return;
      default:
        this.#inline.close(element);
    }
  }

  /** A row or a cell without a reference follows the one before it. */
  #openRow({ r, hidden }: Attributes): void {
    this.#row = r === undefined ? this.#row + 1 : Number(r);
    if (!(this.#row >= 1 && this.#row <= MAX_ROWS)) throw damaged(new RangeError('row number out of range'));
    this.#hidden = isTrue(hidden);
    this.#cells = [];
    this.#column = -1;
  }

  #openCell(attributes: Attributes): void {
    const reference = attributes['r'];
    this.#column = reference === undefined ? this.#column + 1 : columnIndex(reference);
    if (!(this.#column >= 0 && this.#column < MAX_COLUMNS)) throw damaged(new RangeError('column out of range'));
    this.#cell = attributes;
    this.#value = null;
    this.#hasFormula = false;
    this.#inline.clear();
  }

  #closeCell(): void {
    const cell = this.#cell === null ? undefined : this.#readCell(this.#cell);
    if (cell !== undefined && cell !== '') this.#cells[this.#column] = cell;
    this.#cell = null;
  }

  #readCell({ t: type, s: style }: Attributes): RawCell {
    const value = this.#value;
    if (type === 'inlineStr') return this.#inline.value();
    if (type === 'e') return { kind: 'error' };
    if (value === null || (value === '' && type !== 'str')) return this.#hasFormula ? { kind: 'no_result' } : undefined;
    switch (type) {
      case 's':
        return this.#shared(value);
      case 'str':
        return decodeEscapes(value);
      case 'b':
        return { kind: 'boolean', value: isTrue(value) };
      case 'd':
        return { kind: 'date', text: value };
      default:
        return this.#number(value, style);
    }
  }

  #shared(index: string): string {
    const text = this.#workbook.sharedStrings[Number(index)];
    if (text === undefined) throw new SheetFault('damaged', 'A cell refers to a text that the workbook does not hold.');
    return text;
  }

  #number(text: string, style: string | undefined): RawCell {
    const value = Number(text);
    if (!Number.isFinite(value)) throw new SheetFault('damaged', 'A number cell does not hold a number.');
    return { kind: 'number', value, format: this.#workbook.formats[Number(style ?? 0)] ?? GENERAL };
  }
}

/** `C5` → 2. Gives -1 for what is not a reference. */
function columnIndex(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) | 0x20;
    if (letter < 0x61 || letter > 0x7a) break;
    column = column * 26 + (letter - 0x60);
  }
  return column - 1;
}
