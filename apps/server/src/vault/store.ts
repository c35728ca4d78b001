import type { Database, Reader } from '../platform/database/tables.ts';

export interface StoredVaultKey {
  readonly id: string;
  readonly canary: Buffer;
}

export interface StoredDataKey {
  readonly id: string;
  readonly workspaceUuid: string;
  readonly wrapped: Buffer;
}

export async function currentVaultKey(db: Reader): Promise<StoredVaultKey | null> {
  const row = await db
    .selectFrom('vault_key')
    .select(['id', 'canary'])
    .where('retired_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

export async function insertVaultKey(db: Reader, key: StoredVaultKey): Promise<void> {
  await db
    .insertInto('vault_key')
    .values({ ...key, retired_at: null })
    .execute();
}

/** Whether anything was ever sealed: without a data key there is nothing that a lost key could open. */
export async function hasDataKeys(db: Reader): Promise<boolean> {
  return (await db.selectFrom('data_key').select('id').limit(1).executeTakeFirst()) !== undefined;
}

export async function retireVaultKey(db: Reader, id: string, at: Date): Promise<void> {
  await db.updateTable('vault_key').set({ retired_at: at }).where('id', '=', id).execute();
}

export async function dataKeyById(db: Reader, id: string): Promise<StoredDataKey | null> {
  return (await dataKeys(db).where('data_key.id', '=', id).executeTakeFirst()) ?? null;
}

export async function currentDataKey(db: Reader, workspaceId: number): Promise<StoredDataKey | null> {
  const row = await dataKeys(db)
    .where('data_key.workspace_id', '=', workspaceId)
    .where('data_key.retired_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** Every data key of a workspace, those that were replaced among them: older values are sealed with them. */
export async function dataKeysOf(db: Reader, workspaceId: number): Promise<StoredDataKey[]> {
  return dataKeys(db).where('data_key.workspace_id', '=', workspaceId).execute();
}

/** Adds a workspace's data key unless another writer was first; read the current one afterwards. */
export async function insertDataKey(
  db: Database,
  key: { id: string; workspaceId: number; vaultKeyId: string; wrapped: Buffer },
): Promise<void> {
  await db
    .insertInto('data_key')
    .values({
      id: key.id,
      workspace_id: key.workspaceId,
      vault_key_id: key.vaultKeyId,
      wrapped: key.wrapped,
      retired_at: null,
    })
    .onConflict((conflict) => conflict.column('workspace_id').where('retired_at', 'is', null).doNothing())
    .execute();
}

export async function workspaceUuid(db: Reader, workspaceId: number): Promise<string | null> {
  const row = await db.selectFrom('workspace').select('uuid').where('id', '=', workspaceId).executeTakeFirst();
  return row?.uuid ?? null;
}

function dataKeys(db: Reader) {
  return db
    .selectFrom('data_key')
    .innerJoin('workspace', 'workspace.id', 'data_key.workspace_id')
    .select(['data_key.id', 'workspace.uuid as workspaceUuid', 'data_key.wrapped']);
}
