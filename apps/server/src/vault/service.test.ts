import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import type { DatabaseHandle } from '../platform/database/index.ts';
import { testDatabase } from '../platform/database/testing.ts';
import { Vault, type Binding } from './service.ts';

let database: DatabaseHandle;
let folder: string;
let keyFile: string;
const now = new Date();
const binding: Binding = { workspaceId: 1, table: 'account', column: 'password', rowUuid: randomUUID() };

beforeEach(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'muster-vault-'));
  keyFile = join(folder, 'keys', 'vault.key');
  for (const name of ['one', 'two']) {
    await sql`
      insert into workspace (uuid, name, name_key, network) values (${randomUUID()}, ${name}, ${name}, 'instagram')
    `.execute(database.db);
  }
});
afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

function start(): Promise<Vault> {
  return Vault.start({ db: database.db, keyFile, now });
}

describe('the vault', () => {
  it('makes its key on the first start: 0600 in a 0700 folder', async () => {
    await start();
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(keyFile))).mode & 0o777).toBe(0o700);
  });

  it('opens what it sealed before a restart', async () => {
    const sealed = await (await start()).seal(' p\u00e4ss:w\u{1F600}rd ', binding);
    const secret = await (await start()).open(sealed, binding);
    expect(secret.reveal()).toBe(' p\u00e4ss:w\u{1F600}rd ');
  });

  it('has one data key for a workspace, however many seal at once', async () => {
    const vaults = [await start(), await start()] as const;
    const [one, two] = await Promise.all([vaults[0].seal('a', binding), vaults[1].seal('b', binding)]);
    const vault = await start();
    expect((await vault.open(one, binding)).reveal()).toBe('a');
    expect((await vault.open(two, binding)).reveal()).toBe('b');
    const { rows } = await sql`select id from data_key`.execute(database.db);
    expect(rows).toHaveLength(1);
  });

  it('does not open a value that was moved to another row or workspace, and opens the others', async () => {
    const vault = await start();
    const mine = await vault.seal('mine', binding);
    const other = { ...binding, rowUuid: randomUUID() };
    const theirs = await vault.seal('theirs', other);
    await expect(vault.open(mine, other)).rejects.toMatchObject({ code: 'secret_sealed' });
    await expect(vault.open(mine, { ...binding, workspaceId: 2 })).rejects.toMatchObject({ code: 'secret_sealed' });
    expect((await vault.open(theirs, other)).reveal()).toBe('theirs');
  });

  it('starts sealed when the key file is missing and secrets are stored; nothing is made or opened', async () => {
    const sealed = await (await start()).seal('x', binding);
    await rename(keyFile, `${keyFile}.away`);
    const vault = await start();
    expect(vault.state).toBe('sealed');
    await expect(vault.open(sealed, binding)).rejects.toMatchObject({ code: 'vault_sealed' });
    await expect(vault.seal('y', binding)).rejects.toMatchObject({ code: 'vault_sealed' });
    await expect(stat(keyFile)).rejects.toMatchObject({ code: 'ENOENT' });
    await rename(`${keyFile}.away`, keyFile);
    expect((await (await start()).open(sealed, binding)).reveal()).toBe('x');
  });

  it('makes a new key when the file is missing and nothing was ever sealed', async () => {
    await start();
    await rm(keyFile);
    expect((await start()).state).toBe('open');
  });

  it('refuses to start with another key, names both, and touches nothing', async () => {
    const sealed = await (await start()).seal('x', binding);
    const right = await readFile(keyFile, 'utf8');
    const wrong = `muster-vault-key:1:${randomUUID()}:${Buffer.alloc(32, 7).toString('base64')}\n`;
    await writeFile(keyFile, wrong);
    await expect(start()).rejects.toMatchObject({ code: 'wrong_vault_key' });
    await expect(start()).rejects.toThrow(right.split(':')[2]);
    expect(await readFile(keyFile, 'utf8')).toBe(wrong);
    await writeFile(keyFile, right);
    expect((await (await start()).open(sealed, binding)).reveal()).toBe('x');
  });

  it('refuses a file with the right id and other bytes', async () => {
    await (await start()).seal('x', binding);
    const [a, b, id] = (await readFile(keyFile, 'utf8')).split(':');
    await writeFile(keyFile, `${a}:${b}:${id}:${Buffer.alloc(32, 7).toString('base64')}\n`);
    await expect(start()).rejects.toMatchObject({ code: 'wrong_vault_key' });
  });

  it('never overwrites a file that is not a key', async () => {
    await start();
    await writeFile(keyFile, 'my shopping list');
    await expect(start()).rejects.toMatchObject({ code: 'key_file_unusable' });
    expect(await readFile(keyFile, 'utf8')).toBe('my shopping list');
  });
});
