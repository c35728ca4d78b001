export { COLUMN_NAMES } from './columns.ts';
export type { ColumnName } from './columns.ts';
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
export { writeAccountsSheet, SheetWriteError } from './write.ts';
export type { AccountCells, WriteSheetOptions } from './write.ts';
export { passwordCell } from './password-cell.ts';
export type { PasswordCell } from './password-cell.ts';
