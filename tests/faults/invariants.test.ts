import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import { PASSWORD, startCase, type Case } from '../fixtures/case.ts';
import { instagramPhone, phoneAddress } from '../fixtures/simulator.ts';
import { Invariants } from './invariants.ts';

const scenario = {
  service: { instagram: [{ username: 'ana', password: PASSWORD }] },
  phones: [instagramPhone('P1', phoneAddress(50, 1))],
};

/** What breaks each invariant that the database itself does not make impossible, and what mends it again. */
const breaks = [
  ['I1', 'update device_lease set token = token - 1', 'update device_lease set token = token + 1'],
  ['I2', 'update account set enabled = false, updated_at = created_at', 'update account set enabled = true'],
  ['I3', 'update login_attempt set submitted_at = null', 'update login_attempt set submitted_at = started_at'],
  ['I6', 'update run set ended_at = null', 'update run set ended_at = now()'],
  ['I7', `update account set notes = '${PASSWORD}'`, 'update account set notes = null'],
  [
    'I9',
    `update account set password_sealed = null, notes = encode(password_sealed, 'hex')`,
    `update account set password_sealed = decode(notes, 'hex'), notes = null`,
  ],
  [
    'I10',
    `insert into observation (account_id, status, source) select id, 'signed_out', 'match' from account`,
    `delete from observation where status = 'signed_out'`,
  ],
  ['I8', `update audit set what = what || '!' where id = 1`, `update audit set what = left(what, -1) where id = 1`],
] as const;

describe('the checker of the invariants', () => {
  let played: Case;
  let invariants: Invariants;

  beforeAll(async () => {
    played = await startCase({ scenario });
    invariants = new Invariants(played, { password: PASSWORD });
    await played.account('ana', 'P1');
    await played.settled(await played.login(['ana']));
  });
  afterAll(() => played[Symbol.asyncDispose]());

  it.each(breaks)('sees %s broken, and whole again', async (name, breaking, mending) => {
    await expect(invariants.check()).resolves.toBeUndefined();
    await played.server.query(breaking);
    await expect(invariants.check()).rejects.toThrow(`${name}:`);
    await played.server.query(mending);
    await expect(invariants.check()).resolves.toBeUndefined();
  });
});
