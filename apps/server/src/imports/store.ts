import { sql } from 'kysely';
import type { LoginStatus, PlanCounts } from '@muster/contract';
import type { z } from 'zod';
import { findByLabels, findByName, type DeviceRef } from '../devices/index.ts';
import type { Reader, Trx } from '../platform/database/tables.ts';
import type { KnownDevices } from './device-cells.ts';
import type { StoredAccounts } from './match.ts';
import type { KnownAccount } from './plan.ts';
import { mapInSlices } from './slices.ts';
import type { Wish } from './wish.ts';

export type Counts = z.infer<typeof PlanCounts>;

interface KnownRow {
  id: number;
  uuid: string;
  username: string;
  username_key: string;
  email: string | null;
  enabled: boolean;
  package: string | null;
  tags: string[];
  notes: string | null;
  login_status: LoginStatus;
  password_sealed: Buffer | null;
  totp_sealed: Buffer | null;
  version: number;
  device_id: number | null;
  label: string | null;
  serial: string | null;
  nickname: string | null;
  country: string | null;
  followers: string | null;
  following: string | null;
  hearts: string | null;
  videos: string | null;
  friends: string | null;
}

const LARGEST_ID = 2_147_483_647;

/** The accounts of a workspace that rows may mean: those with their ids, and those with their usernames. */
export async function accountsMeant(
  db: Reader,
  workspaceId: number,
  wishes: readonly Wish[],
): Promise<StoredAccounts<KnownAccount>> {
  const ids = wishes.flatMap(({ id }) => (id !== null && id <= LARGEST_ID ? [id] : []));
  const keys = wishes.flatMap(({ username }) => (username === null ? [] : [username.key]));
  const { rows } = await sql<KnownRow>`
    select account.id, uuid, username, username_key, email, enabled, package, tags, notes, login_status,
      password_sealed, totp_sealed, account.version, device_id, device.label, device.serial,
      nickname, country, followers, following, hearts, videos, friends
    from (
      select unnest(${ids}::int[]) as id
      union
      select id from account
      where workspace_id = ${workspaceId} and deleted_at is null and username_key = any(${keys}::text[])
    ) as meant
    join account using (id)
    left join device on device.id = account.device_id
    left join account_figures as figures on figures.account_id = account.id
    where account.workspace_id = ${workspaceId} and account.deleted_at is null
  `.execute(db);
  const byId = new Map<number, KnownAccount>();
  const byKey = new Map<string, KnownAccount>();
  for (const account of await mapInSlices(rows, knownAccount)) {
    byId.set(account.id, account);
    byKey.set(account.usernameKey, account);
  }
  return { byId, byKey };
}

function knownAccount(row: KnownRow): KnownAccount {
  const device =
    row.device_id === null || row.label === null || row.serial === null
      ? null
      : { id: row.device_id, label: row.label, serial: row.serial };
  const texts = { nickname: row.nickname, country: row.country };
  const { followers, following, hearts, videos, friends } = row;
  const counts = Object.entries({ followers, following, hearts, videos, friends });
  return {
    id: row.id,
    uuid: row.uuid,
    username: row.username,
    usernameKey: row.username_key,
    email: row.email,
    enabled: row.enabled,
    package: row.package,
    tags: row.tags,
    notes: row.notes,
    loginStatus: row.login_status,
    device,
    passwordSealed: row.password_sealed,
    totpSealed: row.totp_sealed,
    figures: Object.fromEntries([
      ...Object.entries(texts).filter(([, text]) => text !== null),
      ...counts.flatMap(([name, count]) => (count === null ? [] : [[name, Number(count)] as const])),
    ]),
    version: row.version,
  };
}

/** The devices that rows name, by serial or address as written and by label. */
export async function devicesNamed(db: Reader, wishes: readonly Wish[]): Promise<KnownDevices> {
  const texts = (pick: (wish: Wish) => string | undefined) => [
    ...new Set(wishes.flatMap((wish) => (pick(wish) === undefined || pick(wish) === '' ? [] : [pick(wish) ?? '']))),
  ];
  const byName = new Map<string, DeviceRef>();
  for (const name of texts((wish) => wish.device)) {
    const device = await findByName(db, name);
    if (device !== null) byName.set(name, device);
  }
  return {
    byName,
    byLabel: await findByLabels(
      db,
      texts((wish) => wish.label),
    ),
  };
}

export interface StoredImport {
  readonly id: string;
  readonly workspaceId: number;
  readonly fileName: string;
  readonly sha256: string;
  readonly counts: Counts;
  readonly appliedAt: Date;
  readonly undoneAt: Date | null;
}

export async function importById(db: Reader, id: string): Promise<StoredImport | null> {
  const row = await db.selectFrom('import').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    fileName: row.file_name,
    sha256: row.file_sha256,
    counts: row.counts,
    appliedAt: row.applied_at,
    undoneAt: row.undone_at,
  };
}

/** Holds the accounts until the transaction ends, in order of id, and gives the version of each that is there. */
export async function lockVersions(trx: Trx, ids: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await sql<{ id: number; version: number }>`
    select id, version from account where id = any(${ids}::int[]) and deleted_at is null
    order by id for no key update
  `.execute(trx);
  return new Map(rows.map((row) => [row.id, row.version] as const));
}

const IDS_AT_ONCE = 10_000;

/** Ids for new accounts, from the sequence that every other account got its id from. */
export async function reserveIds(trx: Trx, count: number): Promise<number[]> {
  const ids: number[] = [];
  while (ids.length < count) {
    const { rows } = await sql<{ ids: number[] }>`
      select array_agg(nextval(pg_get_serial_sequence('account', 'id'))::int) as ids
      from generate_series(1, ${Math.min(IDS_AT_ONCE, count - ids.length)}::int)
    `.execute(trx);
    ids.push(...(rows[0]?.ids ?? []));
  }
  return ids;
}
