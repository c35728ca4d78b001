import { sql } from 'kysely';
import { MusterEvent } from '@muster/contract';
import type { Database, Trx } from '../platform/database/tables.ts';

/** The channel of LISTEN/NOTIFY; every console and host on one database hears it. */
export const EVENT_CHANNEL = 'muster_event';

/** Events older than this are trimmed; a page that was away longer fetches everything anew. */
export const KEEP_EVENTS_MS = 60 * 60 * 1000;

/** Transactions commit out of order of their ids, so a catch-up goes back this far; a repeat does no harm. */
const OVERLAP_MS = 10_000;

/** NOTIFY takes 8,000 bytes; more ids than this are said as "many" (null). */
const MOST_IDS = 500;

const CATCH_UP_LIMIT = 2000;

export interface NumberedEvent {
  readonly id: number;
  readonly event: MusterEvent;
}

/** Writes events where all hosts see them. What they say is only which things changed. */
export class Live {
  /** Publishes within the caller's transaction; listeners hear it after the commit, never before. */
  async publish(trx: Trx, event: MusterEvent): Promise<void> {
    const payload = JSON.stringify(shortened(event));
    await sql`
      with told as (insert into event (payload) values (${payload}::jsonb) returning id, payload)
      select pg_notify(${EVENT_CHANNEL}, jsonb_build_object('id', id, 'event', payload)::text) from told
    `.execute(trx);
  }

  /**
   * What happened after an event that a page has seen. `resync` alone when that is too long ago or too much to tell.
   */
  async since(db: Database, lastId: number): Promise<NumberedEvent[]> {
    const known = await db.selectFrom('event').select('at').where('id', '=', String(lastId)).executeTakeFirst();
    if (known === undefined) return [{ id: await this.newestId(db), event: { type: 'resync' } }];
    const from = new Date(known.at.getTime() - OVERLAP_MS);
    const rows = await db
      .selectFrom('event')
      .select(['id', 'payload'])
      .where((where) =>
        where.or([
          where('id', '>', String(lastId)),
          where.and([where('at', '>=', from), where('id', '<>', String(lastId))]),
        ]),
      )
      .orderBy('id')
      .limit(CATCH_UP_LIMIT + 1)
      .execute();
    if (rows.length > CATCH_UP_LIMIT) return [{ id: await this.newestId(db), event: { type: 'resync' } }];
    return rows.map((row) => ({ id: Number(row.id), event: MusterEvent.parse(row.payload) }));
  }

  async newestId(db: Database): Promise<number> {
    const row = await db.selectFrom('event').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst();
    return Number(row?.id ?? 0);
  }

  /** Removes what nobody can ask for any more; the newest event stays, as the number to go on from. */
  async trim(db: Database, now: Date): Promise<void> {
    await sql`
      delete from event
      where at < ${new Date(now.getTime() - KEEP_EVENTS_MS)} and id < (select max(id) from event)
    `.execute(db);
  }
}

function shortened(event: MusterEvent): MusterEvent {
  if (event.type === 'accounts.changed' && event.ids !== null && event.ids.length > MOST_IDS) {
    return { ...event, ids: null };
  }
  if (event.type === 'devices.changed' && event.ids.length > MOST_IDS) return { type: 'resync' };
  return event;
}
