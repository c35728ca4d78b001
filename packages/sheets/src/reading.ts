import type { ColumnName } from './columns.ts';

/** What can be wrong with one cell. A cell with a problem has no value. */
export type CellProblemCode =
  'number_too_long' | 'not_text' | 'error_value' | 'no_cached_result' | 'bad_integer' | 'bad_flag' | 'duplicate_id';

export interface CellProblem {
  readonly column: ColumnName;
  readonly code: CellProblemCode;
  /** One plain sentence without the cell's content: the cell may be a password. */
  readonly message: string;
}

export interface SheetRow {
  /** The row's number in the sheet as a person sees it, from 1; the header has one as well. */
  readonly row: number;
  /** Text by canonical column. A blank cell is `''`; an absent column and a cell with a problem have no entry. */
  readonly values: Partial<Record<ColumnName, string>>;
  readonly problems: readonly CellProblem[];
}

/** What the reader saw and a person should know; none of it stops a reading. */
export type SheetNoticeCode =
  'unknown_column' | 'hidden_row' | 'other_sheets' | 'no_username_column' | 'duplicate_column';

export interface SheetNotice {
  readonly code: SheetNoticeCode;
  readonly message: string;
  /** The canonical column that is meant (`duplicate_column`). */
  readonly column?: ColumnName;
  /** The headers as written (`unknown_column`, `duplicate_column`). */
  readonly headers?: readonly string[];
  /** Row numbers (`hidden_row`). */
  readonly rows?: readonly number[];
}

/** Why a file was not read at all. */
export type SheetRejectionCode =
  'too_large' | 'unsafe_xml' | 'damaged' | 'password_protected' | 'old_format' | 'not_a_workbook' | 'empty_file';

export interface SheetReading {
  /** The known columns in the order of the file, each once. */
  readonly columns: readonly ColumnName[];
  /** Rows that are not blank in every known column, in the order of the file. */
  readonly rows: readonly SheetRow[];
  readonly notices: readonly SheetNotice[];
}

export interface SheetRejection {
  readonly error: { readonly code: SheetRejectionCode; readonly message: string };
}

/** Tells the two ends of `readSheet` apart. */
export function isRejection(result: SheetReading | SheetRejection): result is SheetRejection {
  return 'error' in result;
}
