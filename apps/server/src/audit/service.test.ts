import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { systemClock } from '../platform/index.ts';
import type { DatabaseHandle } from '../platform/database/index.ts';
import { testDatabase } from '../platform/database/testing.ts';
import { Audit } from './service.ts';

let database: DatabaseHandle;
const audit = new Audit(systemClock);

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

function record(what: string): Promise<void> {
  return database.db.transaction().execute((trx) => audit.record(trx, { who: 'ada', act: 'test', what }));
}

describe('the record', () => {
  it('is whole after many writers at once', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, i) => record(`entry ${i}`)));
    expect(await audit.verify(database.db)).toEqual({ whole: true, entries: 40 });
  });

  it('has no entry, and no gap, of an act that was rolled back', async () => {
    const failed = database.db.transaction().execute(async (trx) => {
      await audit.record(trx, { who: 'ada', act: 'test', what: 'never happened' });
      throw new Error('the act failed');
    });
    await expect(failed).rejects.toThrow('the act failed');
    await record('after it');
    expect(await audit.verify(database.db)).toEqual({ whole: true, entries: 41 });
  });

  it('is read newest first, page by page', async () => {
    const first = await audit.page(database.db, { limit: 2 });
    const next = await audit.page(database.db, { limit: 2, before: first.at(-1)?.id ?? 0 });
    expect([...first, ...next].map((entry) => entry.id)).toEqual([41, 40, 39, 38]);
  });

  it('shows that somebody changed an entry in the database', async () => {
    await sql`update audit set what = 'nothing' where id = 7`.execute(database.db);
    expect(await audit.verify(database.db)).toEqual({ whole: false, brokenAt: 7, why: 'changed' });
  });
});
