import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDataFolder, type DataFolder } from '../data-folder.ts';
import { silentLog } from '../log/index.ts';
import { Secret } from '../secret.ts';
import type { DatabaseHandle } from './connect.ts';
import { openDatabase } from './open-database.ts';
import { testDatabase } from './testing.ts';

let shared: DatabaseHandle;
let dataFolder: DataFolder;

beforeAll(async () => {
  shared = await testDatabase({ migrations: null });
  dataFolder = await openDataFolder(await mkdtemp(join(tmpdir(), 'muster-test-')));
});
afterAll(async () => {
  await shared.close();
  await rm(dataFolder.path, { recursive: true });
});

const open = (url: string) => openDatabase({ dataFolder, url: new Secret(url), log: silentLog });

function urlOf(handle: DatabaseHandle, database?: string): string {
  if (handle.connection.kind !== 'socket') throw new Error('expected a socket');
  const { folder, user } = handle.connection;
  return `postgres://${user}@/${database ?? handle.connection.database}?host=${encodeURIComponent(folder)}`;
}

describe('a shared server', () => {
  it('is used where its URL says', async () => {
    await using opened = await open(urlOf(shared));
    const { rows } = await sql<{ version: string }>`select version() as version`.execute(opened.handle.db);
    expect(rows[0]?.version).toContain('PostgreSQL');
  });

  it('that does not answer is named, and its password is not', async () => {
    const failure = await open('postgres://u:hunter2@127.0.0.1:1/muster').catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'database_unreachable',
      message: expect.stringMatching(
        /^The database cannot be reached \(connect ECONNREFUSED.*DATABASE_URL is right\.$/,
      ),
    });
    expect(String(failure)).not.toContain('hunter2');
  });

  it('needs a database in UTF-8', async () => {
    const name = `latin_${process.pid}`;
    await sql`create database ${sql.id(name)} encoding 'LATIN1' locale_provider libc locale 'C' template template0`.execute(
      shared.db,
    );
    try {
      await expect(open(urlOf(shared, name))).rejects.toThrow('has the encoding LATIN1. Make one with');
    } finally {
      await sql`drop database ${sql.id(name)} with (force)`.execute(shared.db);
    }
  });
});
