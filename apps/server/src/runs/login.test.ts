import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestHost, type TestHost } from './testing/host.ts';

const INSTAGRAM = 'com.instagram.android';
const TIKTOK = 'com.zhiliaoapp.musically';
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

const instagramApp = { package: INSTAGRAM, network: 'instagram', version: '410.0.0.53.71' };
const tiktokApp = { package: TIKTOK, network: 'tiktok', version: '43.1.4' };

let host: TestHost;

beforeAll(async () => {
  host = await startTestHost({
    service: {
      instagram: [
        { username: 'ana', email: 'ana@example.com', password: 'right horse' },
        { username: 'inside', password: 'right horse' },
        { username: 'wrong', password: 'another horse' },
        { username: 'codes', password: 'right horse', totpSecret: SECRET },
        { username: 'needscode', password: 'right horse', totpSecret: SECRET },
        { username: 'gated', password: 'right horse', gate: 'captcha' },
      ],
      tiktok: [{ username: 'tom', email: 'tom@example.com', password: 'right horse' }],
    },
    phones: [
      { serial: 'P1', address: '127.8.70.1:5555', apps: [instagramApp, tiktokApp] },
      { serial: 'P2', address: '127.8.70.2:5555', apps: [{ ...instagramApp, signedIn: ['inside'] }] },
      { serial: 'P3', address: '127.8.70.3:5555', apps: [instagramApp] },
      { serial: 'P4', address: '127.8.70.4:5555', apps: [instagramApp] },
      { serial: 'P5', address: '127.8.70.5:5555', apps: [instagramApp] },
      { serial: 'P6', address: '127.8.70.6:5555', apps: [] },
      { serial: 'P7', address: '127.8.70.7:5555', locked: true, apps: [instagramApp] },
    ],
  });
  await host.addAccount({ username: 'ana', email: 'ana@example.com', phone: 'P1' });
  await host.addAccount({ username: 'tom', email: 'tom@example.com', network: 'tiktok', phone: 'P1' });
  await host.addAccount({ username: 'inside', phone: 'P2' });
  await host.addAccount({ username: 'wrong', phone: 'P3' });
  await host.addAccount({ username: 'codes', totpSecret: SECRET, phone: 'P4' });
  await host.addAccount({ username: 'needscode', phone: 'P4' });
  await host.addAccount({ username: 'gated', phone: 'P5' });
  await host.addAccount({ username: 'behind', phone: 'P5' });
  await host.addAccount({ username: 'off', enabled: false, phone: 'P1' });
  await host.addAccount({ username: 'nowhere', phone: null });
  await host.addAccount({ username: 'blank', password: null, phone: 'P1' });
  await host.addAccount({ username: 'appless', phone: 'P6' });
  await host.addAccount({ username: 'asleep', phone: 'P7' });
});
afterAll(() => host[Symbol.asyncDispose]());

function submissions(username: string, network: 'instagram' | 'tiktok' = 'instagram') {
  const account = host.simulator.state().service[network].accounts.find((one) => one.username === username);
  return account?.submissions ?? [];
}

async function statusOf(username: string) {
  const row = await host.database.db
    .selectFrom('account')
    .select(['login_status'])
    .where('username', '=', username)
    .executeTakeFirstOrThrow();
  return row.login_status;
}

describe('a login', () => {
  it('signs an account in with its e-mail, presses once, and observes it signed in', async () => {
    const task = await host.outcome(await host.login(['ana']));
    expect(task).toMatchObject({ outcome: 'done', state: 'ended', attempts: 1, device: '1' });
    expect(submissions('ana')).toMatchObject([{ identifierKind: 'email', correct: true }]);
    expect(await statusOf('ana')).toBe('signed_in');
  });

  it('signs in on TikTok', async () => {
    const task = await host.outcome(await host.login(['tom'], { network: 'tiktok' }));
    expect(task).toMatchObject({ outcome: 'done' });
    expect(submissions('tom', 'tiktok')).toHaveLength(1);
  });

  it('leaves a session alone that is this account already', async () => {
    const task = await host.outcome(await host.login(['inside']));
    expect(task).toMatchObject({ outcome: 'already_signed_in' });
    expect(submissions('inside')).toHaveLength(0);
    expect(await statusOf('inside')).toBe('signed_in');
  });

  it('says that the password is wrong, after one press', async () => {
    const task = await host.outcome(await host.login(['wrong']));
    expect(task).toMatchObject({ outcome: 'failed', reason: 'wrong_credentials' });
    expect(submissions('wrong')).toHaveLength(1);
  });

  it('waits for the pause between two attempts of one account, and says so', async () => {
    const runId = await host.login(['wrong']);
    const { tasks } = await host.until(runId, (detail) => detail.tasks[0]?.waiting === 'limit');
    expect(tasks[0]?.message).toContain('pause between two login attempts');
    await host.runs.service.stop(runId, { name: 'ops', kind: 'person', personId: null, role: 'operator' });
    expect(await host.outcome(runId)).toMatchObject({ outcome: 'stopped' });
    expect(submissions('wrong')).toHaveLength(1);
  });

  it('enters a code of the 2FA secret, once, and notes its time step', async () => {
    const task = await host.outcome(await host.login(['codes']));
    expect(task).toMatchObject({ outcome: 'done' });
    expect(submissions('codes')).toMatchObject([{ identifierKind: 'username', correct: true }]);
    expect(await host.database.db.selectFrom('used_code').selectAll().execute()).toHaveLength(1);
  }, 60_000);

  it('skips an account whose 2FA secret nobody entered when the app asks for a code', async () => {
    const task = await host.outcome(await host.login(['needscode']));
    expect(task).toMatchObject({ outcome: 'skipped', reason: 'no_2fa_secret' });
  });

  it('calls a person for a challenge, holds the phone for that app, and goes on after "Look again"', async () => {
    const runId = await host.login(['gated']);
    const task = await host.outcome(runId);
    expect(task).toMatchObject({ state: 'held', outcome: 'needs_person', reason: 'challenge' });
    const behind = await host.login(['behind']);
    await host.until(behind, (detail) => detail.tasks[0]?.waiting === 'held');
    host.simulator.setGate('instagram', 'gated', null);
    await host.runs.service.lookAgain(task.id, { name: 'ops', kind: 'person', personId: null, role: 'operator' });
    await host.until(runId, ({ run }) => run.state === 'ended');
    expect(submissions('gated')).toHaveLength(1);
  });

  it.each([
    ['off', 'disabled'],
    ['nowhere', 'no_device'],
    ['blank', 'no_password'],
  ])('skips %s at once: %s', async (username, reason) => {
    const task = await host.outcome(await host.login([username]));
    expect(task).toMatchObject({ outcome: 'skipped', reason, attempts: 0 });
  });

  it('names the package of an app that is not there', async () => {
    const task = await host.outcome(await host.login(['appless']));
    expect(task).toMatchObject({ outcome: 'failed', reason: 'app_missing' });
    expect(task.message).toContain(INSTAGRAM);
  });

  it('calls a person for a locked screen', async () => {
    const task = await host.outcome(await host.login(['asleep']));
    expect(task).toMatchObject({ state: 'held', outcome: 'needs_person', reason: 'locked_screen' });
  });
});
