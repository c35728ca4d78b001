import type { ImportOptions, LoginStatus, PlanRow, Totp } from '@muster/contract';
import { sameTotp, tagCell, type SecretChange } from '../accounts/index.ts';
import type { DeviceRef } from '../devices/index.ts';
import { readDevice, type DeviceWish, type KnownDevices } from './device-cells.ts';
import type { Match, Named } from './match.ts';
import type { FigureCells, RowProblem, Wish } from './wish.ts';

/** A stored account as a plan compares it with a row. */
export interface KnownAccount extends Named {
  readonly uuid: string;
  readonly username: string;
  readonly email: string | null;
  readonly enabled: boolean;
  readonly package: string | null;
  readonly tags: readonly string[];
  readonly notes: string | null;
  readonly loginStatus: LoginStatus;
  readonly device: DeviceRef | null;
  readonly passwordSealed: Buffer | null;
  readonly totpSealed: Buffer | null;
  readonly figures: FigureCells;
  readonly version: number;
}

/** What is stored of an account's secrets, opened; null = none, or one that does not open any more. */
export interface OpenedSecrets {
  readonly password: string | null;
  readonly totp: Totp | null;
}

export type CellChange = PlanRow['changes'][number];

/** What applying a row writes to a stored account; absent fields stay. */
export interface AccountChange {
  readonly username?: Wish['username'];
  readonly email?: string | null;
  readonly enabled?: boolean;
  readonly package?: string | null;
  readonly tags?: readonly string[];
  readonly notes?: string | null;
  readonly device?: DeviceWish;
  readonly signedIn?: boolean;
  readonly secrets: SecretChange;
}

export type PlannedRow =
  | { readonly kind: 'new'; readonly wish: Wish; readonly device: DeviceWish; readonly accountId: number | null }
  | {
      readonly kind: 'changed';
      readonly wish: Wish;
      readonly account: KnownAccount;
      readonly change: AccountChange;
      readonly changes: readonly CellChange[];
      readonly figuresIgnored: boolean;
    }
  | {
      readonly kind: 'unchanged';
      readonly wish: Wish;
      readonly account: KnownAccount;
      readonly figuresIgnored: boolean;
    }
  | { readonly kind: 'rejected'; readonly wish: Wish; readonly problems: readonly RowProblem[] };

export interface PlanGround {
  readonly devices: KnownDevices;
  readonly options: ImportOptions;
  readonly open: (account: KnownAccount) => OpenedSecrets;
}

/** What applying one row would do, given which account it means. */
export function planRow(wish: Wish, match: Match<KnownAccount>, ground: PlanGround): PlannedRow {
  if (match.kind === 'rejected') return { kind: 'rejected', wish, problems: match.problems };
  const account = match.kind === 'update' ? match.account : null;
  const device = readDevice(wish, account?.device ?? null, ground.devices, ground.options.blankClears);
  if ('problem' in device) return { kind: 'rejected', wish, problems: [device.problem] };
  if (account === null) return { kind: 'new', wish, device, accountId: null };
  const { change, changes } = compare(wish, account, device, ground);
  const figuresIgnored = figuresDiffer(wish.figures, account.figures);
  if (changes.length === 0) return { kind: 'unchanged', wish, account, figuresIgnored };
  return { kind: 'changed', wish, account, change, changes, figuresIgnored };
}

function compare(
  wish: Wish,
  account: KnownAccount,
  device: DeviceWish,
  ground: PlanGround,
): { change: AccountChange; changes: CellChange[] } {
  const changes: CellChange[] = [];
  const differs = <T>(column: string, from: T, to: T | undefined, text: (value: T) => string | null): to is T => {
    if (to === undefined || text(from) === text(to)) return false;
    changes.push({ column, from: text(from), to: text(to) });
    return true;
  };
  const { username, email, notes, tags, enabled, signedIn } = wish;
  const renamed = username !== null && differs('username', account.username, username.shown, asIs);
  const change: AccountChange = {
    ...(renamed ? { username } : {}),
    ...(differs('email', account.email, email, asIs) ? { email } : {}),
    ...(differs('logined', account.loginStatus === 'signed_in', signedIn, flag) ? { signedIn } : {}),
    ...(differs('status', account.enabled, enabled, (on) => flag(!on)) ? { enabled } : {}),
    ...(differs('package', account.package, wish.package, asIs) ? { package: wish.package } : {}),
    ...(differs('notes', account.notes, notes, asIs) ? { notes } : {}),
    ...(differs('tags', account.tags, sameTags(tags, account.tags) ? undefined : tags, tagText) ? { tags } : {}),
    secrets: changedSecrets(wish.secrets, account, ground, changes),
  };
  if (device.kind === 'keep') return { change, changes };
  changes.push({ column: 'device', from: account.device?.label ?? null, to: deviceText(device) });
  return { change: { ...change, device }, changes };
}

/** Of a wanted change of secrets what is really one; in `changes` they are words, never values. */
function changedSecrets(
  wanted: SecretChange,
  account: KnownAccount,
  ground: PlanGround,
  changes: CellChange[],
): SecretChange {
  const keep = { kind: 'keep' } as const;
  if (wanted.password.kind === 'keep' && wanted.totp.kind === 'keep') return wanted;
  const stored = ground.open(account);
  const samePassword = wanted.password.kind === 'set' && wanted.password.text === stored.password;
  const sameSecret =
    wanted.totp.kind === 'set'
      ? stored.totp !== null && sameTotp(wanted.totp.totp, stored.totp)
      : account.totpSealed === null;
  const password = samePassword ? keep : wanted.password;
  const totp = sameSecret ? keep : wanted.totp;
  if (password.kind === 'set') {
    changes.push({ column: 'pwd', from: was(account.passwordSealed), to: becomes(account.passwordSealed) });
  }
  if (totp.kind !== 'keep') {
    const to = totp.kind === 'clear' ? null : becomes(account.totpSealed);
    changes.push({ column: 'totp_secret', from: was(account.totpSealed), to });
  }
  return { password, totp, hint: wanted.hint };
}

function was(sealed: Buffer | null): string | null {
  return sealed === null ? null : 'set';
}

function becomes(sealed: Buffer | null): string {
  return sealed === null ? 'set' : 'changed';
}

function asIs(value: string | null): string | null {
  return value;
}

function flag(value: boolean): string {
  return value ? '1' : '0';
}

/** A row as the plan shows it; of secrets only whether they are set. */
export function viewOf(planned: PlannedRow): PlanRow {
  const { wish } = planned;
  const view = { row: wish.row, kind: planned.kind, totp: totpWord(wish.secrets), changes: [], problems: [] };
  switch (planned.kind) {
    case 'new': {
      const username = wish.username?.shown ?? null;
      return { ...view, accountId: planned.accountId, username, changes: newCells(wish, planned.device) };
    }
    case 'changed':
      return { ...view, ...named(planned.account), changes: [...planned.changes] };
    case 'unchanged':
      return { ...view, ...named(planned.account) };
    case 'rejected':
      return { ...view, accountId: wish.id, username: wish.username?.shown ?? null, problems: [...planned.problems] };
  }
}

/** The same row after it was applied, without any secret. */
export function settled(planned: PlannedRow, accountId: number | null): PlannedRow {
  const { password, totp } = planned.wish.secrets;
  const secrets: SecretChange = {
    password: password.kind === 'set' ? { kind: 'set', text: '' } : password,
    totp: totp.kind === 'set' ? { ...totp, totp: { ...totp.totp, secret: '' } } : totp,
    hint: planned.wish.secrets.hint,
  };
  const wish = { ...planned.wish, secrets };
  switch (planned.kind) {
    case 'new':
      return { ...planned, wish, accountId };
    case 'changed':
      return { ...planned, wish, change: { ...planned.change, secrets } };
    case 'unchanged':
    case 'rejected':
      return { ...planned, wish };
  }
}

function named(account: KnownAccount): { accountId: number; username: string } {
  return { accountId: account.id, username: account.username };
}

function newCells(wish: Wish, device: DeviceWish): CellChange[] {
  const cells: [string, string | null][] = [
    ['email', wish.email ?? null],
    ['pwd', wish.secrets.password.kind === 'set' ? 'set' : null],
    ['username', wish.username?.shown ?? null],
    ['device', deviceText(device)],
    ['logined', wish.signedIn === true ? '1' : null],
    ['status', wish.enabled === false ? '1' : null],
    ...Object.entries(wish.figures ?? {}).map(([name, value]): [string, string | null] => [name, String(value)]),
    ['package', wish.package ?? null],
    ['tags', wish.tags === undefined || wish.tags.length === 0 ? null : tagCell(wish.tags)],
    ['notes', wish.notes ?? null],
    ['totp_secret', wish.secrets.totp.kind === 'set' ? 'set' : null],
  ];
  return cells.filter(([, to]) => to !== null).map(([column, to]) => ({ column, from: null, to }));
}

function totpWord({ totp, hint }: SecretChange): PlanRow['totp'] {
  if (totp.kind === 'set') return totp.confidence === 'certain' ? 'found' : 'check';
  return hint === null ? 'none' : 'hint';
}

function deviceText(device: DeviceWish): string | null {
  switch (device.kind) {
    case 'keep':
    case 'clear':
      return null;
    case 'known':
      return device.device.label;
    case 'unseen':
      return device.name;
  }
}

function tagText(tags: readonly string[]): string | null {
  return tags.length === 0 ? null : tagCell(tags);
}

function sameTags(a: readonly string[] | undefined, b: readonly string[]): boolean {
  return a !== undefined && a.length === b.length && new Set([...a, ...b]).size === b.length;
}

function figuresDiffer(wanted: FigureCells | null, stored: FigureCells): boolean {
  if (wanted === null) return false;
  const known = new Map<string, string | number>(Object.entries(stored));
  return Object.entries(wanted).some(([name, value]) => value !== known.get(name));
}
