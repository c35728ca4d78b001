import { createSecretKey, randomBytes, randomUUID, type KeyObject } from 'node:crypto';
import { AppError, Secret } from '../platform/index.ts';
import type { Database } from '../platform/database/tables.ts';
import { decrypt, encrypt, EnvelopeError, keyIdOf, type Place } from './envelope.ts';
import { createKeyFile, readKeyFile, type VaultKey } from './keys.ts';
import * as store from './store.ts';

/** What a secret belongs to: moved to another row, column or workspace, it does not open. */
export interface Binding {
  readonly workspaceId: number;
  readonly table: string;
  readonly column: string;
  readonly rowUuid: string;
}

/** Seals many values of one workspace without waiting between them. */
export type Sealer = (plain: string, binding: Omit<Binding, 'workspaceId'>) => Buffer;

/** Opens many values of one workspace without waiting between them. @throws AppError `secret_sealed` for this one value */
export type Opener = (sealed: Buffer, binding: Omit<Binding, 'workspaceId'>) => Secret;

interface DataKey {
  readonly id: string;
  /** As an object of node:crypto, which seals three times as fast as from bytes. */
  readonly key: KeyObject;
  readonly workspaceUuid: string;
}

const CANARY = 'muster canary';

/** The key file belongs to another database. The console does not start; neither is touched. */
export class WrongVaultKeyError extends Error {
  readonly code = 'wrong_vault_key';

  constructor(path: string, foundId: string, neededId: string) {
    super(
      `The vault key in ${path} (${foundId}) is not the one these secrets were sealed with (${neededId}). ` +
        `Put the file with key ${neededId} there, or set MUSTER_KEY_FILE to where it is. Nothing was changed.`,
    );
  }
}

/**
 * Seals and opens secrets. A data key for each workspace is wrapped by the key of a file outside the database;
 * without that file the vault is `sealed`: it neither opens nor stores anything, and everything else works.
 */
export class Vault {
  readonly #db: Database;
  readonly #key: VaultKey | null;
  readonly #current = new Map<number, Promise<DataKey>>();
  readonly #byId = new Map<string, Promise<DataKey | null>>();

  private constructor(db: Database, key: VaultKey | null) {
    this.#db = db;
    this.#key = key;
  }

  /**
   * Opens the vault with the key file, or makes the key on a first start.
   * @throws WrongVaultKeyError when the file holds another key, KeyFileError when it holds none.
   */
  static async start(options: { db: Database; keyFile: string; now: Date }): Promise<Vault> {
    const { db, keyFile } = options;
    const stored = await store.currentVaultKey(db);
    const found = await readKeyFile(keyFile);
    if (stored === null) {
      const key = found ?? (await createKeyFile(keyFile));
      await store.insertVaultKey(db, { id: key.id, canary: sealCanary(key) });
      return new Vault(db, key);
    }
    if (found === null) {
      if (await store.hasDataKeys(db)) return new Vault(db, null);
      const key = await createKeyFile(keyFile);
      await store.retireVaultKey(db, stored.id, options.now);
      await store.insertVaultKey(db, { id: key.id, canary: sealCanary(key) });
      return new Vault(db, key);
    }
    if (found.id !== stored.id || !opensCanary(stored.canary, found)) {
      throw new WrongVaultKeyError(keyFile, found.id, stored.id);
    }
    return new Vault(db, found);
  }

  get state(): 'open' | 'sealed' {
    return this.#key === null ? 'sealed' : 'open';
  }

  /** @throws AppError `vault_sealed` */
  async seal(plain: string, binding: Binding): Promise<Buffer> {
    const seal = await this.sealer(binding.workspaceId);
    return seal(plain, binding);
  }

  /** @throws AppError `vault_sealed` */
  async sealer(workspaceId: number): Promise<Sealer> {
    const key = await this.#currentDataKey(workspaceId);
    return (plain, binding) =>
      encrypt(Buffer.from(plain, 'utf8'), key.key, key.id, placeOf(key.workspaceUuid, binding));
  }

  /** @throws AppError `vault_sealed`, or `secret_sealed` when this one value does not open here; others still do. */
  async open(sealed: Buffer, binding: Binding): Promise<Secret> {
    this.#openKey();
    try {
      const key = await this.#dataKeyById(keyIdOf(sealed));
      if (key === null) throw new EnvelopeError('not_authentic');
      const uuid = await this.#workspaceUuid(binding.workspaceId);
      return new Secret(decrypt(sealed, key.key, placeOf(uuid, binding)).toString('utf8'));
    } catch (error) {
      throw doesNotOpen(error, binding);
    }
  }

  /** @throws AppError `vault_sealed` */
  async opener(workspaceId: number): Promise<Opener> {
    const vaultKey = this.#openKey();
    const stored = await store.dataKeysOf(this.#db, workspaceId);
    const keys = new Map(stored.map((key) => [key.id, unwrap(key, vaultKey)] as const));
    return (sealed, binding) => {
      try {
        const key = keys.get(keyIdOf(sealed));
        if (key === undefined) throw new EnvelopeError('not_authentic');
        return new Secret(decrypt(sealed, key.key, placeOf(key.workspaceUuid, binding)).toString('utf8'));
      } catch (error) {
        throw doesNotOpen(error, binding);
      }
    };
  }

  #openKey(): VaultKey {
    if (this.#key !== null) return this.#key;
    throw new AppError('vault_sealed', {
      detail: 'The vault is sealed: its key file is missing, so no secret can be read or stored.',
      remedy: 'Put the key file back where MUSTER_KEY_FILE says, and start the console again.',
    });
  }

  #currentDataKey(workspaceId: number): Promise<DataKey> {
    const vaultKey = this.#openKey();
    return remembered(this.#current, workspaceId, async () => {
      const found = await store.currentDataKey(this.#db, workspaceId);
      if (found !== null) return unwrap(found, vaultKey);
      const uuid = await this.#workspaceUuid(workspaceId);
      const id = randomUUID();
      const wrapped = encrypt(randomBytes(32), vaultKey.bytes, vaultKey.id, wrapPlace(uuid, id));
      await store.insertDataKey(this.#db, { id, workspaceId, vaultKeyId: vaultKey.id, wrapped });
      const current = await store.currentDataKey(this.#db, workspaceId);
      if (current === null) throw new Error(`Workspace ${workspaceId} has no data key right after one was made.`);
      return unwrap(current, vaultKey);
    });
  }

  #dataKeyById(id: string): Promise<DataKey | null> {
    const vaultKey = this.#openKey();
    return remembered(this.#byId, id, async () => {
      const found = await store.dataKeyById(this.#db, id);
      return found === null ? null : unwrap(found, vaultKey);
    });
  }

  async #workspaceUuid(workspaceId: number): Promise<string> {
    const uuid = await store.workspaceUuid(this.#db, workspaceId);
    if (uuid !== null) return uuid;
    throw new AppError('workspace_not_found', { detail: `There is no workspace ${workspaceId}.` });
  }
}

/** A value that is not authentic here, as a refusal; any other error as it is. */
function doesNotOpen(error: unknown, binding: Omit<Binding, 'workspaceId'>): unknown {
  if (!(error instanceof EnvelopeError)) return error;
  return new AppError('secret_sealed', {
    detail: `The ${binding.column} of this ${binding.table} does not open with the key of this console.`,
    remedy: 'Enter it anew, or restore the backup it came from together with its key.',
    cause: error,
  });
}

/** Remembers a promised value by key, but not a failure or an absence: the next call asks again. */
function remembered<K, V>(memory: Map<K, Promise<V>>, key: K, make: () => Promise<V>): Promise<V> {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  memory.set(key, made);
  made.then(
    (value) => value === null && memory.delete(key),
    () => memory.delete(key),
  );
  return made;
}

function unwrap(stored: store.StoredDataKey, vaultKey: VaultKey): DataKey {
  const bytes = decrypt(stored.wrapped, vaultKey.bytes, wrapPlace(stored.workspaceUuid, stored.id));
  return { id: stored.id, key: createSecretKey(bytes), workspaceUuid: stored.workspaceUuid };
}

function placeOf(workspaceUuid: string, binding: Omit<Binding, 'workspaceId'>): Place {
  return { workspaceUuid, table: binding.table, column: binding.column, rowUuid: binding.rowUuid };
}

function wrapPlace(workspaceUuid: string, dataKeyId: string): Place {
  return { workspaceUuid, table: 'data_key', column: 'wrapped', rowUuid: dataKeyId };
}

const canaryPlace: Place = { workspaceUuid: '', table: 'vault_key', column: 'canary', rowUuid: '' };

function sealCanary(key: VaultKey): Buffer {
  return encrypt(Buffer.from(CANARY), key.bytes, key.id, canaryPlace);
}

function opensCanary(canary: Buffer, key: VaultKey): boolean {
  try {
    return decrypt(canary, key.bytes, canaryPlace).toString() === CANARY;
  } catch (error) {
    if (error instanceof EnvelopeError) return false;
    throw error;
  }
}
