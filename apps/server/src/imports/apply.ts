import { sql } from 'kysely';
import type pg from 'pg';
import { totpToText, type SecretChange } from '../accounts/index.ts';
import { ensureDevice } from '../devices/index.ts';
import type { FigureBook, Reading } from '../figures/index.ts';
import { AppError } from '../platform/app-error.ts';
import { copyIn, type CopyValue } from '../platform/database/copy.ts';
import { isDatabaseError } from '../platform/database/transact.ts';
import type { Ids } from '../platform/ids.ts';
import type { Trx } from '../platform/database/tables.ts';
import type { Sessions, Sighting } from '../sessions/index.ts';
import type { Sealer } from '../vault/index.ts';
import { labelsOfUnseen, type DeviceWish } from './device-cells.ts';
import type { PlannedRow } from './plan.ts';
import * as store from './store.ts';
import type { FigureCells } from './wish.ts';

type NewRow = Extract<PlannedRow, { kind: 'new' }>;
type ChangedRow = Extract<PlannedRow, { kind: 'changed' }>;

/** A row that will be written. Its secrets are sealed when it is: meanwhile the database works on the rows before. */
export interface Rows {
  readonly created: readonly { readonly row: NewRow; readonly uuid: string }[];
  readonly changed: readonly ChangedRow[];
}

/** The rows of a plan that change something; new accounts get the UUID that their secrets are bound to. */
export function rowsToWrite(rows: readonly PlannedRow[], ids: Ids): Rows {
  return {
    created: rows.filter((row) => row.kind === 'new').map((row) => ({ row, uuid: ids.uuid() })),
    changed: rows.filter((row) => row.kind === 'changed'),
  };
}

export interface ApplyParts {
  readonly trx: Trx;
  /** The connection of `trx`, for COPY. */
  readonly client: pg.ClientBase;
  readonly seal: Sealer;
  readonly sessions: Sessions;
  readonly figures: FigureBook;
  readonly importId: string;
  readonly workspaceId: number;
  readonly byWhom: string;
  readonly at: Date;
}

/**
 * Writes all rows of a plan within one transaction, a few statements however many rows. Gives the ids of the accounts
 * that were created, in the order of `created`.
 * @throws AppError `plan_outdated` when an account moved on since the plan was made, or a username was taken since.
 */
export async function applyRows(parts: ApplyParts, { created, changed }: Rows): Promise<number[]> {
  await refuseOutdated(parts.trx, changed);
  const deviceIds = await devicesFor(parts.trx, [...created.map(({ row }) => row), ...changed]);
  const ids = created.length === 0 ? [] : await store.reserveIds(parts.trx, created.length);
  try {
    await change(parts, changed, deviceIds);
    await create(parts, created, ids, deviceIds);
  } catch (error) {
    if (isDatabaseError(error, '23505') && error.constraint === 'account_username') throw outdated(error);
    throw error;
  }
  await observe(parts, { created, changed }, ids, deviceIds);
  return ids;
}

async function refuseOutdated(trx: Trx, changed: Rows['changed']): Promise<void> {
  const ids = changed.map(({ account }) => account.id);
  const versions = await store.lockVersions(trx, ids);
  if (changed.some(({ account }) => versions.get(account.id) !== account.version)) throw outdated();
}

function outdated(cause?: unknown): AppError {
  return new AppError('plan_outdated', {
    remedy: 'Look at the new plan, then apply that one.',
    ...(cause === undefined ? {} : { cause }),
  });
}

type DeviceIds = (wish: DeviceWish | undefined) => number | null;

/** Devices that were not met yet are made first; every row then knows the id of its phone. */
async function devicesFor(trx: Trx, rows: readonly (NewRow | ChangedRow)[]): Promise<DeviceIds> {
  const unseen = new Map<string, number>();
  for (const [name, label] of labelsOfUnseen(rows.map(wishOf))) {
    unseen.set(name, (await ensureDevice(trx, name, label)).id);
  }
  return (wish) => {
    if (wish?.kind === 'known') return wish.device.id;
    return wish?.kind === 'unseen' ? (unseen.get(wish.name) ?? null) : null;
  };
}

function wishOf(row: NewRow | ChangedRow): DeviceWish | undefined {
  return row.kind === 'new' ? row.device : row.change.device;
}

async function create(
  parts: ApplyParts,
  created: Rows['created'],
  ids: readonly number[],
  deviceIds: DeviceIds,
): Promise<void> {
  const { trx, client, figures, importId, at } = parts;
  if (created.length === 0) return;
  const target = `account (id, uuid, workspace_id, username, username_key, email, password_sealed, totp_sealed,
    credential, enabled, device_id, package, tags, notes, login_status,
    login_seen_at, created_at, updated_at)`;
  await copyIn(client, target, rowsOf(parts, created, ids, deviceIds));
  await sql`
    insert into import_change (import_id, account_id, created, version_after)
    select ${importId}, id, true, 1 from unnest(${ids}::int[]) as id
  `.execute(trx);
  await figures.recordFirst(client, readingsOf(created, ids, at));
}

function* rowsOf(
  { seal, workspaceId, at }: ApplyParts,
  created: Rows['created'],
  ids: readonly number[],
  deviceIds: DeviceIds,
): Generator<readonly CopyValue[]> {
  for (const [index, { row, uuid }] of created.entries()) {
    const { wish } = row;
    const sealed = sealedBy(seal, wish.secrets, uuid);
    yield [
      ids[index] ?? null,
      uuid,
      workspaceId,
      wish.username?.shown ?? null,
      wish.username?.key ?? null,
      wish.email ?? null,
      sealed.password,
      sealed.totp,
      wish.secrets.totp.kind === 'set' ? wish.secrets.totp.confidence : null,
      wish.enabled ?? true,
      deviceIds(row.device),
      wish.package ?? null,
      wish.tags ?? [],
      wish.notes ?? null,
      wish.signedIn === true ? 'signed_in' : 'unknown',
      wish.signedIn === true ? at : null,
      at,
      at,
    ];
  }
}

function* readingsOf(created: Rows['created'], ids: readonly number[], at: Date): Generator<Reading> {
  for (const [index, { row }] of created.entries()) {
    const accountId = ids[index];
    const cells = row.wish.figures;
    if (accountId !== undefined && cells !== null) yield { ...readingFrom(cells), accountId, at, source: 'sheet' };
  }
}

function readingFrom(cells: FigureCells): Pick<Reading, 'nickname' | 'country' | 'counts'> {
  const { nickname, country, ...counts } = cells;
  return {
    ...(nickname === undefined ? {} : { nickname }),
    ...(country === undefined ? {} : { country }),
    counts: Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, { exact: value }])),
  };
}

async function change(
  { trx, client, seal, importId, at }: ApplyParts,
  changed: Rows['changed'],
  deviceIds: DeviceIds,
): Promise<void> {
  if (changed.length === 0) return;
  await sql`
    create temporary table import_row (
      id int primary key, username text, username_key text, email text, package text, tags text[], notes text,
      enabled boolean, device_id int, password_sealed bytea, totp text, totp_sealed bytea, credential text
    ) on commit drop
  `.execute(trx);
  await copyIn(client, 'import_row', changesOf(seal, changed, deviceIds));
  await sql`
    insert into import_change (import_id, account_id, created, before, before_password, before_totp, version_after)
    select ${importId}, account.id, false, jsonb_build_object(
        'username', account.username, 'username_key', account.username_key, 'email', account.email,
        'package', account.package, 'tags', account.tags, 'notes', account.notes, 'enabled', account.enabled,
        'device_id', account.device_id, 'credential', account.credential),
      account.password_sealed, account.totp_sealed, account.version + 1
    from account join import_row using (id)
  `.execute(trx);
  // Names may change places among the rows, and uniqueness is checked row by row: so all of them step aside first.
  await sql`
    update account set username_key = account.uuid::text from import_row
    where account.id = import_row.id and account.username_key <> import_row.username_key
  `.execute(trx);
  await sql`
    update account set
      username = import_row.username, username_key = import_row.username_key, email = import_row.email,
      package = import_row.package, tags = import_row.tags, notes = import_row.notes, enabled = import_row.enabled,
      device_id = import_row.device_id,
      password_sealed = coalesce(import_row.password_sealed, account.password_sealed),
      totp_sealed = case import_row.totp when 'keep' then account.totp_sealed else import_row.totp_sealed end,
      credential = case import_row.totp when 'keep' then account.credential else import_row.credential end,
      version = account.version + 1, updated_at = ${at}
    from import_row where account.id = import_row.id
  `.execute(trx);
}

function* changesOf(seal: Sealer, changed: Rows['changed'], deviceIds: DeviceIds): Generator<readonly CopyValue[]> {
  for (const { account, change } of changed) {
    const sealed = sealedBy(seal, change.secrets, account.uuid);
    const after = { ...account, ...change };
    yield [
      account.id,
      change.username?.shown ?? account.username,
      change.username?.key ?? account.usernameKey,
      after.email,
      after.package,
      after.tags,
      after.notes,
      after.enabled,
      change.device === undefined ? (account.device?.id ?? null) : deviceIds(change.device),
      sealed.password,
      change.secrets.totp.kind,
      sealed.totp,
      change.secrets.totp.kind === 'set' ? change.secrets.totp.confidence : null,
    ];
  }
}

function sealedBy(seal: Sealer, { password, totp }: SecretChange, rowUuid: string) {
  const sealed = (text: string, column: string) => seal(text, { table: 'account', column, rowUuid });
  return {
    password: password.kind === 'set' ? sealed(password.text, 'password') : null,
    totp: totp.kind === 'set' ? sealed(totpToText(totp.totp), 'totp') : null,
  };
}

/** A sheet that says something new about who is signed in is an observation by a person (rule 11). */
async function observe(
  { trx, sessions, importId, byWhom, at }: ApplyParts,
  { created, changed }: Rows,
  ids: readonly number[],
  deviceIds: DeviceIds,
): Promise<void> {
  const seen = { source: 'sheet', byWhom, taskId: null, evidence: evidenceOf(importId) } as const;
  const first = created.flatMap(({ row }, index): Sighting[] => {
    const accountId = ids[index];
    if (accountId === undefined || row.wish.signedIn !== true) return [];
    return [{ ...seen, accountId, deviceId: deviceIds(row.device), status: 'signed_in' }];
  });
  const next = changed.flatMap(({ account, change }): Sighting[] => {
    if (change.signedIn === undefined) return [];
    const deviceId = change.device === undefined ? (account.device?.id ?? null) : deviceIds(change.device);
    return [{ ...seen, accountId: account.id, deviceId, status: change.signedIn ? 'signed_in' : 'signed_out' }];
  });
  await sessions.observeFirst(trx, first, at);
  await sessions.observeMany(trx, next, at);
}

/** What the observations of an import are known by when it is undone. */
export function evidenceOf(importId: string): string {
  return `import ${importId}`;
}
