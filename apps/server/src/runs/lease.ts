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

/** Takes the lease of a phone that nobody works on, or whose holder fell silent; null while somebody has it. */
export async function acquireLease(db: Database, deviceId: number, holder: string): Promise<Lease | null> {
  const { rows } = await sql<{ token: string }>`
    insert into device_lease (device_id, token, holder, expires_at)
    values (${deviceId}, 1, ${holder}, clock_timestamp() + ${LEASE_MS} * interval '1 ms')
    on conflict (device_id) do update
      set token = device_lease.token + 1, holder = excluded.holder, task_id = null, expires_at = excluded.expires_at
      where device_lease.holder is null or device_lease.expires_at < clock_timestamp()
    returning token
  `.execute(db);
  const token = rows[0]?.token;
  return token === undefined ? null : { deviceId, token };
}

/** @throws LeaseLostError */
export async function renewLease(db: Database, lease: Lease): Promise<void> {
  const { numAffectedRows } = await sql`
    update device_lease set expires_at = clock_timestamp() + ${LEASE_MS} * interval '1 ms'
    where device_id = ${lease.deviceId} and token = ${lease.token} and holder is not null
  `.execute(db);
  if (numAffectedRows !== 1n) throw new LeaseLostError(lease.deviceId);
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
