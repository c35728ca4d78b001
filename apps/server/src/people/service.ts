import { hash, verify } from '@node-rs/argon2';
import { AppError, tokenHash, type Clock, type Database, type Ids } from '../platform/index.ts';
import type { Audit } from '../audit/index.ts';
import * as store from './store.ts';
import { afterFailure, waitMs } from './throttle.ts';

/** Who asks. The local command line is let in by the 0600 file in the data folder, and counts as an administrator. */
export interface Actor {
  readonly name: string;
  readonly kind: 'person' | 'local';
  readonly personId: number | null;
  readonly role: 'administrator' | 'operator';
}

export interface SignedIn {
  readonly actor: Actor;
  /** Goes into the browser's cookie; only its hash is stored. */
  readonly sessionToken: string;
  readonly expiresAt: Date;
}

export interface PeopleOptions {
  readonly db: Database;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly ids: Ids;
}

export const SETUP_MINUTES = 15;
const SESSION_DAYS = 30;

/** OWASP's parameters for argon2id (the library's default kind): 19 MiB, two passes, one lane. */
const argon2id = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Compared against when there is no such name, so that an unknown name takes as long as a wrong password. */
const NOBODY = await hash('nobody', argon2id);

/** Administrators and operators: the one-time link, signing in, sessions. */
export class People {
  readonly #db: Database;
  readonly #audit: Audit;
  readonly #clock: Clock;
  readonly #ids: Ids;

  constructor(options: PeopleOptions) {
    this.#db = options.db;
    this.#audit = options.audit;
    this.#clock = options.clock;
    this.#ids = options.ids;
  }

  async setupNeeded(): Promise<boolean> {
    return !(await store.anyone(this.#db));
  }

  /** A new one-time token for making the administrator; older ones are void from now on. Null when there is one. */
  async newSetupToken(): Promise<string | null> {
    if (!(await this.setupNeeded())) return null;
    const token = this.#ids.token();
    const createdAt = this.#clock.now();
    const expiresAt = new Date(createdAt.getTime() + SETUP_MINUTES * 60_000);
    await this.#db.transaction().execute(async (trx) => {
      await store.replaceSetupToken(trx, { hash: tokenHash(token), createdAt, expiresAt });
    });
    return token;
  }

  /**
   * Makes the administrator with the one-time token and signs in. Of many at once exactly one wins.
   * @throws AppError `already_set_up`, `setup_link_invalid`
   */
  async setUp(request: { token: string; name: string; password: string }): Promise<SignedIn> {
    const now = this.#clock.now();
    const claimed = tokenHash(request.token);
    // Hashing is slow on purpose: nobody without the link may cause it.
    if (!(await store.setupTokenIsGood(this.#db, claimed, now))) throw await this.#setupRefused();
    const passwordHash = await hash(request.password, argon2id);
    const made = await this.#db.transaction().execute(async (trx) => {
      if (!(await store.claimSetupToken(trx, claimed, now))) return null;
      if (await store.anyone(trx)) return null;
      const person = { name: request.name, nameKey: nameKey(request.name), role: 'administrator' as const };
      const id = await store.insertPerson(trx, { ...person, passwordHash });
      await this.#audit.record(trx, {
        who: person.name,
        act: 'person.set_up',
        what: `${person.name} became the administrator`,
      });
      return { id, name: person.name, role: person.role };
    });
    if (made === null) throw await this.#setupRefused();
    return this.#startSession(made);
  }

  /** @throws AppError `wrong_password`, `throttled` (with the seconds to wait) */
  async signIn(name: string, password: string): Promise<SignedIn> {
    const person = await this.#verified(nameKey(name), password);
    const signedIn = await this.#startSession(person);
    await this.#db
      .transaction()
      .execute((trx) => this.#audit.record(trx, { who: person.name, act: 'person.signed_in', what: 'signed in' }));
    return signedIn;
  }

  async signOut(sessionToken: string): Promise<void> {
    await store.deleteSession(this.#db, tokenHash(sessionToken));
  }

  /** Who a browser's cookie belongs to; null when the session is unknown or has ended. */
  async actorOf(sessionToken: string): Promise<Actor | null> {
    const person = await store.personOfSession(this.#db, tokenHash(sessionToken), this.#clock.now());
    return person === null ? null : actorFor(person);
  }

  /**
   * Asks again for the password of somebody who is signed in, before a secret is shown.
   * The local command line has shown that it can read the 0600 file, and is not asked.
   * @throws AppError `wrong_password`, `throttled`
   */
  async confirm(actor: Actor, password: string | undefined): Promise<void> {
    if (actor.kind === 'local') return;
    const person = actor.personId === null ? null : await store.personById(this.#db, actor.personId);
    if (person === null) throw new AppError('not_signed_in');
    await this.#verified(nameKey(person.name), password ?? '').catch((error: unknown) => {
      if (!(error instanceof AppError) || error.code !== 'wrong_password') throw error;
      throw new AppError('wrong_password', {
        detail: `This is not the password with which ${person.name} signs in to Muster.`,
        cause: error,
      });
    });
  }

  async removeEndedSessions(): Promise<void> {
    await store.deleteEndedSessions(this.#db, this.#clock.now());
  }

  async #verified(key: string, password: string): Promise<store.StoredPerson> {
    const now = this.#clock.now();
    // The try is counted as a failure before the password is compared, and forgotten when it was right.
    const wait = await store.countTry(this.#db, key, (known) => {
      const left = waitMs(known, now);
      return left > 0 ? { next: null, result: left } : { next: afterFailure(known, now), result: 0 };
    });
    if (wait > 0) {
      const seconds = Math.ceil(wait / 1000);
      throw new AppError('throttled', {
        detail: `There were too many wrong passwords for this name; try again in ${seconds} s.`,
        retryAfterSeconds: seconds,
      });
    }
    const person = await store.personByName(this.#db, key);
    const right = await verify(person?.passwordHash ?? NOBODY, password);
    if (person === null || !right) throw new AppError('wrong_password');
    await store.forgetFailures(this.#db, key);
    return person;
  }

  async #startSession(person: { id: number; name: string; role: Actor['role'] }): Promise<SignedIn> {
    const sessionToken = this.#ids.token();
    const createdAt = this.#clock.now();
    const expiresAt = new Date(createdAt.getTime() + SESSION_DAYS * 24 * 60 * 60 * 1000);
    await store.insertSession(this.#db, { hash: tokenHash(sessionToken), personId: person.id, createdAt, expiresAt });
    return { actor: actorFor(person), sessionToken, expiresAt };
  }

  async #setupRefused(): Promise<AppError> {
    if (await store.anyone(this.#db)) {
      return new AppError('already_set_up', { detail: 'This console has an administrator; sign in instead.' });
    }
    return new AppError('setup_link_invalid', {
      remedy: 'Start the console again: it prints a new link.',
    });
  }
}

function actorFor(person: { id: number; name: string; role: Actor['role'] }): Actor {
  return { name: person.name, kind: 'person', personId: person.id, role: person.role };
}

/** Names are compared as people read them. */
function nameKey(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}
