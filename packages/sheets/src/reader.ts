import { open, readFile } from 'node:fs/promises';
import { Archive } from './archive.ts';
import { containerOf, decrypt, HEAD_BYTES } from './container.ts';
import { readCsv } from './csv.ts';
import { SheetFault } from './fault.ts';
import type { Header } from './header.ts';
import type { ReadLimits } from './limits.ts';
import type { SheetNotice, SheetReading, SheetRow } from './reading.ts';
import { Table } from './table.ts';
import { readWorkbook } from './workbook.ts';
import type { SheetPart, Workbook } from './workbook.ts';
import { readRows } from './worksheet.ts';

/** All that one reading needs; crosses to the reading thread as it is. */
export interface ReadTask {
  readonly source: string | Uint8Array<ArrayBuffer>;
  readonly fileName: string;
  readonly figures: boolean;
  readonly password: string | undefined;
  readonly sheetName: string | undefined;
  readonly headerRow: number | undefined;
  readonly limits: ReadLimits;
}

/** What is known of a sheet when all of its rows have been handed over. */
export type ReadSummary = Pick<SheetReading, 'columns' | 'notices'>;

type Emit = (row: SheetRow) => void;

/** Reads a file in this thread, handing over row after row. Throws SheetFault. Takes no care of time: see read.ts. */
export async function readFileRows(task: ReadTask, emit: Emit): Promise<ReadSummary> {
  const { source, limits } = task;
  const whole = (): Promise<Buffer> =>
    typeof source === 'string' ? readFile(source) : Promise.resolve(asBuffer(source));
  const head = typeof source === 'string' ? await readHead(source) : asBuffer(source).subarray(0, HEAD_BYTES);
  const counted = countingCharacters(emit, limits.characters);
  switch (await containerOf(head, task.fileName, whole)) {
    case 'csv':
      return readCsvTable(await whole(), task, counted);
    case 'encrypted':
      return readArchive(await decrypt(await whole(), task.password), task, counted);
    case 'zip':
      return readArchive(typeof source === 'string' ? source : asBuffer(source), task, counted);
  }
}

function readCsvTable(bytes: Buffer, task: ReadTask, emit: Emit): ReadSummary {
  const table = new Table(task, emit);
  readCsv(bytes, (row) => table.add(row));
  return summary(table, table.end(), []);
}

async function readArchive(source: string | Buffer, task: ReadTask, emit: Emit): Promise<ReadSummary> {
  await using archive = await Archive.open(source, task.limits);
  const workbook = await readWorkbook(archive);
  const candidates = candidateSheets(workbook, task.sheetName);
  let first: ReadSummary | undefined;
  for (const sheet of candidates) {
    const table = new Table(task, emit);
    const header = await readTable(archive, workbook, sheet, table);
    if (table.isEmpty) continue;
    const found = summary(table, header, otherSheets(workbook, sheet));
    if (found.columns.length > 0) return found;
    first ??= found;
  }
  if (first === undefined) throw new SheetFault('empty_file', 'The workbook holds no cell with anything in it.');
  return first;
}

async function readTable(archive: Archive, workbook: Workbook, sheet: SheetPart, table: Table): Promise<Header> {
  for await (const rows of readRows(archive, workbook, sheet)) {
    for (const row of rows) if (!table.add(row)) return table.end();
  }
  return table.end();
}

/** The sheet asked for, else the visible ones from left to right. */
function candidateSheets({ sheets }: Workbook, name: string | undefined): readonly SheetPart[] {
  if (name === undefined) return sheets.filter(({ visible }) => visible);
  const named = sheets.filter((sheet) => sheet.name === name);
  if (named.length === 0) throw new SheetFault('not_a_workbook', 'The workbook has no sheet of that name.');
  return named;
}

function otherSheets({ sheets }: Workbook, read: SheetPart): SheetNotice[] {
  const others = sheets.filter((sheet) => sheet.visible && sheet !== read).length;
  if (others === 0) return [];
  const message = `Only the sheet "${read.name.slice(0, 31)}" was read; the workbook has ${others} more.`;
  return [{ code: 'other_sheets', message }];
}

function summary(table: Table, header: Header, further: readonly SheetNotice[]): ReadSummary {
  if (table.isEmpty) throw new SheetFault('empty_file', 'The file holds no cell with anything in it.');
  const columns = header.columns.map(({ column }) => column.name);
  return { columns, notices: [...header.notices, ...table.notices(), ...further] };
}

/** A small file may refer to one long text from very many cells. */
function countingCharacters(emit: Emit, limit: number): Emit {
  let characters = 0;
  return (row) => {
    for (const value of Object.values(row.values)) characters += value.length;
    if (characters > limit)
      throw new SheetFault('too_large', 'The sheet holds far more text than a sheet of accounts can need.');
    emit(row);
  };
}

async function readHead(path: string): Promise<Buffer> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
  return buffer.subarray(0, bytesRead);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
