import { sql } from 'kysely';
import type { Device, DeviceState } from '@muster/contract';
import type { Reader } from '../platform/index.ts';
import { remedyFor, type TransportView } from './device.ts';

/** What this process knows of a device beyond the database. */
export interface LiveView {
  state(deviceId: number): DeviceState | null;
  transports(deviceId: number): TransportView[];
  remedy(deviceId: number): string | null;
}

/** Devices as a page shows them, in the order of their labels (numbers by value). All of them, or those of the ids. */
export async function listDevices(db: Reader, live: LiveView, now: Date, ids?: readonly number[]): Promise<Device[]> {
  const rows = await deviceRows(db, ids);
  const found = rows.map((row) => row.id);
  const [transports, held, busy, accounts] = await Promise.all([
    transportsOf(db, found),
    holdsOf(db, found),
    workOf(db, found),
    accountsOf(db, found),
  ]);
  return rows.map((row) => {
    const state = live.state(row.id) ?? row.state;
    return {
      id: row.id,
      label: row.label,
      serial: row.serial,
      model: row.model,
      androidVersion: row.android_version,
      group: row.group_name,
      state,
      remedy: live.remedy(row.id) ?? remedyFor(state),
      transports: joined(transports.get(row.id) ?? [], live.transports(row.id)),
      host: row.host ?? 'none yet',
      lastSeenAt: (state === 'online' ? now : row.last_seen_at)?.toISOString() ?? null,
      held: held.get(row.id) ?? [],
      busyWith: busy.get(row.id)?.[0] ?? null,
      accounts: accounts.get(row.id) ?? [],
      version: row.version,
    };
  });
}

function deviceRows(db: Reader, ids: readonly number[] | undefined) {
  return db
    .selectFrom('device')
    .leftJoin('host', 'host.id', 'device.host_id')
    .select([
      'device.id',
      'device.label',
      'device.serial',
      'device.model',
      'device.android_version',
      'device.group_name',
      'device.state',
      'device.last_seen_at',
      'device.version',
      'host.name as host',
    ])
    .$if(ids !== undefined, (query) => query.where('device.id', '=', anyOf(ids ?? [])))
    .orderBy(sql`case when label ~ '^[0-9]{1,9}$' then label::int end`, (order) => order.asc().nullsLast())
    .orderBy('label_key')
    .execute();
}

async function transportsOf(db: Reader, ids: readonly number[]): Promise<Map<number, TransportView[]>> {
  const rows = await db
    .selectFrom('device_transport')
    .select(['device_id', 'kind', 'address'])
    .where('device_id', '=', anyOf(ids))
    .orderBy('id')
    .execute();
  return grouped(rows, (row) => ({ kind: row.kind, address: row.address, state: 'offline' as const }));
}

async function holdsOf(db: Reader, ids: readonly number[]): Promise<Map<number, Device['held']>> {
  const rows = await db
    .selectFrom('device_hold')
    .select(['device_id', 'package', 'task_id', 'reason', 'since'])
    .where('device_id', '=', anyOf(ids))
    .orderBy('since')
    .execute();
  return grouped(rows, (row) => ({
    package: row.package,
    taskId: Number(row.task_id ?? 0),
    reason: row.reason,
    since: row.since.toISOString(),
  }));
}

async function workOf(db: Reader, ids: readonly number[]): Promise<Map<number, NonNullable<Device['busyWith']>[]>> {
  const rows = await db
    .selectFrom('task')
    .innerJoin('run', 'run.id', 'task.run_id')
    .leftJoin('account', 'account.id', 'task.account_id')
    .select(['task.device_id', 'task.id', 'task.run_id', 'run.script', 'account.username'])
    .where('task.device_id', '=', anyOf(ids))
    .where('task.state', '=', 'running')
    .execute();
  return grouped(rows, (row) => ({
    taskId: Number(row.id),
    runId: row.run_id,
    script: row.script,
    account: row.username,
  }));
}

async function accountsOf(db: Reader, ids: readonly number[]): Promise<Map<number, Device['accounts']>> {
  const rows = await db
    .selectFrom('account')
    .innerJoin('workspace', 'workspace.id', 'account.workspace_id')
    .select([
      'account.device_id',
      'account.id',
      'account.username',
      'workspace.network',
      'account.enabled',
      'account.login_status',
    ])
    .where('account.device_id', '=', anyOf(ids))
    .where('account.deleted_at', 'is', null)
    .orderBy('account.id')
    .execute();
  return grouped(rows, (row) => ({
    id: row.id,
    username: row.username,
    network: row.network,
    enabled: row.enabled,
    loginStatus: row.login_status,
  }));
}

/** What the process sees outweighs what the database remembers of the same transport. */
function joined(remembered: readonly TransportView[], seen: readonly TransportView[]): TransportView[] {
  const known = new Set(seen.map((one) => `${one.kind} ${one.address}`));
  return [...seen, ...remembered.filter((one) => !known.has(`${one.kind} ${one.address}`))];
}

function anyOf(ids: readonly number[]) {
  return sql<number>`any(${[...ids]}::int[])`;
}

function grouped<Row extends { device_id: number | null }, View>(
  rows: readonly Row[],
  view: (row: Row) => View,
): Map<number, View[]> {
  const groups = new Map<number, View[]>();
  for (const row of rows) {
    if (row.device_id === null) continue;
    const group = groups.get(row.device_id);
    if (group === undefined) groups.set(row.device_id, [view(row)]);
    else group.push(view(row));
  }
  return groups;
}
