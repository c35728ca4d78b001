import type { Account, AccountDraft, AccountPatch } from '@muster/contract';

/** What the editor's fields hold. Secrets come in and never go out: their field starts blank. */
export interface EditorValues {
  username: string;
  email: string;
  password: string;
  /** "This is all password": nothing of it is read as a 2FA secret. */
  allPassword: boolean;
  clearPassword: boolean;
  clearTotp: boolean;
  loggedIn: boolean;
  enabled: boolean;
  deviceId: number | null;
  package: string;
  tags: string[];
  notes: string;
}

/** Fields that two people can change at once; secrets are never compared. */
export const sharedFields = [
  'username',
  'email',
  'loggedIn',
  'enabled',
  'deviceId',
  'package',
  'tags',
  'notes',
] as const;
export type SharedField = (typeof sharedFields)[number];

export interface Clash {
  readonly field: SharedField;
  readonly yours: EditorValues[SharedField];
  readonly theirs: EditorValues[SharedField];
}

export const blankValues: EditorValues = {
  username: '',
  email: '',
  password: '',
  allPassword: false,
  clearPassword: false,
  clearTotp: false,
  loggedIn: false,
  enabled: true,
  deviceId: null,
  package: '',
  tags: [],
  notes: '',
};

export function valuesOf(account: Account): EditorValues {
  return {
    ...blankValues,
    username: account.username,
    email: account.email ?? '',
    loggedIn: account.loginStatus === 'signed_in',
    enabled: account.enabled,
    deviceId: account.device?.id ?? null,
    package: account.package ?? '',
    tags: [...account.tags],
    notes: account.notes ?? '',
  };
}

/** What creates the account; what was left blank is left out. */
export function draftOf(values: EditorValues, workspaceId: number): AccountDraft {
  return {
    workspaceId,
    username: values.username,
    enabled: values.enabled,
    ...secretsOf(values),
    ...(values.email.trim() === '' ? {} : { email: values.email }),
    ...(values.deviceId === null ? {} : { deviceId: values.deviceId }),
    ...(values.package.trim() === '' ? {} : { package: values.package.trim() }),
    ...(values.tags.length === 0 ? {} : { tags: values.tags }),
    ...(values.notes.trim() === '' ? {} : { notes: values.notes }),
  };
}

/** Only what differs from the account as it was read, so that two people who edit different fields both keep theirs. */
export function patchOf(values: EditorValues, account: Account): AccountPatch {
  const before = valuesOf(account);
  const patch: AccountPatch = { ...secretsOf(values) };
  if (values.username !== before.username) patch.username = values.username;
  if (values.email !== before.email) patch.email = orNull(values.email);
  if (values.enabled !== before.enabled) patch.enabled = values.enabled;
  if (values.loggedIn !== before.loggedIn) patch.loggedIn = values.loggedIn;
  if (values.deviceId !== before.deviceId) patch.deviceId = values.deviceId;
  if (values.package !== before.package) patch.package = orNull(values.package);
  if (!same(values.tags, before.tags)) patch.tags = values.tags;
  if (values.notes !== before.notes) patch.notes = orNull(values.notes);
  if (values.clearPassword && values.password === '') patch.clearPassword = true;
  if (values.clearTotp) patch.clearTotp = true;
  return patch;
}

/**
 * Brings an edit onto the account as it is stored now: fields that this person left alone take the new value, and those
 * that both changed to different values are named, so that the person chooses.
 */
export function rebase(
  values: EditorValues,
  base: Account,
  stored: Account,
): { readonly values: EditorValues; readonly clashes: readonly Clash[] } {
  const before = valuesOf(base);
  const now = valuesOf(stored);
  const mine = sharedFields.filter((field) => !same(values[field], before[field]));
  const clashes = mine
    .filter((field) => !same(now[field], before[field]) && !same(now[field], values[field]))
    .map((field) => ({ field, yours: values[field], theirs: now[field] }));
  const kept = Object.fromEntries(mine.map((field) => [field, values[field]]));
  const { password, allPassword, clearPassword, clearTotp } = values;
  return { values: { ...now, ...kept, password, allPassword, clearPassword, clearTotp }, clashes };
}

function secretsOf(values: EditorValues): Pick<AccountDraft, 'password' | 'totpSecret'> {
  if (values.password === '') return {};
  return { password: values.password, ...(values.allPassword ? { totpSecret: 'none' } : {}) };
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
