import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseHandle } from './connect.ts';
import { listen } from './listen.ts';
import { silentLog } from '../log/index.ts';
import { testDatabase } from './testing.ts';
import { isDatabaseError, transact, transactOnClient } from './transact.ts';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { from as copyFrom } from 'pg-copy-streams';

let database: DatabaseHandle;

beforeAll(async () => {
  database = await testDatabase({ migrations: null });
  await sql`create table item (id int primary key, note text not null)`.execute(database.db);
});
afterAll(() => database.close());

const notes = async () =>
  (await sql<{ note: string }>`select note from item order by id`.execute(database.db)).rows.map((row) => row.note);

const copyAndFail = (fail: boolean) =>
  transactOnClient(database, async (trx, client) => {
    await pipeline(Readable.from(['20\tcopied\n']), client.query(copyFrom('copy item from stdin')));
    await sql`insert into item values (21, 'inserted')`.execute(trx);
    if (fail) await sql`insert into item values (21, 'again')`.execute(trx);
  });

describe('a transaction', () => {
  it('leaves nothing when its work throws', async () => {
    const work = transact(database.db, async (trx) => {
      await sql`insert into item values (1, 'lost')`.execute(trx);
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await notes()).toEqual([]);
  });

  it('runs again after a serialization failure', async () => {
    await sql`insert into item values (10, '0')`.execute(database.db);
    let runs = 0;
    const bothHaveRead = Promise.withResolvers<void>();
    const add = () =>
      transact(
        database.db,
        async (trx) => {
          const { rows } = await sql<{ note: string }>`select note from item where id = 10`.execute(trx);
          runs += 1;
          if (runs === 2) bothHaveRead.resolve();
          await bothHaveRead.promise;
          await sql`update item set note = ${String(Number(rows[0]?.note) + 1)} where id = 10`.execute(trx);
        },
        { isolation: 'serializable' },
      );
    await Promise.all([add(), add()]);
    expect(await notes()).toEqual(['2']);
    expect(runs).toBe(3);
    await sql`delete from item`.execute(database.db);
  });

  it('takes COPY and ordinary statements together, all or nothing', async () => {
    const refused = await copyAndFail(true).catch((error: unknown) => error);
    expect(isDatabaseError(refused, '23505')).toBe(true);
    expect(await notes()).toEqual([]);
    await copyAndFail(false);
    expect(await notes()).toEqual(['copied', 'inserted']);
  });

  it('survives that the server ends its connection between two statements', async () => {
    const work = transact(database.db, async (trx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
      await sql`select pg_terminate_backend(${rows[0]?.pid}, 5000)`.execute(database.db);
      await sql`select 1`.execute(trx);
    });
    await expect(work).rejects.toThrow(/connection/);
    expect((await sql<{ one: number }>`select 1 as one`.execute(database.db)).rows).toEqual([{ one: 1 }]);
  });
});

describe('a listener', () => {
  it('hears what is committed, and says when it may have missed something', async () => {
    const heard: string[] = [];
    const waiting: { told: (what: string) => void }[] = [];
    const next = () => new Promise<string>((resolve) => waiting.push({ told: resolve }));
    const tell = (what: string) => {
      heard.push(what);
      waiting.shift()?.told(what);
    };
    const ear = { heard: tell, missed: () => tell('missed') };
    const listener = await listen(database.connection, { 'a channel': ear }, silentLog);
    const said = next();
    await sql`select pg_notify('a channel', 'hello')`.execute(database.db);
    expect(await said).toBe('hello');

    const missed = next();
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like 'listen%'
    `.execute(database.db);
    expect(await missed).toBe('missed');
    const again = next();
    await sql`select pg_notify('a channel', 'back')`.execute(database.db);
    expect(await again).toBe('back');
    expect(heard).toEqual(['hello', 'missed', 'back']);
    await listener.close();
  });
});

describe('a test database', () => {
  it('holds the migrated tables, and nothing of another test', async () => {
    await using one = await testDatabase();
    await using two = await testDatabase();
    await sql`create table only_here ()`.execute(one.db);
    const found = await sql<{ n: string }>`
      select table_name as n from information_schema.tables where table_name in ('migration', 'only_here')
    `.execute(two.db);
    expect(found.rows).toEqual([{ n: 'migration' }]);
  });

  it('fails at its end when the test leaks a connection', async () => {
    const leaking = await testDatabase({ migrations: null });
    const client = await leaking.pool.connect();
    client.on('error', () => undefined);
    await expect(leaking.close()).rejects.toThrow('left 1 connection(s) in use');
    client.release(true);
  });
});
