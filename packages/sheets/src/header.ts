import { columnOf } from './columns.ts';
import type { Column } from './columns.ts';
import type { RawCell } from './cell.ts';
import type { SheetNotice } from './reading.ts';

export interface HeaderColumn {
  readonly column: Column;
  /** Of the cell in its row, from 0. */
  readonly index: number;
}

export interface Header {
  /** The known columns from left to right, each once. */
  readonly columns: readonly HeaderColumn[];
  readonly notices: readonly SheetNotice[];
}

/** A header as quoted in a notice: a hostile file may hold very long ones, and very many. */
const QUOTED_LENGTH = 60;
const QUOTED_HEADERS = 30;

/** Which columns a row of headers names, with what a person should know about the others. */
export function matchHeaders(cells: readonly RawCell[], { figures }: { readonly figures: boolean }): Header {
  const columns: HeaderColumn[] = [];
  const written = new Map<Column, string[]>();
  const unknown: string[] = [];
  const unused: string[] = [];
  cells.forEach((cell, index) => {
    if (typeof cell !== 'string' || cell.trim() === '') return;
    const column = columnOf(cell);
    const same = column === undefined ? undefined : written.get(column);
    if (column === undefined) unknown.push(quoted(cell));
    else if (column.figure && !figures) unused.push(quoted(cell));
    else if (same !== undefined) same.push(quoted(cell));
    else {
      written.set(column, [quoted(cell)]);
      columns.push({ column, index });
    }
  });
  return { columns, notices: [...unread(unknown, unused), ...duplicates(written), ...missing(written)] };
}

function unread(unknown: readonly string[], unused: readonly string[]): SheetNotice[] {
  const notices: SheetNotice[] = [];
  if (unknown.length > 0) {
    notices.push({
      code: 'unknown_column',
      message: `Not read, since no field is called so: ${list(unknown)}.`,
      headers: unknown.slice(0, QUOTED_HEADERS),
    });
  }
  if (unused.length > 0) {
    notices.push({
      code: 'unknown_column',
      message: `Not read, since accounts of this network have no figures: ${list(unused)}.`,
      headers: unused.slice(0, QUOTED_HEADERS),
    });
  }
  return notices;
}

function duplicates(written: ReadonlyMap<Column, readonly string[]>): SheetNotice[] {
  return [...written]
    .filter(([, headers]) => headers.length > 1)
    .map(([{ name }, headers]) => ({
      code: 'duplicate_column',
      message: `Several columns mean ${name}: ${list(headers)}. Leave one of them.`,
      column: name,
      headers: headers.slice(0, QUOTED_HEADERS),
    }));
}

function missing(written: ReadonlyMap<Column, unknown>): SheetNotice[] {
  if ([...written.keys()].some(({ name }) => name === 'username')) return [];
  return [{ code: 'no_username_column', message: 'There is no column "username", so no account can be created.' }];
}

function quoted(header: string): string {
  const text = header.trim();
  return text.length > QUOTED_LENGTH ? `${text.slice(0, QUOTED_LENGTH)}…` : text;
}

function list(headers: readonly string[]): string {
  const shown = headers.slice(0, QUOTED_HEADERS).map((header) => `"${header}"`);
  const more = headers.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
