import type { Revealed, Totp } from '@muster/contract';
import type { Audit } from '../audit/index.ts';
import type { Actor, People } from '../people/index.ts';
import { AppError } from '../platform/app-error.ts';
import type { Clock } from '../platform/clock.ts';
import { transact } from '../platform/database/transact.ts';
import { Secret } from '../platform/secret.ts';
import type { Database, Reader } from '../platform/database/tables.ts';
import { codeAt, type Code, type Vault } from '../vault/index.ts';
import { totpForPerson, totpFromText } from './secrets.ts';
import { insertEdits, stored, type StoredAccount } from './store.ts';
import { handle } from './username.ts';

/** What a login types. */
export interface LoginMaterial {
  readonly username: string;
  readonly email: string | null;
  readonly password: Secret | null;
  /** A 2FA secret as `totpFromText` reads it. */
  readonly totp: Secret | null;
}

/** The secrets of accounts on their way out of the vault: to the runner, or to a person who may see them. */
export class Credentials {
  readonly #db: Database;
  readonly #vault: Vault;
  readonly #audit: Audit;
  readonly #people: Pick<People, 'confirm'>;
  readonly #clock: Clock;

  constructor(parts: { db: Database; vault: Vault; audit: Audit; people: Pick<People, 'confirm'>; clock: Clock }) {
    this.#db = parts.db;
    this.#vault = parts.vault;
    this.#audit = parts.audit;
    this.#people = parts.people;
    this.#clock = parts.clock;
  }

  /** @throws AppError `account_not_found`, `vault_sealed`, `secret_sealed` */
  async loginMaterial(accountId: number): Promise<LoginMaterial> {
    const account = await required(this.#db, accountId);
    const [password, totp] = await Promise.all([this.#open(account, 'password'), this.#open(account, 'totp')]);
    return { username: handle(account.username), email: account.email, password, totp };
  }

  /**
   * Shows both secrets to a person who typed their own password again. The record is committed before a secret is
   * opened, so that none was ever seen without it.
   * @throws AppError `wrong_password`, `throttled`, `account_not_found`, `vault_sealed`, `secret_sealed`
   */
  async reveal(actor: Actor, accountId: number, personPassword: string): Promise<Revealed> {
    await this.#people.confirm(actor, personPassword);
    const account = await required(this.#db, accountId);
    await transact(this.#db, async (trx) => {
      const at = this.#clock.now();
      await insertEdits(trx, [accountId], { at, byWhom: actor.name, kind: 'revealed', text: 'secrets shown' });
      await this.#audit.record(trx, {
        who: actor.name,
        act: 'account.revealed',
        what: `account ${accountId} “${account.username}”`,
      });
    });
    const [password, totp] = await Promise.all([this.#open(account, 'password'), this.#open(account, 'totp')]);
    return {
      password: password?.reveal() ?? null,
      totpSecret: totp === null ? null : totpForPerson(totpFromText(totp.reveal())),
    };
  }

  /** The current 2FA code. @throws AppError `account_not_found`, `secret_missing`, `vault_sealed`, `secret_sealed` */
  async codeNow(accountId: number): Promise<Code> {
    const totp = await this.#totp(await required(this.#db, accountId));
    return codeAt(totp, this.#clock.now().getTime());
  }

  async #totp(account: StoredAccount): Promise<Totp> {
    const secret = await this.#open(account, 'totp');
    if (secret !== null) return totpFromText(secret.reveal());
    throw new AppError('secret_missing', {
      detail: `Account “${account.username}” has no 2FA secret.`,
      remedy: 'Edit the account and enter it, as password:secret or in the 2FA field.',
    });
  }

  async #open(account: StoredAccount, column: 'password' | 'totp'): Promise<Secret | null> {
    const sealed = column === 'password' ? account.password_sealed : account.totp_sealed;
    if (sealed === null) return null;
    return this.#vault.open(sealed, {
      workspaceId: account.workspace_id,
      table: 'account',
      column,
      rowUuid: account.uuid,
    });
  }
}

async function required(db: Reader, id: number): Promise<StoredAccount> {
  const account = await stored(db, id);
  if (account !== undefined && account.deleted_at === null) return account;
  throw new AppError('account_not_found', { detail: `There is no account ${id}.` });
}
