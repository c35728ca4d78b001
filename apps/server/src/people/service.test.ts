import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { Audit } from '../audit/index.ts';
import { randomIds, type Clock } from '../platform/index.ts';
import type { DatabaseHandle } from '../platform/database/index.ts';
import { testDatabase } from '../platform/database/testing.ts';
import { People } from './service.ts';

class SetClock implements Clock {
  #ms = Date.parse('2026-01-01T12:00:00Z');
  now(): Date {
    return new Date(this.#ms);
  }
  pass(ms: number): void {
    this.#ms += ms;
  }
}

const MINUTE = 60_000;
const password = 'a long enough password';
let database: DatabaseHandle;
let clock: SetClock;
let people: People;

beforeEach(async () => {
  database = await testDatabase({ connections: 20 });
  clock = new SetClock();
  people = new People({ db: database.db, audit: new Audit(clock), clock, ids: randomIds });
});
afterEach(() => database.close());

async function setUp(): Promise<string> {
  const token = (await people.newSetupToken()) ?? '';
  return (await people.setUp({ token, name: 'Ada', password })).sessionToken;
}

describe('the one-time link', () => {
  it('has exactly one winner of 50 at once', async () => {
    const token = (await people.newSetupToken()) ?? '';
    const tries = Array.from({ length: 50 }, (_, i) => people.setUp({ token, name: `person ${i}`, password }));
    const results = await Promise.allSettled(tries);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    const { rows } = await sql`select id from person`.execute(database.db);
    expect(rows).toHaveLength(1);
  });

  it('is void after 15 minutes', async () => {
    const token = (await people.newSetupToken()) ?? '';
    clock.pass(15 * MINUTE);
    await expect(people.setUp({ token, name: 'Ada', password })).rejects.toMatchObject({ code: 'setup_link_invalid' });
  });

  it('is void once a newer one was printed', async () => {
    const older = (await people.newSetupToken()) ?? '';
    await people.newSetupToken();
    await expect(people.setUp({ token: older, name: 'Ada', password })).rejects.toMatchObject({
      code: 'setup_link_invalid',
    });
  });

  it('cannot be used twice, and there is none once there is an administrator', async () => {
    const token = (await people.newSetupToken()) ?? '';
    await people.setUp({ token, name: 'Ada', password });
    await expect(people.setUp({ token, name: 'Eve', password })).rejects.toMatchObject({ code: 'already_set_up' });
    expect(await people.newSetupToken()).toBeNull();
  });

  it('is stored as a hash only, as sessions are', async () => {
    const token = (await people.newSetupToken()) ?? '';
    const { sessionToken } = await people.setUp({ token, name: 'Ada', password });
    const { rows } = await sql<{ all: string }>`
      select (select string_agg(t::text, ' ') from setup_token t) || (select string_agg(s::text, ' ') from person_session s)
        || (select string_agg(p::text, ' ') from person p) as all
    `.execute(database.db);
    for (const secret of [token, sessionToken, password]) {
      expect(rows[0]?.all).not.toContain(secret);
      expect(rows[0]?.all).not.toContain(Buffer.from(secret).toString('hex'));
    }
    expect(rows[0]?.all).toContain('$argon2id$');
  });
});

describe('signing in', () => {
  it('knows a name however it is typed, and says the same of a wrong name and a wrong password', async () => {
    await setUp();
    expect((await people.signIn(' ADA ', password)).actor.name).toBe('Ada');
    await expect(people.signIn('ada', 'wrong')).rejects.toMatchObject({ code: 'wrong_password' });
    await expect(people.signIn('eve', password)).rejects.toMatchObject({ code: 'wrong_password' });
  });

  it('is slowed for the name after five mistakes, even with the right password, and then goes on', async () => {
    await setUp();
    for (let i = 0; i < 5; i++) {
      await expect(people.signIn('ada', 'wrong')).rejects.toMatchObject({ code: 'wrong_password' });
    }
    await expect(people.signIn('ada', password)).rejects.toMatchObject({ code: 'throttled', retryAfterSeconds: 1 });
    clock.pass(1000);
    expect((await people.signIn('ada', password)).actor.name).toBe('Ada');
  });

  it('lets no more guesses through when they come all at once', async () => {
    await setUp();
    const guesses = Array.from({ length: 40 }, () => people.signIn('ada', 'wrong').catch((error: unknown) => error));
    const codes = (await Promise.all(guesses)).map((error) => (error as { code: string }).code);
    expect(codes.filter((code) => code === 'wrong_password')).toHaveLength(5);
    expect(codes.filter((code) => code === 'throttled')).toHaveLength(35);
  });

  it('tells somebody who is signed in that it is their password which is wrong', async () => {
    const ada = await people.actorOf(await setUp());
    if (ada === null) throw new Error('Nobody is signed in.');
    const wrong = people.confirm(ada, 'wrong');
    await expect(wrong).rejects.toMatchObject({ code: 'wrong_password', message: expect.stringContaining('Ada') });
    await expect(people.confirm(ada, password)).resolves.toBeUndefined();
  });

  it('ends with signing out, and by itself after 30 days', async () => {
    const one = await setUp();
    const two = (await people.signIn('Ada', password)).sessionToken;
    await people.signOut(one);
    expect(await people.actorOf(one)).toBeNull();
    expect((await people.actorOf(two))?.name).toBe('Ada');
    clock.pass(30 * 24 * 60 * MINUTE);
    expect(await people.actorOf(two)).toBeNull();
  });
});
