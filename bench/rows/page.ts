import { sql } from 'kysely';
import { fillAccounts } from '../accounts.ts';
import { percentile, samples, startLab, type Lab } from '../lab.ts';
import type { Row } from '../row.ts';

const ACCOUNTS = 100_000;
const REQUESTS = 300;
const WARM_UP = 30;
const PAGE = 200;

/** What people ask the list for, in turn: plain pages, searches, filters, orders. All with the total. */
const queries: readonly Record<string, string>[] = [
  {},
  { search: 'cedar.delta' },
  { search: 'juniper' },
  { enabled: 'false', sort: 'username' },
  { search: 'amber', enabled: 'true', sort: 'updated', order: 'desc' },
  { login: 'signed_in', sort: 'username', order: 'desc' },
];

/** First page of 100,000 accounts, filtered, sorted and searched, over HTTP; the floor is the bare query with trigrams. */
export const pageRow: Row = {
  name: 'page',
  run: async () => {
    await using lab = await startLab();
    const workspace = await lab.workspace('instagram');
    await fillAccounts(lab, workspace.id, ACCOUNTS);
    const ask = async (at: number): Promise<void> => {
      const query = new URLSearchParams({
        workspaceId: String(workspace.id),
        limit: String(PAGE),
        ...queries[at % queries.length],
      });
      const answer = await fetch(`${lab.url}/api/v1/accounts?${query.toString()}`, {
        headers: { authorization: `Bearer ${lab.token}` },
      });
      if (!answer.ok) throw new Error(await answer.text());
      await answer.arrayBuffer();
    };
    await samples(WARM_UP, ask);
    const ours = await samples(REQUESTS, ask);
    await samples(WARM_UP, (at) => bare(lab, workspace.id, at));
    const floor = await samples(REQUESTS, (at) => bare(lab, workspace.id, at));
    const floorIs = 'bare PostgreSQL';
    return [
      {
        what: 'page of 100,000, p50',
        value: percentile(ours, 0.5),
        unit: 'ms',
        floor: percentile(floor, 0.5),
        floorIs,
        bar: 8,
      },
      {
        what: 'page of 100,000, p99',
        value: percentile(ours, 0.99),
        unit: 'ms',
        floor: percentile(floor, 0.99),
        floorIs,
        bar: 40,
      },
    ];
  },
};

async function bare(lab: Lab, workspaceId: number, at: number): Promise<void> {
  const query = queries[at % queries.length] ?? {};
  const order = sql.raw(
    query['sort'] === 'username' ? 'username_key' : query['sort'] === 'updated' ? 'updated_at' : 'id',
  );
  const direction = sql.raw(query['order'] === 'desc' ? 'desc' : 'asc');
  const { search, enabled, login } = query;
  const where = sql`workspace_id = ${workspaceId} and deleted_at is null
    ${search === undefined ? sql`` : sql`and search like ${`%${search}%`}`}
    ${enabled === undefined ? sql`` : sql`and enabled = ${enabled === 'true'}`}
    ${login === undefined ? sql`` : sql`and login_status = ${login}`}`;
  await sql`select * from account where ${where} order by ${order} ${direction} limit ${PAGE}`.execute(lab.database.db);
  await sql`select count(*) from account where ${where}`.execute(lab.database.db);
}
