import type { Writable } from 'node:stream';
import type { ColumnName } from './columns.ts';

/** The cells of one account: text by column, `''` or absent = blank. Integer and flag columns as decimal digits. */
export type AccountCells = Partial<Record<ColumnName, string>>;

export interface WriteSheetOptions {
  /** Whether the network has figures columns. */
  readonly figures: boolean;
  /** Leaves the columns pwd and totp_secret blank. */
  readonly withoutSecrets?: boolean;
  /** Protects the workbook with a password. */
  readonly password?: string;
  /** The labels of the devices, for the drop-down of device_index. */
  readonly labels: readonly string[];
}

/** A value that no sheet can carry. `code` is stable; the message does not hold the value. */
export class SheetWriteError extends Error {
  readonly code: 'unwritable_text';
  readonly row: number;
  readonly column: ColumnName;

  constructor(row: number, column: ColumnName, message: string) {
    super(message);
    this.name = 'SheetWriteError';
    this.code = 'unwritable_text';
    this.row = row;
    this.column = column;
  }
}

/**
 * Writes an accounts sheet row by row to a stream or to a path; a path is replaced whole or not at all.
 * Resolves with the number of rows. Throws SheetWriteError, or what the stream or the rows throw.
 */
export function writeAccountsSheet(
  _target: Writable | string,
  _rows: AsyncIterable<AccountCells>,
  _options: WriteSheetOptions,
): Promise<number> {
  throw new Error('not written yet');
}
