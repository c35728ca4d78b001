import type {
  Account,
  AccountDraft,
  AccountHistory,
  AccountPage,
  AccountPatch,
  AccountQuery,
  BulkAct,
  BulkResult,
} from '@muster/contract';
import type { Audit } from '../audit/index.ts';
import type { Live } from '../live/index.ts';
import type { Actor } from '../people/index.ts';
import { AppError } from '../platform/app-error.ts';
import type { Clock } from '../platform/clock.ts';
import { transact } from '../platform/database/transact.ts';
import type { Ids } from '../platform/ids.ts';
import type { Database, Trx } from '../platform/database/tables.ts';
import type { Sessions } from '../sessions/index.ts';
import type { Vault } from '../vault/index.ts';
import { applyBulk, editOf } from './bulk.ts';
import { columnsOf, valueOf } from './draft.ts';
import { changedColumns, conflictOf, editText } from './edit.ts';
import { historyOf } from './history.ts';
import { listAccounts } from './list.ts';
import { readSecrets, totpToText, type SecretChange } from './secrets.ts';
import * as store from './store.ts';
import { readTags } from './text.ts';
import { Totals } from './totals.ts';
import { accountOf } from './view.ts';
import { workspaceById } from './workspaces.ts';

export interface AccountParts {
  readonly db: Database;
  readonly vault: Vault;
  readonly audit: Audit;
  readonly live: Live;
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Everything that people do with accounts. Each act is one transaction with its event and its line in the record. */
export class AccountService {
  readonly #parts: AccountParts;
  readonly #totals = new Totals();

  constructor(parts: AccountParts) {
    this.#parts = parts;
  }

  /** @throws AppError `account_not_found`. A deleted account is shown, with the time of its deletion. */
  async get(id: number): Promise<Account> {
    const row = await store.view(this.#parts.db, id);
    if (row === null) throw notFound(id);
    return accountOf(row, this.#parts.clock.now());
  }

  /** @throws AppError `workspace_not_found`, `bad_request` for a cursor of another list. */
  async list(query: AccountQuery): Promise<AccountPage> {
    await workspaceById(this.#parts.db, query.workspaceId);
    return listAccounts(this.#parts.db, this.#totals, query, this.#parts.clock.now());
  }

  /** @throws AppError `account_not_found` */
  async history(id: number): Promise<AccountHistory> {
    await this.get(id);
    return historyOf(this.#parts.db, this.#parts.sessions, id);
  }

  /** @throws AppError that names the field, `username_taken`, `workspace_not_found`, `device_not_found`, `vault_sealed` */
  async create(actor: Actor, draft: AccountDraft): Promise<Account> {
    const { db, ids, clock } = this.#parts;
    const workspace = await workspaceById(db, draft.workspaceId);
    const { username, username_key, ...columns } = columnsOf(draft);
    const change = valueOf('password', readSecrets(workspace.network, draft));
    const row = { id: 0, uuid: ids.uuid(), workspace_id: workspace.id };
    const secrets = await this.#sealed(row, change);
    const id = await transact(db, async (trx) => {
      await store.requireDevice(trx, columns.device_id);
      const at = clock.now();
      const created = await store.insert(trx, {
        uuid: row.uuid,
        workspace_id: workspace.id,
        username: username ?? draft.username,
        username_key: username_key ?? '',
        ...columns,
        ...secrets,
        created_at: at,
        updated_at: at,
      });
      await this.#written(trx, actor, {
        workspaceId: workspace.id,
        ids: [created],
        edit: { kind: 'created', text: 'created' },
        act: 'account.created',
        what: `account ${created} “${username}” in ${workspace.name}`,
      });
      return created;
    });
    return this.get(id);
  }

  /**
   * Edits what the patch names, if nobody changed the account since `version`. Blank secrets stay as they are (rule 7).
   * @throws AppError `version_conflict` with both values, `account_not_found`, `username_taken`, and those of fields.
   */
  async edit(actor: Actor, id: number, version: number, patch: AccountPatch): Promise<Account> {
    const { db, sessions, clock } = this.#parts;
    const wanted = columnsOf(patch);
    const secrets = await this.#secretsOf(id, patch);
    await transact(db, async (trx) => {
      const now = await store.storedForUpdate(trx, id);
      if (now === undefined || now.deleted_at !== null) throw notFound(id);
      if (now.version !== version) throw conflictOf(now, patch);
      const columns = { ...changedColumns(now, wanted), ...secrets };
      await store.requireDevice(trx, columns.device_id);
      const status = patch.loggedIn === undefined ? null : observedBy(patch.loggedIn, now.login_status);
      const names = editText(now, columns, status);
      if (names === '') return;
      const at = clock.now();
      await store.update(trx, id, columns, at);
      if (status !== null) {
        const deviceId = columns.device_id === undefined ? now.device_id : columns.device_id;
        const seen = { accountId: id, deviceId, byWhom: actor.name, taskId: null, evidence: null };
        await sessions.observeMany(trx, [{ ...seen, status, source: 'person' }], at);
      }
      await this.#written(trx, actor, {
        workspaceId: now.workspace_id,
        ids: [id],
        edit: { kind: 'edited', text: names },
        act: 'account.edited',
        what: `account ${id} “${columns.username ?? now.username}”: ${names}`,
      });
    });
    return this.get(id);
  }

  /** Deletes; `restore` undoes it. @throws AppError `account_not_found` */
  async delete(actor: Actor, id: number): Promise<void> {
    const account = await this.#present(this.#parts.db, id);
    await this.#one(actor, account, 'delete');
  }

  /** @throws AppError `account_not_found`, `username_taken` when another account has the username by now. */
  async restore(actor: Actor, id: number): Promise<Account> {
    const account = await store.stored(this.#parts.db, id);
    if (account === undefined) throw notFound(id);
    if (account.deleted_at !== null && (await this.#one(actor, account, 'restore')) === 0) {
      throw new AppError('username_taken', {
        detail: `Another account is called “${account.username}” by now.`,
        remedy: 'Rename or delete that one first.',
        field: 'username',
      });
    }
    return this.get(id);
  }

  /** Acts on many rows at once, disabled ones too: nothing of this runs anything (rule 2). */
  async bulk(actor: Actor, request: BulkAct): Promise<BulkResult> {
    const { db, clock } = this.#parts;
    const workspace = await workspaceById(db, request.workspaceId);
    const { act } = request;
    if (act.kind === 'tag') valueOf('tag', readTags([act.tag]));
    if (act.kind === 'assign') await store.requireDevice(db, act.deviceId);
    return transact(db, async (trx) => {
      const ids = await applyBulk(trx, request, clock.now());
      if (ids.length === 0) return { changed: 0, ids };
      const edit = editOf(act);
      const many = ids.length === 1 ? `account ${ids[0]}` : `${ids.length} accounts`;
      await this.#written(trx, actor, {
        workspaceId: workspace.id,
        ids,
        edit,
        act: `accounts.${edit.kind}`,
        what: `${many} of ${workspace.name}: ${edit.text}`,
      });
      return { changed: ids.length, ids };
    });
  }

  async #one(actor: Actor, account: store.StoredAccount, kind: 'delete' | 'restore'): Promise<number> {
    const selection = { ids: [account.id] };
    return (await this.bulk(actor, { workspaceId: account.workspace_id, selection, act: { kind } })).changed;
  }

  async #present(db: Database, id: number): Promise<store.StoredAccount> {
    const account = await store.stored(db, id);
    if (account === undefined || account.deleted_at !== null) throw notFound(id);
    return account;
  }

  /** Sealed before the transaction is open: it holds no row while the vault looks for its key. */
  async #secretsOf(id: number, patch: AccountPatch): Promise<store.AccountColumns> {
    if (patch.password === undefined && patch.totpSecret === undefined) return clearing(patch, null);
    const account = await this.#present(this.#parts.db, id);
    const change = valueOf('password', readSecrets(account.network, patch));
    return { ...(await this.#sealed(account, change)), ...clearing(patch, change) };
  }

  async #sealed(row: { uuid: string; workspace_id: number }, change: SecretChange): Promise<store.AccountColumns> {
    const columns: store.AccountColumns = {};
    const place = { workspaceId: row.workspace_id, table: 'account', rowUuid: row.uuid };
    const { vault } = this.#parts;
    if (change.password.kind === 'set') {
      columns.password_sealed = await vault.seal(change.password.text, { ...place, column: 'password' });
    }
    if (change.totp.kind === 'set') {
      columns.totp_sealed = await vault.seal(totpToText(change.totp.totp), { ...place, column: 'totp' });
      columns.credential = change.totp.confidence;
    }
    return change.totp.kind === 'clear' ? { ...columns, totp_sealed: null, credential: null } : columns;
  }

  /** What belongs to every write: history, event and, last, the record. */
  async #written(
    trx: Trx,
    actor: Actor,
    done: {
      readonly workspaceId: number;
      readonly ids: number[];
      readonly edit: Pick<store.Edit, 'kind' | 'text'>;
      readonly act: string;
      readonly what: string;
    },
  ): Promise<void> {
    const { live, audit, clock } = this.#parts;
    await store.insertEdits(trx, done.ids, { at: clock.now(), byWhom: actor.name, ...done.edit });
    await live.publish(trx, { type: 'accounts.changed', workspaceId: done.workspaceId, ids: done.ids });
    await audit.record(trx, { who: actor.name, act: done.act, what: done.what });
  }
}

/** @throws AppError when the patch clears a secret and sets it too: neither may be lost by a guess. */
function clearing(patch: AccountPatch, change: SecretChange | null): store.AccountColumns {
  if (patch.clearPassword === true && change?.password.kind === 'set') throw clearedAndSet('password');
  if (patch.clearTotp === true && change?.totp.kind === 'set') throw clearedAndSet('2FA secret');
  return {
    ...(patch.clearPassword === true ? { password_sealed: null } : {}),
    ...(patch.clearTotp === true ? { totp_sealed: null, credential: null } : {}),
  };
}

function clearedAndSet(secret: string): AppError {
  return new AppError('bad_request', {
    status: 422,
    detail: `The edit clears the ${secret} and sets one at the same time.`,
    remedy: 'Ask for one of the two.',
    field: 'password',
  });
}

/** What a person's toggle says that is not known already: a challenged account is not signed in either. */
function observedBy(loggedIn: boolean, known: Account['loginStatus']): 'signed_in' | 'signed_out' | null {
  if (loggedIn) return known === 'signed_in' ? null : 'signed_in';
  return known === 'signed_in' || known === 'unknown' ? 'signed_out' : null;
}

function notFound(id: number): AppError {
  return new AppError('account_not_found', { detail: `There is no account ${id}.` });
}
