import { sql, type RawBuilder } from 'kysely';
import type { RunSelection } from '@muster/contract';
import { labelKey } from '../devices/index.ts';
import { AppError } from '../platform/app-error.ts';
import type { Reader } from '../platform/database/tables.ts';
import { selected } from './bulk.ts';
import { matching } from './filter.ts';
import { usernameKey } from './username.ts';

/**
 * The accounts a run is asked to reach, in order of id, disabled ones among them: the run says of each why it takes no
 * part. Accounts that are deleted are not selected.
 * @throws AppError `account_not_found` that names the first username nobody has.
 */
export async function resolveSelection(db: Reader, workspaceId: number, selection: RunSelection): Promise<number[]> {
  if ('usernames' in selection) return byUsernames(db, workspaceId, selection.usernames);
  const { rows } = await sql<{ id: number }>`
    select id from account where ${condition(workspaceId, selection)} order by id
  `.execute(db);
  return rows.map((row) => row.id);
}

type ByCondition = Exclude<RunSelection, { usernames: string[] }>;

function condition(workspaceId: number, selection: ByCondition): RawBuilder<boolean> {
  if ('all' in selection) return matching(workspaceId, {});
  if ('tag' in selection) return matching(workspaceId, { tag: selection.tag });
  if ('deviceLabel' in selection) {
    return sql`${matching(workspaceId, {})} and device_id in (
      select id from device where label_key = ${labelKey(selection.deviceLabel)}
    )`;
  }
  if ('group' in selection) {
    return sql`${matching(workspaceId, {})} and device_id in (
      select id from device where group_name = ${selection.group}
    )`;
  }
  return selected(workspaceId, selection, { deleted: false });
}

async function byUsernames(db: Reader, workspaceId: number, usernames: readonly string[]): Promise<number[]> {
  const keys = new Map(usernames.map((username) => [usernameKey(username), username] as const));
  const { rows } = await sql<{ id: number; username_key: string }>`
    select id, username_key from account
    where ${matching(workspaceId, {})} and username_key = any(${[...keys.keys()]}::text[])
    order by id
  `.execute(db);
  for (const row of rows) keys.delete(row.username_key);
  const [unknown] = keys.values();
  if (unknown !== undefined) {
    throw new AppError('account_not_found', { detail: `There is no account “${unknown}” in this workspace.` });
  }
  return rows.map((row) => row.id);
}
