import { sql } from 'kysely';
import type pg from 'pg';
import type { Figures } from '@muster/contract';
import { copyIn, type CopyValue } from '../platform/database/copy.ts';
import type { Reader, Trx } from '../platform/database/tables.ts';
import {
  COUNT_NAMES,
  type CountName,
  type FigureSource,
  type ReadCount,
  type Reading,
  type Snapshot,
} from './figures.ts';

/** The columns of account_figures that are shown, as pg gives them (int8 as text). */
export interface FigureRow {
  readonly nickname: string | null;
  readonly country: string | null;
  readonly followers: string | null;
  readonly following: string | null;
  readonly hearts: string | null;
  readonly videos: string | null;
  readonly friends: string | null;
  readonly rounded: string[];
  readonly source: FigureSource;
  readonly read_at: Date;
}

/** A row as the API shows it. */
export function figuresOf(row: FigureRow): Figures {
  const count = (name: CountName) => (row[name] === null ? null : Number(row[name]));
  return {
    nickname: row.nickname,
    country: row.country,
    followers: count('followers'),
    following: count('following'),
    hearts: count('hearts'),
    videos: count('videos'),
    friends: count('friends'),
    rounded: row.rounded,
    source: row.source,
    readAt: row.read_at.toISOString(),
  };
}

/** What stands now; held until the transaction ends, so that two readings are added one after the other. */
export async function snapshotForUpdate(trx: Trx, accountId: number): Promise<Snapshot | null> {
  await sql`select 1 from account where id = ${accountId} for no key update`.execute(trx);
  const row = await trx
    .selectFrom('account_figures')
    .selectAll()
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const counts: { -readonly [name in CountName]?: NonNullable<Snapshot['counts'][name]> } = {};
  for (const name of COUNT_NAMES) {
    const value = row[name];
    if (value === null) continue;
    const at = new Date(row.counts_at[name] ?? row.read_at);
    counts[name] = { value: Number(value), rounded: row.rounded.includes(name), at };
  }
  return { nickname: row.nickname, country: row.country, counts, source: row.source, readAt: row.read_at };
}

export async function saveSnapshot(trx: Trx, accountId: number, known: Snapshot): Promise<void> {
  const read = COUNT_NAMES.filter((name) => known.counts[name] !== undefined);
  const values = {
    nickname: known.nickname,
    country: known.country,
    ...byName((name) => known.counts[name]?.value ?? null),
    rounded: read.filter((name) => known.counts[name]?.rounded === true) as string[],
    source: known.source,
    read_at: known.readAt,
    counts_at: JSON.stringify(Object.fromEntries(read.map((name) => [name, known.counts[name]?.at]))),
  };
  await trx
    .insertInto('account_figures')
    .values({ account_id: accountId, ...values })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(values))
    .execute();
}

const COPIED = `(account_id, at, source, nickname, country, ${COUNT_NAMES.join(', ')}, rounded)`;

/** Adds the first readings of many accounts that have no figures yet; each is then what stands. */
export async function copyFirstReadings(client: pg.ClientBase, readings: Iterable<Reading>): Promise<void> {
  await client.query(`
    create temporary table first_reading (like figure_reading) on commit drop;
    alter table first_reading drop column id;
  `);
  await copyIn(client, `first_reading ${COPIED}`, rowsOf(readings));
  await client.query(`
    insert into figure_reading ${COPIED} select ${COPIED.slice(1, -1)} from first_reading;
    insert into account_figures
      (account_id, nickname, country, ${COUNT_NAMES.join(', ')}, rounded, source, read_at, counts_at)
    select account_id, nickname, country, ${COUNT_NAMES.join(', ')}, rounded, source, at, '{}' from first_reading
  `);
}

function* rowsOf(readings: Iterable<Reading>): Generator<readonly CopyValue[]> {
  for (const { accountId, at, source, nickname, country, counts } of readings) {
    yield [
      accountId,
      at,
      source,
      nickname ?? null,
      country ?? null,
      ...COUNT_NAMES.map((name) => valueOf(counts[name])),
      COUNT_NAMES.filter((name) => 'about' in (counts[name] ?? {})),
    ];
  }
}

function valueOf(count: ReadCount | undefined): number | null {
  if (count === undefined) return null;
  return 'exact' in count ? count.exact : count.about;
}

export async function insertReading(trx: Trx, reading: Reading): Promise<void> {
  await trx
    .insertInto('figure_reading')
    .values({
      account_id: reading.accountId,
      at: reading.at,
      source: reading.source,
      nickname: reading.nickname ?? null,
      country: reading.country ?? null,
      ...byName((name) => valueOf(reading.counts[name])),
      rounded: COUNT_NAMES.filter((name) => 'about' in (reading.counts[name] ?? {})),
    })
    .execute();
}

/** The readings of an account, newest first, as the API shows figures. */
export async function readings(db: Reader, accountId: number, limit: number): Promise<Figures[]> {
  const rows = await db
    .selectFrom('figure_reading')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => figuresOf({ ...row, read_at: row.at }));
}

function byName<T>(value: (name: CountName) => T): Record<CountName, T> {
  return {
    followers: value('followers'),
    following: value('following'),
    hearts: value('hearts'),
    videos: value('videos'),
    friends: value('friends'),
  };
}
