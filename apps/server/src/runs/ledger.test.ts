import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { ensureDevice } from '../devices/index.ts';
import type { DatabaseHandle, Trx } from '../platform/index.ts';
import { testDatabase } from '../platform/database/testing.ts';
import { AlreadySubmittedError, beginAttempt, endAttempt, openAttempt, recordSubmission, takeCode } from './ledger.ts';

let database: DatabaseHandle;
let accountId: number;
let taskId: string;
let deviceId: number;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const inTransaction = <T>(work: (trx: Trx) => Promise<T>) => database.db.transaction().execute(work);
const begin = () => inTransaction((trx) => beginAttempt(trx, { accountId, taskId, deviceId, identifier: 'username' }));

beforeEach(async () => {
  const name = crypto.randomUUID();
  deviceId = (await inTransaction((trx) => ensureDevice(trx, name))).id;
  const { rows } = await sql<{ account: number; task: string }>`
    with space as (
      insert into workspace (uuid, name, name_key, network) values (${name}, ${name}, ${name}, 'instagram') returning id
    ), who as (
      insert into account (uuid, workspace_id, username, username_key) select ${name}, id, 'ana', 'ana' from space returning id
    ), job as (
      insert into run (script, workspace_id, by_whom) select 'login', id, 'ops' from space returning id
    ), part as (
      insert into task (run_id, state) select id, 'queued' from job returning id
    )
    select who.id as account, part.id as task from who, part
  `.execute(database.db);
  accountId = rows[0]?.account ?? 0;
  taskId = rows[0]?.task ?? '';
});

describe('the ledger of login attempts', () => {
  it('lets one attempt of an account be open, however many begin at once', async () => {
    const begun = await Promise.allSettled([begin(), begin(), begin()]);
    expect(begun.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  });

  it('lets Log in be pressed once for an attempt', async () => {
    const attempt = await begin();
    const press = () => inTransaction((trx) => recordSubmission(trx, attempt.id, 'credentials'));
    const pressed = await Promise.allSettled([press(), press()]);
    expect(pressed.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    await expect(press()).rejects.toThrow(AlreadySubmittedError);
  });

  it('keeps a pressed attempt open until somebody saw its end', async () => {
    const attempt = await begin();
    await inTransaction((trx) => recordSubmission(trx, attempt.id, 'credentials'));
    expect(await openAttempt(database.db, accountId)).toEqual({ id: attempt.id, submitted: true });
    await expect(begin()).rejects.toThrow('login_attempt_open');
    await inTransaction((trx) => endAttempt(trx, attempt.id, { outcome: 'done', reason: null }));
    expect(await openAttempt(database.db, accountId)).toBeNull();
  });

  it('gives a 2FA time step away once', async () => {
    const taken = [1, 2, 3].map(() => inTransaction((trx) => takeCode(trx, accountId, 59_471_203)));
    expect((await Promise.all(taken)).filter(Boolean)).toHaveLength(1);
  });
});
