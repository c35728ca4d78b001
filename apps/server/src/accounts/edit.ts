import type { AccountPatch } from '@muster/contract';
import { AppError } from '../platform/app-error.ts';
import type { AccountColumns, StoredAccount } from './store.ts';

const EDITABLE = ['username', 'username_key', 'email', 'package', 'tags', 'notes', 'enabled', 'device_id'] as const;

/** Those of the wanted columns that differ from what is stored. */
export function changedColumns(now: StoredAccount, wanted: AccountColumns): AccountColumns {
  const names = EDITABLE.filter((name) => wanted[name] !== undefined && !same(wanted[name], now[name]));
  return Object.fromEntries(names.map((name) => [name, wanted[name]]));
}

/** An edit in words for the history: values of what may be read, and of secrets only that they changed. */
export function editText(now: StoredAccount, columns: AccountColumns, observed: string | null): string {
  const parts: string[] = [];
  type Value = Parameters<typeof said>[0];
  const told = (name: string, before: Value, after: Value) => {
    if (after !== undefined) parts.push(`${name}: ${said(before)} → ${said(after)}`);
  };
  told('username', now.username, columns.username);
  told('e-mail', now.email, columns.email);
  told('package', now.package, columns.package);
  told('tags', now.tags, columns.tags);
  if (columns.notes !== undefined) parts.push('notes changed');
  if (columns.enabled !== undefined) parts.push(columns.enabled ? 'enabled' : 'disabled');
  told('device', now.device_id, columns.device_id);
  if (columns.password_sealed !== undefined) parts.push(secretWord('password', columns.password_sealed));
  if (columns.totp_sealed !== undefined) parts.push(secretWord('2FA secret', columns.totp_sealed));
  if (observed !== null) parts.push(observed === 'signed_in' ? 'seen signed in' : 'seen signed out');
  return parts.join('; ');
}

/** What was asked for and what is stored now, of the fields that were asked for; secrets are never among them. */
export function conflictOf(now: StoredAccount, patch: AccountPatch): AppError {
  const stored: Record<string, unknown> = {
    username: now.username,
    email: now.email,
    package: now.package,
    tags: now.tags,
    notes: now.notes,
    enabled: now.enabled,
    deviceId: now.device_id,
    loggedIn: now.login_status === 'signed_in',
  };
  const asked = Object.entries(patch).filter(([name, value]) => name in stored && value !== undefined);
  return new AppError('version_conflict', {
    detail: `Somebody changed “${now.username}” in the meantime; it is at version ${now.version}.`,
    remedy: 'Look at both values and save again.',
    conflict: {
      yours: Object.fromEntries(asked),
      theirs: Object.fromEntries(asked.map(([name]) => [name, stored[name]])),
    },
  });
}

function secretWord(name: string, sealed: unknown): string {
  return sealed === null ? `${name} cleared` : `${name} set`;
}

function said(value: string | number | readonly string[] | null | undefined): string {
  const text = typeof value === 'object' ? (value ?? []).join(', ') : String(value ?? '');
  return text === '' ? 'blank' : text;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
