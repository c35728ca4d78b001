import { sql } from 'kysely';
import type { Observation } from '@muster/contract';
import type { Reader, Trx } from '../platform/database/tables.ts';
import type { ObservationSource, ObservedStatus, Sighting } from './session.ts';

/** Rows of one statement: making its text from more would keep others in this process waiting. */
const ROWS_AT_ONCE = 5000;

/** Adds observations, thousands with each statement. */
export async function insert(trx: Trx, sightings: readonly Sighting[], at: Date): Promise<void> {
  for (let from = 0; from < sightings.length; from += ROWS_AT_ONCE) {
    await insertSlice(trx, sightings.slice(from, from + ROWS_AT_ONCE), at);
  }
}

async function insertSlice(trx: Trx, sightings: readonly Sighting[], at: Date): Promise<void> {
  const column = <K extends keyof Sighting>(name: K) => sightings.map((sighting) => sighting[name]);
  const seen = sql`unnest(
    ${column('accountId')}::int[], ${column('deviceId')}::int[], ${column('status')}::text[], ${column('source')}::text[],
    ${column('byWhom')}::text[], ${column('taskId')}::bigint[], ${column('evidence')}::text[]
  ) as seen (account_id, device_id, status, source, by_whom, task_id, evidence)`;
  await sql`
    insert into observation (account_id, device_id, at, status, source, by_whom, task_id, evidence)
    select account_id, device_id, ${at}, status, source, by_whom, task_id, evidence from ${seen}
  `.execute(trx);
}

/**
 * Makes what was seen the status of the accounts; an older observation never outweighs a newer one.
 * Gives the workspace of each account whose status this is now.
 */
export async function setStatus(trx: Trx, sightings: readonly Sighting[], at: Date): Promise<number[]> {
  if (sightings.length === 0) return [];
  const updated = await sql<{ workspace_id: number }>`
    update account set login_status = seen.status, login_seen_at = ${at}
    from unnest(
      ${sightings.map(({ accountId }) => accountId)}::int[], ${sightings.map(({ status }) => status)}::text[]
    ) as seen (account_id, status)
    where account.id = seen.account_id and (account.login_seen_at is null or account.login_seen_at <= ${at})
    returning account.workspace_id
  `.execute(trx);
  return updated.rows.map((row) => row.workspace_id);
}

/** Removes observations by their evidence, and sets the status back to the newest that is left. */
export async function remove(trx: Trx, accountIds: readonly number[], evidence: string): Promise<void> {
  const removed = await sql<{ account_id: number }>`
    delete from observation where account_id = any(${accountIds}::int[]) and evidence = ${evidence} returning account_id
  `.execute(trx);
  await sql`
    update account set login_status = coalesce(last.status, 'unknown'), login_seen_at = last.at
    from unnest(${removed.rows.map((row) => row.account_id)}::int[]) as gone (id)
    left join lateral (
      select status, at from observation where account_id = gone.id order by at desc, observation.id desc limit 1
    ) as last on true
    where account.id = gone.id
  `.execute(trx);
}

export async function newest(db: Reader, accountId: number, limit: number): Promise<Observation[]> {
  const { rows } = await sql<{
    at: Date;
    status: ObservedStatus;
    source: ObservationSource;
    by_whom: string | null;
    label: string | null;
    task_id: string | null;
    evidence: string | null;
  }>`
    select observation.at, status, source, by_whom, device.label, task_id, evidence
    from observation left join device on device.id = observation.device_id
    where account_id = ${accountId}
    order by observation.at desc, observation.id desc
    limit ${limit}
  `.execute(db);
  return rows.map((row) => ({
    at: row.at.toISOString(),
    status: row.status,
    source: row.source,
    by: row.by_whom,
    device: row.label,
    task: row.task_id === null ? null : Number(row.task_id),
    evidence: row.evidence,
  }));
}
