import type { AccountDraft, AccountPatch, ErrorCode } from '@muster/contract';
import { AppError } from '../platform/app-error.ts';
import type { AccountColumns } from './store.ts';
import { readEmail, readNotes, readPackage, readTags, type Checked, type FieldProblem } from './text.ts';
import { readUsername } from './username.ts';

type Fields = Omit<AccountDraft, 'workspaceId' | 'username' | 'password' | 'totpSecret'> & {
  readonly username?: string | undefined;
};

/**
 * The columns that a draft or a patch means, except its secrets; what is absent stays absent.
 * @throws AppError that names the first field that cannot be stored.
 */
export function columnsOf(fields: Fields | AccountPatch): AccountColumns {
  const columns: AccountColumns = {};
  if (fields.username !== undefined) {
    const { shown, key } = valueOf('username', readUsername(fields.username));
    columns.username = shown;
    columns.username_key = key;
  }
  if (fields.email !== undefined) columns.email = valueOf('email', readEmail(fields.email ?? ''));
  if (fields.package !== undefined) columns.package = valueOf('package', readPackage(fields.package ?? ''));
  if (fields.tags !== undefined) columns.tags = valueOf('tags', readTags(fields.tags));
  if (fields.notes !== undefined) columns.notes = valueOf('notes', readNotes(fields.notes ?? ''));
  if (fields.enabled !== undefined) columns.enabled = fields.enabled;
  if (fields.deviceId !== undefined) columns.device_id = fields.deviceId;
  return columns;
}

/** @throws AppError for a field that cannot be stored. */
export function valueOf<T>(field: string, checked: Checked<T>): T {
  if ('value' in checked) return checked.value;
  const { problem } = checked;
  throw new AppError(codeOf(field, problem), { detail: problem.message, remedy: problem.remedy, field, status: 422 });
}

function codeOf(field: string, problem: FieldProblem): ErrorCode {
  switch (problem.code) {
    case 'username_missing':
    case 'password_missing':
    case 'bad_totp_secret':
      return problem.code;
    case 'bad_username':
      return 'bad_name';
    default:
      return field === 'password' ? 'bad_password' : 'bad_request';
  }
}
