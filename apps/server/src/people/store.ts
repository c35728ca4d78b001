import { sql } from 'kysely';
import type { Database, Reader, Trx } from '../platform/database/tables.ts';
import type { Failures } from './throttle.ts';

export interface StoredPerson {
  readonly id: number;
  readonly name: string;
  readonly role: 'administrator' | 'operator';
  readonly passwordHash: string;
}

const personColumns = ['person.id', 'person.name', 'person.role', 'person.password_hash as passwordHash'] as const;

export async function anyone(db: Reader): Promise<boolean> {
  return (await db.selectFrom('person').select('id').limit(1).executeTakeFirst()) !== undefined;
}

export async function personByName(db: Reader, nameKey: string): Promise<StoredPerson | null> {
  const row = await db.selectFrom('person').select(personColumns).where('name_key', '=', nameKey).executeTakeFirst();
  return row ?? null;
}

export async function personById(db: Reader, id: number): Promise<StoredPerson | null> {
  return (await db.selectFrom('person').select(personColumns).where('id', '=', id).executeTakeFirst()) ?? null;
}

export async function insertPerson(
  trx: Trx,
  person: { name: string; nameKey: string; role: 'administrator' | 'operator'; passwordHash: string },
): Promise<number> {
  const row = await trx
    .insertInto('person')
    .values({ name: person.name, name_key: person.nameKey, role: person.role, password_hash: person.passwordHash })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** A new setup link makes every older one void. */
export async function replaceSetupToken(
  trx: Trx,
  token: { hash: Buffer; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await trx.deleteFrom('setup_token').execute();
  await trx
    .insertInto('setup_token')
    .values({ token_hash: token.hash, created_at: token.createdAt, expires_at: token.expiresAt, used_at: null })
    .execute();
}

export async function setupTokenIsGood(db: Reader, hash: Buffer, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('setup_token')
    .select('token_hash')
    .where('token_hash', '=', hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row !== undefined;
}

/** Uses the token up. The row lock lets exactly one of many callers have it. */
export async function claimSetupToken(trx: Trx, hash: Buffer, now: Date): Promise<boolean> {
  const result = await trx
    .updateTable('setup_token')
    .set({ used_at: now })
    .where('token_hash', '=', hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function insertSession(
  db: Reader,
  session: { hash: Buffer; personId: number; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await db
    .insertInto('person_session')
    .values({
      token_hash: session.hash,
      person_id: session.personId,
      created_at: session.createdAt,
      expires_at: session.expiresAt,
    })
    .execute();
}

export async function personOfSession(db: Reader, hash: Buffer, now: Date): Promise<StoredPerson | null> {
  const row = await db
    .selectFrom('person_session')
    .innerJoin('person', 'person.id', 'person_session.person_id')
    .select(personColumns)
    .where('person_session.token_hash', '=', hash)
    .where('person_session.expires_at', '>', now)
    .executeTakeFirst();
  return row ?? null;
}

export async function deleteSession(db: Reader, hash: Buffer): Promise<void> {
  await db.deleteFrom('person_session').where('token_hash', '=', hash).execute();
}

export async function deleteEndedSessions(db: Reader, now: Date): Promise<void> {
  await db.deleteFrom('person_session').where('expires_at', '<=', now).execute();
}

export async function failuresOf(db: Reader, nameKey: string): Promise<Failures | null> {
  const row = await db
    .selectFrom('sign_in_throttle')
    .select(['failures', 'blocked_until as blockedUntil', 'last_failure_at as lastFailureAt'])
    .where('name_key', '=', nameKey)
    .executeTakeFirst();
  return row ?? null;
}

/**
 * Counts a try before it is made, one at a time for each name, so that many at once cannot slip past the count.
 * Gives what `decide` made of the failures known so far; null there leaves the count alone.
 */
export async function countTry<T>(
  db: Database,
  nameKey: string,
  decide: (known: Failures | null) => { next: Failures | null; result: T },
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`sign-in ${nameKey}`}))`.execute(trx);
    const { next, result } = decide(await failuresOf(trx, nameKey));
    if (next !== null) {
      const values = { failures: next.failures, blocked_until: next.blockedUntil, last_failure_at: next.lastFailureAt };
      await trx
        .insertInto('sign_in_throttle')
        .values({ name_key: nameKey, ...values })
        .onConflict((conflict) => conflict.column('name_key').doUpdateSet(values))
        .execute();
    }
    return result;
  });
}

export async function forgetFailures(db: Reader, nameKey: string): Promise<void> {
  await db.deleteFrom('sign_in_throttle').where('name_key', '=', nameKey).execute();
}
