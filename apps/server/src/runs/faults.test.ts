import { describe, expect, it, onTestFinished } from 'vitest';
import { operator, startTestHost, type AccountSeed, type TestHost } from './testing/host.ts';

const PACKAGE = 'com.instagram.android';

/** One phone with one account, a host that works on it, and the faults its phone will have. */
async function hostWith(
  address: string,
  faults: readonly object[],
  more: { account?: Partial<AccountSeed>; service?: object; clockSkewSeconds?: number } = {},
): Promise<TestHost> {
  const app = { package: PACKAGE, network: 'instagram', version: '410.0.0.53.71' };
  const host = await startTestHost({
    clockSkewSeconds: more.clockSkewSeconds ?? 0,
    service: { instagram: [{ username: 'ana', password: 'right horse', ...more.service }] },
    phones: [{ serial: 'P1', address: `${address}:5555`, faults, apps: [app] }],
  });
  onTestFinished(() => host[Symbol.asyncDispose]());
  await host.addAccount({ username: 'ana', phone: 'P1', ...more.account });
  return host;
}

function submissions(host: TestHost) {
  return host.simulator.state().service.instagram.accounts[0]?.submissions ?? [];
}

async function attempts(host: TestHost) {
  return host.database.db.selectFrom('login_attempt').selectAll().orderBy('id').execute();
}

describe('a phone that goes', () => {
  it('before anything was submitted makes the task wait, and go on when the phone is back', async () => {
    const host = await hostWith('127.8.71.1', [{ at: 'any:7', kind: 'drop', seconds: 2 }]);
    const runId = await host.login(['ana']);
    const waiting = await host.until(runId, ({ tasks }) => tasks[0]?.waiting === 'device_offline');
    expect(waiting.tasks[0]?.message).toContain('can be reached again');
    expect(await host.outcome(runId)).toMatchObject({ outcome: 'done', attempts: 2 });
    expect(submissions(host)).toHaveLength(1);
  });

  it('after Log in was pressed leaves `unknown`, and is only looked at when it is back', async () => {
    const host = await hostWith('127.8.71.2', [{ at: 'after_submit', kind: 'drop', seconds: 2 }]);
    const task = await host.outcome(await host.login(['ana']));
    expect(task).toMatchObject({ state: 'ended', outcome: 'unknown', reason: null });
    await host.until(task.runId, ({ tasks }) => tasks[0]?.message.includes('shows the account as') === true);
    expect(submissions(host)).toHaveLength(1);
    expect(await attempts(host)).toMatchObject([{ ended_at: expect.any(Date) }]);
    expect(await host.outcome(await host.login(['ana'], { ignorePace: true }))).toMatchObject({
      outcome: 'already_signed_in',
    });
    expect(submissions(host)).toHaveLength(1);
  });

  it('after a press of a wrong password says so when it is back, and closes the attempt', async () => {
    const host = await hostWith('127.8.71.13', [{ at: 'after_submit', kind: 'drop', seconds: 2 }], {
      service: { password: 'another horse' },
    });
    const task = await host.outcome(await host.login(['ana']));
    expect(task).toMatchObject({ outcome: 'unknown' });
    const seen = await host.until(task.runId, ({ tasks }) => tasks[0]?.message.includes('not seen at once') === true);
    expect(seen.tasks[0]?.message).toMatch(/password is wrong|signed out/);
    expect(await attempts(host)).toMatchObject([{ ended_at: expect.any(Date) }]);
    expect(submissions(host)).toHaveLength(1);
  });

  it('after a press that led to a challenge calls a person when it is back', async () => {
    const host = await hostWith('127.8.71.14', [{ at: 'after_submit', kind: 'drop', seconds: 2 }], {
      service: { gate: 'captcha' },
    });
    const runId = await host.login(['ana']);
    const seen = await host.until(runId, ({ tasks }) => tasks[0]?.state === 'held');
    expect(seen.tasks[0]).toMatchObject({ outcome: 'needs_person', reason: 'challenge' });
    expect(submissions(host)).toHaveLength(1);
  });

  it('that freezes is unresponsive, and its task waits', async () => {
    const host = await hostWith('127.8.71.3', [{ at: 'any:7', kind: 'freeze', seconds: 25 }]);
    const runId = await host.login(['ana']);
    const froze = Promise.withResolvers<void>();
    using here = host.phones.registry.whileHere(1);
    here.signal.addEventListener('abort', () => froze.resolve());
    await froze.promise;
    expect(host.phones.registry.state(1)).toBe('unresponsive');
    // The driver's own deadline would be 15 s.
    await host.until(runId, ({ tasks }) => tasks[0]?.waiting === 'device_offline', 5000);
    await host.until(runId, ({ run }) => run.state === 'ended', 60_000);
    expect(await host.outcome(runId)).toMatchObject({ outcome: 'done' });
    expect(submissions(host)).toHaveLength(1);
  }, 90_000);

  it('at the very press leaves `unknown`, since nobody can tell whether it arrived', async () => {
    const host = await hostWith('127.8.71.12', [{ at: 'before_submit', kind: 'drop', seconds: 2 }]);
    const task = await host.outcome(await host.login(['ana']));
    expect(task).toMatchObject({ outcome: 'unknown' });
    await host.until(task.runId, ({ tasks }) => tasks[0]?.message.includes('signed out') === true);
    expect(submissions(host)).toHaveLength(0);
  });
});

describe('a driver that fails', () => {
  it('is started anew once', async () => {
    const host = await hostWith('127.8.71.4', [{ at: 'any:7', kind: 'uia_crash' }]);
    expect(await host.outcome(await host.login(['ana']))).toMatchObject({ outcome: 'done', attempts: 1 });
    expect(submissions(host)).toHaveLength(1);
  });

  it('after Log in was pressed is started anew, and what followed is seen without a second press', async () => {
    const host = await hostWith('127.8.71.5', [{ at: 'after_submit', kind: 'uia_crash' }]);
    expect(await host.outcome(await host.login(['ana']))).toMatchObject({ outcome: 'done' });
    expect(submissions(host)).toHaveLength(1);
  });

  it('that gives a broken hierarchy now and then is asked again', async () => {
    const host = await hostWith('127.8.71.6', [{ at: 'dump', kind: 'bad_xml' }]);
    expect(await host.outcome(await host.login(['ana']))).toMatchObject({ outcome: 'done' });
  });
});

describe('a person', () => {
  it('who disables an account while its login runs stops it before the press', async () => {
    const host = await hostWith('127.8.71.7', [{ at: 'before_submit', kind: 'slow', seconds: 1 }]);
    const runId = await host.login(['ana']);
    await host.until(runId, ({ tasks }) => tasks[0]?.lastStep?.act.startsWith('type') === true);
    await host.database.db.updateTable('account').set({ enabled: false }).execute();
    const disabledAt = new Date();
    expect(await host.outcome(runId)).toMatchObject({ outcome: 'skipped', reason: 'disabled' });
    expect(submissions(host)).toHaveLength(0);
    const steps = await host.database.db.selectFrom('task_step').select('at').where('at', '>', disabledAt).execute();
    expect(steps).toEqual([]);
  });

  it('who stops a run ends it at the next safe point', async () => {
    const host = await hostWith('127.8.71.8', [{ at: 'before_submit', kind: 'slow', seconds: 1 }]);
    const runId = await host.login(['ana']);
    await host.until(runId, ({ tasks }) => tasks[0]?.lastStep?.act.startsWith('type') === true);
    await host.runs.service.stop(runId, operator);
    expect(await host.outcome(runId)).toMatchObject({ outcome: 'stopped' });
    expect(submissions(host)).toHaveLength(0);
  });
});

describe('a console that stops', () => {
  it('goes on with its tasks after the next start, and presses once', async () => {
    const host = await hostWith('127.8.71.9', []);
    const runId = await host.login(['ana']);
    await host.until(runId, ({ tasks }) => (tasks[0]?.steps ?? 0) > 1);
    await host.restart();
    expect(await host.outcome(runId)).toMatchObject({ outcome: expect.stringMatching(/done|already_signed_in/) });
    expect(submissions(host)).toHaveLength(1);
  });

  it('with a press whose end nobody saw only looks at the next start', async () => {
    const host = await hostWith('127.8.71.10', []);
    const runId = await host.login(['ana']);
    await host.until(runId, ({ run }) => run.state === 'ended');
    // As if the process had died between the press and the next look.
    await host.database.db.updateTable('task').set({ state: 'running', outcome: null, ended_at: null }).execute();
    await host.database.db.updateTable('login_attempt').set({ ended_at: null, outcome: null }).execute();
    await host.database.db.updateTable('run').set({ ended_at: null }).execute();
    await host.restart();
    expect(await host.outcome(runId)).toMatchObject({ outcome: 'already_signed_in', attempts: 2 });
    expect(submissions(host)).toHaveLength(1);
  });
});

it('refuses a 2FA login while the clock is wrong, and names by how much', async () => {
  const totpSecret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
  const host = await hostWith('127.8.71.11', [], {
    clockSkewSeconds: 90,
    account: { totpSecret },
    service: { totpSecret },
  });
  const task = await host.outcome(await host.login(['ana']));
  expect(task).toMatchObject({ outcome: 'failed', reason: 'clock_skew' });
  expect(task.message).toContain('90 seconds behind');
  expect(submissions(host)).toHaveLength(0);
});
