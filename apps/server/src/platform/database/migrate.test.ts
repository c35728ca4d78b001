import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../log/index.ts';
import { createDatabase, type DatabaseHandle } from './connect.ts';
import { migrate, readMigrations } from './migrate.ts';
import { testDatabase } from './testing.ts';

let folder: string;
let database: DatabaseHandle;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-test-'));
  database = await testDatabase({ migrations: null });
});
afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

const file = (name: string, text: string) => writeFile(join(folder, name), text);
const tables = async () =>
  (
    await sql<{ t: string }>`select relname as t from pg_class where relname like 'm_' order by 1`.execute(database.db)
  ).rows
    .map((row) => row.t)
    .join();

describe('migrations', () => {
  it('are applied once each, in order, several statements a file', async () => {
    await file('0001_one.sql', '-- First.\ncreate table m1 (); create table m2 ();');
    expect(await migrate(database.db, folder)).toEqual(['0001_one']);
    await file('0002_two.sql', '-- Second.\ncreate table m3 ();');
    expect(await migrate(database.db, folder)).toEqual(['0002_two']);
    expect(await migrate(database.db, folder)).toEqual([]);
    expect(await tables()).toBe('m1,m2,m3');
  });

  it('leave nothing when one of them fails', async () => {
    await file('0001_one.sql', '-- First.\ncreate table m1 ();');
    await file('0002_two.sql', '-- Second.\ncreate table m2 (); select nothing_like_this;');
    await expect(migrate(database.db, folder)).rejects.toThrow(/0002_two: column "nothing_like_this" does not exist/);
    expect(await tables()).toBe('');
  });

  it('are applied by one of several consoles that start at once', async () => {
    await file('0001_one.sql', '-- First.\ncreate table m1 ();');
    await using second = createDatabase(database.connection, { log: silentLog });
    const applied = await Promise.all([migrate(database.db, folder), migrate(second.db, folder)]);
    expect(applied.flat()).toEqual(['0001_one']);
  });

  it('of a newer version are respected', async () => {
    await file('0001_one.sql', '-- First.\ncreate table m1 ();');
    await file('0002_two.sql', '-- Second.\ncreate table m2 ();');
    await migrate(database.db, folder);
    await rm(join(folder, '0002_two.sql'));
    await expect(migrate(database.db, folder)).rejects.toThrow('written by a newer version (it has 0002_two)');
  });

  it.each([
    ['1_one.sql', '-- First.', 'is not named like 0001_what.sql'],
    ['0002_two.sql', '-- Second.', 'should have the number 1'],
    ['0001_one.sql', 'create table m1 ();', 'does not begin with its reason'],
  ])('are refused when a file is %s with %j', async (name, text, sentence) => {
    await file(name, text);
    await expect(readMigrations(folder)).rejects.toThrow(sentence);
  });
});
