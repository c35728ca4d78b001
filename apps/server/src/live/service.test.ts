import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MusterEvent } from '@muster/contract';
import { sql } from 'kysely';
import type { DatabaseHandle } from '../platform/database/index.ts';
import { testDatabase } from '../platform/database/testing.ts';
import { KEEP_EVENTS_MS, Live } from './service.ts';

let database: DatabaseHandle;
const live = new Live();

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

async function publish(event: MusterEvent): Promise<number> {
  await database.db.transaction().execute((trx) => live.publish(trx, event));
  return live.newestId(database.db);
}

describe('what happened while a page was away', () => {
  it('is told from the event it saw last', async () => {
    const seen = await publish({ type: 'run.changed', runId: 1 });
    await sql`update event set at = at - interval '1 minute'`.execute(database.db);
    await publish({ type: 'run.changed', runId: 2 });
    const missed = await live.since(database.db, seen);
    expect(missed.map(({ event }) => event)).toEqual([{ type: 'run.changed', runId: 2 }]);
  });

  it('includes an event of a transaction that took its number before and committed after', async () => {
    const [early] = (await sql<{ id: string }>`select nextval('event_id_seq') as id`.execute(database.db)).rows;
    const seen = await publish({ type: 'run.changed', runId: 3 });
    await sql`
      insert into event (id, payload) overriding system value
      values (${early?.id}, '{"type":"run.changed","runId":4}')
    `.execute(database.db);
    const missed = await live.since(database.db, seen);
    expect(missed.map(({ event }) => event)).toContainEqual({ type: 'run.changed', runId: 4 });
  });

  it('is "fetch everything anew" when the last event seen is not known any more', async () => {
    const newest = await live.newestId(database.db);
    expect(await live.since(database.db, 999_999)).toEqual([{ id: newest, event: { type: 'resync' } }]);
  });

  it('is kept an hour, and the newest number for good', async () => {
    const newest = await publish({ type: 'system.changed' });
    await live.trim(database.db, new Date(Date.now() + KEEP_EVENTS_MS + 1000));
    const { rows } = await sql<{ id: string }>`select id from event`.execute(database.db);
    expect(rows).toEqual([{ id: String(newest) }]);
  });

  it('says "all accounts" instead of ids that would not fit', async () => {
    const ids = Array.from({ length: 20_000 }, (_, i) => i + 1);
    const before = await live.newestId(database.db);
    await publish({ type: 'accounts.changed', workspaceId: 1, ids });
    expect((await live.since(database.db, before)).at(-1)?.event).toEqual({
      type: 'accounts.changed',
      workspaceId: 1,
      ids: null,
    });
  });
});
