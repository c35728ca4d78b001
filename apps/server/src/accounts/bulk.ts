import { sql, type RawBuilder } from 'kysely';
import type { AccountFilter, AccountSelection, BulkAct } from '@muster/contract';
import type { Trx } from '../platform/database/tables.ts';
import { matching } from './filter.ts';
import type { EditKind } from './store.ts';

type Act = BulkAct['act'];

/** The selected rows of a workspace as a condition on `account`: deleted ones, or those that are not. */
export function selected(
  workspaceId: number,
  selection: AccountSelection,
  which: { readonly deleted: boolean },
): RawBuilder<boolean> {
  const filter: AccountFilter = 'filter' in selection ? selection.filter : {};
  const rows = matching(workspaceId, { ...filter, deleted: which.deleted });
  if ('ids' in selection) return sql`${rows} and account.id = any(${selection.ids}::int[])`;
  if (selection.except === undefined) return rows;
  return sql`${rows} and account.id <> all(${selection.except}::int[])`;
}

/**
 * Does an act on many rows in one statement and gives the ids of those that it changed; rows on which it would change
 * nothing keep their version. They are locked in order of id, so that two bulk acts wait and do not deadlock.
 */
export async function applyBulk(trx: Trx, request: BulkAct, at: Date): Promise<number[]> {
  const { act } = request;
  const rows = selected(request.workspaceId, request.selection, { deleted: act.kind === 'restore' });
  const { rows: changed } = await sql<{ id: number }>`
    with chosen as materialized (
      select id from account where ${rows} and ${wouldChange(act, rows)} order by id for no key update
    )
    update account set ${assignment(act, at)}, version = version + 1, updated_at = ${at}
    from chosen where account.id = chosen.id
    returning account.id
  `.execute(trx);
  return changed.map((row) => row.id).sort((a, b) => a - b);
}

function assignment(act: Act, at: Date): RawBuilder<unknown> {
  switch (act.kind) {
    case 'enable':
      return sql`enabled = true`;
    case 'disable':
      return sql`enabled = false`;
    case 'delete':
      return sql`deleted_at = ${at}`;
    case 'restore':
      return sql`deleted_at = null`;
    case 'tag':
      return sql`tags = array_append(tags, ${act.tag.trim()})`;
    case 'untag':
      return sql`tags = array_remove(tags, ${act.tag.trim()})`;
    case 'assign':
      return sql`device_id = ${act.deviceId}`;
  }
}

function wouldChange(act: Act, rows: RawBuilder<boolean>): RawBuilder<unknown> {
  switch (act.kind) {
    case 'enable':
      return sql`not enabled`;
    case 'disable':
      return sql`enabled`;
    case 'delete':
      return sql`true`;
    case 'restore':
      return sql`not exists (
        select from account as other
        where other.workspace_id = account.workspace_id and other.username_key = account.username_key
          and other.deleted_at is null
      ) and id in (select distinct on (username_key) id from account where ${rows} order by username_key, id desc)`;
    case 'tag':
      return sql`not tags @> array[${act.tag.trim()}]::text[] and cardinality(tags) < 50`;
    case 'untag':
      return sql`tags @> array[${act.tag.trim()}]::text[]`;
    case 'assign':
      return sql`device_id is distinct from ${act.deviceId}::int`;
  }
}

/** How an act reads in the history of each account. */
export function editOf(act: Act): { kind: EditKind; text: string } {
  switch (act.kind) {
    case 'enable':
      return { kind: 'edited', text: 'enabled' };
    case 'disable':
      return { kind: 'edited', text: 'disabled' };
    case 'delete':
      return { kind: 'deleted', text: 'deleted' };
    case 'restore':
      return { kind: 'restored', text: 'restored' };
    case 'tag':
      return { kind: 'edited', text: `tagged “${act.tag.trim()}”` };
    case 'untag':
      return { kind: 'edited', text: `tag “${act.tag.trim()}” removed` };
    case 'assign':
      return {
        kind: 'edited',
        text: act.deviceId === null ? 'taken off its phone' : `moved to device ${act.deviceId}`,
      };
  }
}
