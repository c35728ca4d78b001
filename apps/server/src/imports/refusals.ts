import type { SheetReading } from '@muster/sheets';
import { AppError } from '../platform/app-error.ts';
import type { KnownAccount } from './plan.ts';
import type { Match } from './match.ts';

/** A file that the reader refused. */
export function sheetRejected(error: { code: string; message: string }): AppError {
  const asksPassword = error.code === 'password_protected';
  return new AppError('sheet_rejected', {
    detail: error.message,
    ...(asksPassword ? { field: 'password', remedy: 'Give the password of the workbook.' } : { field: 'file' }),
  });
}

/** @throws AppError `sheet_rejected` when two columns mean one field, or none is known. */
export function refuseUnclearColumns(reading: SheetReading): void {
  const twice = reading.notices.find(({ code }) => code === 'duplicate_column');
  if (twice !== undefined) throw new AppError('sheet_rejected', { detail: twice.message, field: 'file' });
  if (reading.columns.length > 0) return;
  throw new AppError('sheet_rejected', {
    detail: 'No column of the file is one of an accounts sheet.',
    remedy: 'Name the columns in the first row as an export does: id, email, pwd, username and so on.',
    field: 'file',
  });
}

/** @throws AppError `sheet_rejected` when rows would be new accounts and the file has no column of usernames. */
export function refuseNamelessRows(reading: SheetReading, matches: readonly Match<KnownAccount>[]): void {
  if (reading.columns.includes('username')) return;
  const wouldCreate = matches.some(
    (match) => match.kind === 'rejected' && match.problems.some(({ code }) => code === 'username_missing'),
  );
  if (!wouldCreate) return;
  throw new AppError('sheet_rejected', {
    detail: 'The file has rows for new accounts and no column “username”.',
    remedy: 'Add the column, or give every row the id of its account.',
    field: 'file',
  });
}

export function notHeld(): AppError {
  return new AppError('not_found', {
    detail: 'There is no such plan; one that is not applied is kept for half an hour.',
    remedy: 'Choose the file again.',
  });
}
