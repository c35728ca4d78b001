import { sql, type RawBuilder } from 'kysely';
import { Id, type AccountPage, type AccountQuery, type AccountSort } from '@muster/contract';
import { z } from 'zod';
import { AppError } from '../platform/app-error.ts';
import type { Database, Reader } from '../platform/database/tables.ts';
import { matching } from './filter.ts';
import type { Totals } from './totals.ts';
import { accountOf, viewColumns, viewJoins, type AccountViewRow } from './view.ts';

/** The last row of the page before. */
interface Cursor {
  readonly key: string | null;
  readonly id: number;
}

interface SortKey {
  /** What is compared, on `account` and what `join` adds. */
  readonly key: RawBuilder<unknown>;
  readonly type: RawBuilder<unknown>;
  readonly nullable: boolean;
  readonly join: RawBuilder<unknown>;
}

/**
 * One page of a list and the number of all rows that match, by offset (a window of the grid) or by cursor.
 *
 * The page's ids are found first, from indexes alone where the sort has one, and only these rows are joined. The
 * total is asked for at the same time, over another connection.
 * Blank values come last in both orders, and equal ones in the order of ids.
 * @throws AppError `bad_request` when the cursor is not one that this list gave.
 */
export async function listAccounts(db: Database, totals: Totals, query: AccountQuery, now: Date): Promise<AccountPage> {
  const from = query.cursor === undefined ? null : readCursor(query, query.cursor);
  const [total, page] = await Promise.all([totals.of(db, query), readPage(db, query, from)]);
  const rows = page.slice(0, query.limit);
  const last = rows.at(-1);
  return {
    accounts: rows.map((row) => accountOf(row, now)),
    total,
    offset: query.cursor === undefined ? (query.offset ?? 0) : 0,
    nextCursor: page.length > query.limit && last !== undefined ? writeCursor(query, last) : null,
  };
}

type PageRow = AccountViewRow & { readonly key_text: string | null };

/** One row more than asked for, to know whether there is a next page. */
async function readPage(db: Reader, query: AccountQuery, from: Cursor | null): Promise<PageRow[]> {
  const { key, join, nullable } = sortKeys[query.sort];
  const direction = query.order === 'asc' ? sql`asc` : sql`desc`;
  const nulls = nullable ? sql`nulls last` : sql``;
  const where = sql.join(
    [matching(query.workspaceId, query), ...(from === null ? [] : [after(query, from)])],
    sql` and `,
  );
  const { rows } = await sql<PageRow>`
    with page as materialized (
      select account.id, ${key} as key from account ${join}
      where ${where}
      order by ${key} ${direction} ${nulls}, account.id ${direction}
      limit ${query.limit + 1} offset ${from === null ? (query.offset ?? 0) : 0}
    )
    select ${viewColumns}, page.key::text as key_text
    from page join account on account.id = page.id ${viewJoins}
    order by page.key ${direction} ${nulls}, page.id ${direction}
  `.execute(db);
  return rows;
}

const none = sql``;
const plain = { nullable: false, join: none } as const;

const sortKeys: Readonly<Record<AccountSort, SortKey>> = {
  id: { ...plain, key: sql`account.id`, type: sql`int` },
  username: { ...plain, key: sql`account.username_key`, type: sql`text` },
  email: { key: sql`account.email`, type: sql`text`, nullable: true, join: none },
  login: { ...plain, key: sql`account.login_status`, type: sql`text` },
  status: { ...plain, key: sql`(not account.enabled)`, type: sql`boolean` },
  updated: { ...plain, key: sql`account.updated_at`, type: sql`timestamptz` },
  device: {
    key: sql`ranked.place`,
    type: sql`bigint`,
    nullable: true,
    // Labels in the order in which people count: 2 before 10.
    join: sql`left join (
      select id, row_number() over (order by length(substring(label_key from '^[0-9]+')), label_key collate "C") as place
      from device
    ) as ranked on ranked.id = account.device_id`,
  },
  followers: {
    key: sql`counted.followers`,
    type: sql`bigint`,
    nullable: true,
    join: sql`left join account_figures as counted on counted.account_id = account.id`,
  },
};

/** The rows that come after the one a cursor names. */
function after(query: AccountQuery, from: Cursor): RawBuilder<unknown> {
  const { key, type, nullable } = sortKeys[query.sort];
  const follows = query.order === 'asc' ? sql`>` : sql`<`;
  if (from.key === null) return sql`${key} is null and account.id ${follows} ${from.id}`;
  const next = sql`(${key}, account.id) ${follows} (${from.key}::${type}, ${from.id}::int)`;
  return nullable ? sql`(${next} or ${key} is null)` : next;
}

function writeCursor(query: AccountQuery, last: PageRow): string {
  return Buffer.from(JSON.stringify([query.sort, query.order, last.key_text, last.id])).toString('base64url');
}

const CursorText = z.tuple([z.string(), z.string(), z.string().nullable(), Id]);

function readCursor(query: AccountQuery, cursor: string): Cursor {
  const read = CursorText.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (read.success) {
    const [sort, order, key, id] = read.data;
    if (sort === query.sort && order === query.order) return { key, id };
  }
  throw new AppError('bad_request', {
    detail: 'The cursor does not belong to this list.',
    remedy: 'Ask for the first page again, without a cursor.',
    field: 'cursor',
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
