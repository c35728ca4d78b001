import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { ensureDevice } from '../devices/index.ts';
import type { DatabaseHandle } from '../platform/index.ts';
import { testDatabase } from '../platform/database/testing.ts';
import {
  acquireLeases,
  assertLease,
  LeaseLostError,
  releaseLease,
  releaseLeasesOf,
  renewLeases,
  type Lease,
} from './lease.ts';

let database: DatabaseHandle;
let deviceId: number;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  const { id } = await database.db.transaction().execute((trx) => ensureDevice(trx, crypto.randomUUID()));
  deviceId = id;
});

const acquire = async (holder: string): Promise<Lease | null> =>
  (await acquireLeases(database.db, [deviceId], holder))[0] ?? null;
const assertIn = (lease: { deviceId: number; token: string }) =>
  database.db.transaction().execute((trx) => assertLease(trx, lease));

async function expire() {
  await sql`update device_lease set expires_at = now() - interval '1 s' where device_id = ${deviceId}`.execute(
    database.db,
  );
}

describe('the lease of a phone', () => {
  it('is given to one of many who ask at once', async () => {
    const asked = await Promise.all(Array.from({ length: 8 }, (_, at) => acquire(`1:${at}`)));
    expect(asked.filter((lease) => lease !== null)).toHaveLength(1);
  });

  it('has a token that only rises', async () => {
    const tokens: number[] = [];
    for (let at = 0; at < 3; at += 1) {
      const lease = await acquire('1:a');
      if (lease === null) throw new Error('nobody holds it');
      tokens.push(Number(lease.token));
      await releaseLease(database.db, lease);
    }
    expect(tokens).toEqual([1, 2, 3]);
  });

  it('refuses the writes of a holder whose lease ran out and was taken over', async () => {
    const late = await acquire('1:late');
    await expire();
    const next = await acquire('2:next');
    if (late === null || next === null) throw new Error('both were given');
    await expect(assertIn(late)).rejects.toThrow(LeaseLostError);
    expect(await renewLeases(database.db, [late])).toEqual(new Set());
    await releaseLease(database.db, late);
    await expect(assertIn(next)).resolves.toBeUndefined();
  });

  it('still counts when the clock was set forward and nobody took it over', async () => {
    const lease = await acquire('1:a');
    if (lease === null) throw new Error('nobody holds it');
    await expire();
    await expect(assertIn(lease)).resolves.toBeUndefined();
    expect(await renewLeases(database.db, [lease])).toEqual(new Set([deviceId]));
  });

  it('of a process that is no more is free as soon as its host starts again', async () => {
    await acquire('1:before');
    expect(await acquire('1:after')).toBeNull();
    await releaseLeasesOf(database.db, 2);
    expect(await acquire('1:after')).toBeNull();
    await releaseLeasesOf(database.db, 1);
    expect(await acquire('1:after')).not.toBeNull();
  });
});
