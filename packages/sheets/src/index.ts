export { COLUMN_NAMES, COLUMNS, columnsFor } from './columns.ts';
export type { Column, ColumnKind, ColumnName } from './columns.ts';
export { isRejection } from './reading.ts';
export type {
  CellProblem,
  CellProblemCode,
  SheetNotice,
  SheetNoticeCode,
  SheetReading,
  SheetRejection,
  SheetRejectionCode,
  SheetRow,
} from './reading.ts';
export { readSheet } from './read.ts';
export type { ReadSheetOptions } from './read.ts';
export type { ReadLimits } from './limits.ts';
export { writeAccountsSheet } from './write.ts';
export type { WriteSheetOptions } from './write.ts';
export { SheetWriteError } from './sheet-xml.ts';
export type { AccountCells, SheetWriteErrorCode } from './sheet-xml.ts';
export { unwritableSecret } from './sheet-text.ts';
export { passwordCell } from './password-cell.ts';
export type { PasswordCell, PasswordParts } from './password-cell.ts';
