import { sql } from 'kysely';
import { Network, networkTraits, type Workspace } from '@muster/contract';
import type { Audit } from '../audit/index.ts';
import type { Live } from '../live/index.ts';
import type { Actor } from '../people/index.ts';
import { AppError } from '../platform/app-error.ts';
import type { Ids } from '../platform/ids.ts';
import type { Database, Reader } from '../platform/database/tables.ts';
import { singleLine } from './text.ts';

/** What a new installation has. */
const FIRST: readonly { name: string; network: Network }[] = Network.options.map((network) => ({
  name: networkTraits[network].title,
  network,
}));

export interface WorkspaceRef {
  readonly id: number;
  readonly name: string;
  readonly network: Network;
}

/** Sets of accounts of one network each. */
export class Workspaces {
  readonly #db: Database;
  readonly #audit: Audit;
  readonly #live: Live;
  readonly #ids: Ids;

  constructor(parts: { db: Database; audit: Audit; live: Live; ids: Ids }) {
    this.#db = parts.db;
    this.#audit = parts.audit;
    this.#live = parts.live;
    this.#ids = parts.ids;
  }

  /** Makes the two workspaces of a new installation; where there is any, nothing. */
  async ensureFirst(): Promise<void> {
    await sql`
      insert into workspace (uuid, name, name_key, network)
      select * from unnest(
        ${FIRST.map(() => this.#ids.uuid())}::uuid[], ${FIRST.map(({ name }) => name)}::text[],
        ${FIRST.map(({ name }) => nameKey(name))}::text[], ${FIRST.map(({ network }) => network)}::text[]
      )
      where not exists (select from workspace)
      on conflict (name_key) do nothing
    `.execute(this.#db);
  }

  /** All of them in the order in which they were made, each with the number of its accounts. */
  async list(): Promise<Workspace[]> {
    const { rows } = await sql<WorkspaceRef & { accounts: string }>`
      select id, name, network,
        (select count(*) from account where workspace_id = workspace.id and deleted_at is null) as accounts
      from workspace order by id
    `.execute(this.#db);
    return rows.map((row) => ({ ...row, accounts: Number(row.accounts) }));
  }

  /** @throws AppError `bad_name` when the name is taken or cannot be used. */
  async add(actor: Actor, draft: { name: string; network: Network }): Promise<Workspace> {
    const name = draft.name.normalize('NFC').trim();
    const line = singleLine('name', name, 80);
    if (name === '' || 'problem' in line) throw new AppError('bad_name', { field: 'name' });
    return this.#db.transaction().execute(async (trx) => {
      const row = await trx
        .insertInto('workspace')
        .values({ uuid: this.#ids.uuid(), name, name_key: nameKey(name), network: draft.network })
        .onConflict((conflict) => conflict.column('name_key').doNothing())
        .returning(['id', 'name', 'network'])
        .executeTakeFirst();
      if (row === undefined) {
        throw new AppError('bad_name', {
          detail: `There is a workspace “${name}” already.`,
          field: 'name',
          status: 409,
        });
      }
      await this.#live.publish(trx, { type: 'workspaces.changed' });
      await this.#audit.record(trx, {
        who: actor.name,
        act: 'workspace.added',
        what: `workspace ${row.id} “${row.name}” (${row.network})`,
      });
      return { ...row, accounts: 0 };
    });
  }
}

/** @throws AppError `workspace_not_found` */
export async function workspaceById(db: Reader, id: number): Promise<WorkspaceRef> {
  const row = await db
    .selectFrom('workspace')
    .select(['id', 'name', 'network'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row !== undefined) return row;
  throw new AppError('workspace_not_found', { detail: `There is no workspace ${id}.` });
}

function nameKey(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}
