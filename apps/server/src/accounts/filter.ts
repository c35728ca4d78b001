import { sql, type RawBuilder } from 'kysely';
import type { AccountFilter } from '@muster/contract';
import { usernameKey } from './username.ts';

type Condition = RawBuilder<boolean>;

/**
 * The accounts of a workspace that a filter matches, as one condition on the table `account`. It serves the list, bulk
 * acts, exports and runs alike, so that all of them mean the same rows.
 */
export function matching(workspaceId: number, filter: AccountFilter): Condition {
  const conditions: Condition[] = [
    sql`account.workspace_id = ${workspaceId}`,
    filter.deleted === true ? sql`account.deleted_at is not null` : sql`account.deleted_at is null`,
  ];
  const search = filter.search?.trim() ?? '';
  if (search !== '') conditions.push(sql`account.search like ${containing(search)}`);
  if (filter.username !== undefined) conditions.push(sql`account.username_key = ${usernameKey(filter.username)}`);
  if (filter.enabled !== undefined) conditions.push(sql`account.enabled = ${filter.enabled}`);
  if (filter.login !== undefined) conditions.push(sql`account.login_status = ${filter.login}`);
  if (filter.deviceId !== undefined) conditions.push(sql`account.device_id = ${filter.deviceId}`);
  if (filter.assigned === true) conditions.push(sql`account.device_id is not null`);
  if (filter.assigned === false) conditions.push(sql`account.device_id is null`);
  if (filter.tag !== undefined) conditions.push(sql`account.tags @> array[${filter.tag}]::text[]`);
  return sql.join(conditions, sql` and `);
}

/** The pattern of LIKE for texts that contain this one: `%`, `_` and `\` stand for themselves. */
export function containing(text: string): string {
  return `%${text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\\%_]/g, String.raw`\$&`)}%`;
}
