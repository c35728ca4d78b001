import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Clock } from '../platform/index.ts';
import { startTestHost, type TestHost } from './testing/host.ts';

const HOUR = 3_600_000;
const app = { package: 'com.instagram.android', network: 'instagram', version: '410.0.0.53.71' };

/** A clock that is as far ahead of the real one as a test says. */
class SetClock implements Clock {
  aheadMs = 0;

  now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }
}

async function hostWith(address: string, clock: Clock, phone: object = {}): Promise<TestHost> {
  const host = await startTestHost(
    {
      service: { instagram: [{ username: 'ana', password: 'right horse' }] },
      phones: [{ serial: 'P1', address: `${address}:5555`, apps: [app], ...phone }],
    },
    clock,
  );
  onTestFinished(() => host[Symbol.asyncDispose]());
  return host;
}

describe('a task that only waits', () => {
  it('ends as timed out after the hours that an operator set, and not before', async () => {
    const clock = new SetClock();
    const host = await hostWith('127.8.74.1', clock, { auth: 'unauthorized' });
    const { db } = host.database;
    await host.addAccount({ username: 'ana', phone: '127.8.74.1:5555' });
    await sql`insert into setting (key, value) values ('runs', '{"waitingHours": 5}')`.execute(db);
    const runId = await host.login(['ana']);
    const { tasks } = await host.until(runId, (detail) => detail.tasks[0]?.waiting === 'device_offline');
    expect(tasks[0]?.message).toContain('can be reached again');
    clock.aheadMs = 4.9 * HOUR;
    await host.runs.sweep();
    expect((await host.runs.service.get(runId)).run.state).toBe('running');
    clock.aheadMs = 5.1 * HOUR;
    await host.runs.sweep();
    expect(await host.outcome(runId)).toMatchObject({ outcome: 'failed', reason: 'timed_out', attempts: 0 });
  });

  it('goes on by itself when the pause between two attempts has passed', async () => {
    const clock = new SetClock();
    const host = await hostWith('127.8.74.2', clock);
    const accountId = await host.addAccount({ username: 'ana', phone: 'P1' });
    await sql`
      insert into login_attempt (account_id, identifier, submitted_at, ended_at, outcome)
      values (${accountId}, 'username', now(), now(), 'failed')
    `.execute(host.database.db);
    const runId = await host.login(['ana']);
    await host.until(runId, (detail) => detail.tasks[0]?.waiting === 'limit');
    clock.aheadMs = HOUR;
    expect(await host.outcome(runId)).toMatchObject({ outcome: 'done' });
  });
});

it('a task whose wake was lost is found by the sweep', async () => {
  const host = await hostWith('127.8.74.3', new SetClock());
  const accountId = await host.addAccount({ username: 'ana', phone: 'P1' });
  const { rows } = await sql<{ id: number }>`
    with made as (
      insert into run (script, workspace_id, by_whom) values ('login', ${host.workspaceId('instagram')}, 'ops') returning id
    )
    insert into task (run_id, account_id, device_id, state) select id, ${accountId}, 1, 'queued' from made
    returning run_id as id
  `.execute(host.database.db);
  await host.runs.sweep();
  expect(await host.outcome(rows[0]?.id ?? 0)).toMatchObject({ outcome: 'done' });
});

describe('a phone’s driver', () => {
  it('is kept for the next task, and ended with the console', async () => {
    const host = await hostWith('127.8.74.4', new SetClock());
    await host.addAccount({ username: 'ana', phone: 'P1' });
    const phone = host.phones.registry.connection(1);
    const listens = async () => {
      const port = await phone?.openPort(6790).catch(() => null);
      port?.destroy();
      return port !== null;
    };
    expect(await listens()).toBe(false);
    await host.outcome(await host.login(['ana']));
    expect(await listens()).toBe(true);
    const again = await host.login(['ana'], { ignorePace: true });
    expect(await host.outcome(again)).toMatchObject({ outcome: 'already_signed_in' });
    await host.runs[Symbol.asyncDispose]();
    expect(await listens()).toBe(false);
  });
});
