import { sql } from 'kysely';
import type { Database, Trx } from '../platform/index.ts';

/** Work on one phone belongs to whoever has the newest token of its lease. */
export interface Lease {
  readonly deviceId: number;
  readonly token: string;
}

/** Somebody else works on the phone now. Whatever this one still wanted to write is refused. */
export class LeaseLostError extends Error {
  readonly code = 'lease_lost';

  constructor(deviceId: number) {
    super(`The lease of device ${deviceId} was taken over.`);
    this.name = 'LeaseLostError';
  }
}

/** How long a lease lives without being renewed. */
export const LEASE_MS = 15_000;

/** Takes the leases of those phones that nobody works on, or whose holder fell silent. The others are left out. */
export async function acquireLeases(db: Database, deviceIds: readonly number[], holder: string): Promise<Lease[]> {
  const { rows } = await sql<Lease>`
    insert into device_lease (device_id, token, holder, expires_at)
    select id, 1, ${holder}, clock_timestamp() + ${LEASE_MS} * interval '1 ms'
    from unnest(${[...new Set(deviceIds)]}::int[]) as wanted (id) order by id
    on conflict (device_id) do update
      set token = device_lease.token + 1, holder = excluded.holder, task_id = null, expires_at = excluded.expires_at
      where device_lease.holder is null or device_lease.expires_at < clock_timestamp()
    returning device_id as "deviceId", token
  `.execute(db);
  return rows;
}

/** Prolongs leases; gives the phones whose lease is still ours. */
export async function renewLeases(db: Database, leases: readonly Lease[]): Promise<Set<number>> {
  const { rows } = await sql<{ deviceId: number }>`
    update device_lease set expires_at = clock_timestamp() + ${LEASE_MS} * interval '1 ms'
    from unnest(
      ${leases.map((lease) => lease.deviceId)}::int[], ${leases.map((lease) => lease.token)}::bigint[]
    ) as ours (device_id, token)
    where device_lease.device_id = ours.device_id and device_lease.token = ours.token and holder is not null
    returning device_lease.device_id as "deviceId"
  `.execute(db);
  return new Set(rows.map((row) => row.deviceId));
}

/** Lets the phone go. One that was taken over meanwhile is left to its new holder. */
export async function releaseLease(db: Database, lease: Lease): Promise<void> {
  await sql`
    update device_lease set holder = null, task_id = null, expires_at = null
    where device_id = ${lease.deviceId} and token = ${lease.token}
  `.execute(db);
}

/**
 * Holds the lease's row until the transaction ends: what is written in it is written by the rightful holder.
 * Only the token counts, not the clock, for a clock may be set while the holder works.
 * @throws LeaseLostError
 */
export async function assertLease(trx: Trx, lease: Lease): Promise<void> {
  const { rows } = await sql`
    select 1 from device_lease
    where device_id = ${lease.deviceId} and token = ${lease.token} and holder is not null
    for share
  `.execute(trx);
  if (rows.length !== 1) throw new LeaseLostError(lease.deviceId);
}

/** Frees what a process of this host held that is no more. Only one process at a time speaks for a host. */
export async function releaseLeasesOf(db: Database, hostId: number): Promise<void> {
  await sql`
    update device_lease set holder = null, task_id = null, expires_at = null where holder like ${`${hostId}:%`}
  `.execute(db);
}

export function leaseHolder(hostId: number, instance: string): string {
  return `${hostId}:${instance}`;
}
