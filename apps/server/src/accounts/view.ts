import { sql } from 'kysely';
import type { Account, DeviceState, LoginStatus, Network } from '@muster/contract';
import { figuresOf, type FigureRow } from '../figures/index.ts';
import { healthOf } from './health.ts';

/** A row of the list, before its health is read. Sealed secrets are not among its columns. */
export interface AccountViewRow {
  id: number;
  workspace_id: number;
  network: Network;
  username: string;
  email: string | null;
  has_password: boolean;
  has_totp: boolean;
  credential: 'certain' | 'check' | null;
  enabled: boolean;
  device_id: number | null;
  device_label: string | null;
  device_state: DeviceState | null;
  package: string | null;
  tags: string[];
  notes: string | null;
  login_status: LoginStatus;
  login_seen_at: Date | null;
  held_for: string | null;
  nickname: string | null;
  country: string | null;
  followers: string | null;
  following: string | null;
  hearts: string | null;
  videos: string | null;
  friends: string | null;
  rounded: string[] | null;
  source: FigureRow['source'] | null;
  read_at: Date | null;
  version: number;
  created_at: Date;
  updated_at: Date;
  deleted_at: Date | null;
}

/** The columns of `AccountViewRow`. */
export const viewColumns = sql`
  account.id, account.workspace_id, workspace.network, account.username, account.email,
  account.password_sealed is not null as has_password, account.totp_sealed is not null as has_totp,
  account.credential, account.enabled, account.device_id, device.label as device_label, device.state as device_state,
  account.package, account.tags, account.notes, account.login_status, account.login_seen_at, held.reason as held_for,
  figures.nickname, figures.country, figures.followers, figures.following, figures.hearts, figures.videos,
  figures.friends, figures.rounded, figures.source, figures.read_at,
  account.version, account.created_at, account.updated_at, account.deleted_at
`;

/** What they are read from, besides `account` itself. An open task is found by its phone: there are few of those. */
export const viewJoins = sql`
  join workspace on workspace.id = account.workspace_id
  left join device on device.id = account.device_id
  left join account_figures as figures on figures.account_id = account.id
  left join lateral (
    select coalesce(task.reason, task.message) as reason from task
    where task.device_id = account.device_id and task.account_id = account.id and task.state = 'held'
    limit 1
  ) as held on true
`;

/** A row as the API shows it. */
export function accountOf(row: AccountViewRow, now: Date): Account {
  const device =
    row.device_id === null || row.device_label === null || row.device_state === null
      ? null
      : { id: row.device_id, label: row.device_label, state: row.device_state };
  const { health, reason } = healthOf(
    {
      network: row.network,
      enabled: row.enabled,
      hasPassword: row.has_password,
      loginStatus: row.login_status,
      loginSeenAt: row.login_seen_at,
      device,
      heldFor: row.held_for,
      figuresReadAt: row.read_at,
    },
    now,
  );
  const { source, read_at, rounded } = row;
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    network: row.network,
    username: row.username,
    email: row.email,
    hasPassword: row.has_password,
    hasTotp: row.has_totp,
    credential: row.credential,
    enabled: row.enabled,
    device,
    package: row.package,
    tags: row.tags,
    notes: row.notes,
    loginStatus: row.login_status,
    loginSeenAt: row.login_seen_at?.toISOString() ?? null,
    health,
    healthReason: reason,
    figures:
      source === null || read_at === null ? null : figuresOf({ ...row, source, read_at, rounded: rounded ?? [] }),
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    deletedAt: row.deleted_at?.toISOString() ?? null,
  };
}
