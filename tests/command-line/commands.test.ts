import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import {
  Account,
  AccountHistory,
  AccountListReport,
  AuditCheck,
  BulkResult,
  Device,
  DeviceList,
  DisconnectReport,
  ExportReport,
  RunList,
  RunReport,
  ScreenshotReport,
  Workspace,
  WorkspaceList,
} from '@muster/contract';
import { startTestConsole, type TestConsole } from '../fixtures/console.ts';
import { instagramPhone, phoneAddress, startTestSimulator, type TestSimulator } from '../fixtures/simulator.ts';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
let simulator: TestSimulator;
let server: TestConsole;

beforeAll(async () => {
  [simulator, server] = await Promise.all([
    startTestSimulator({
      service: { instagram: [{ username: 'ana', password: 'right horse' }] },
      phones: [instagramPhone('P1', phoneAddress(2, 1)), instagramPhone('P2', phoneAddress(2, 2))],
    }),
    startTestConsole(),
  ]);
  await server.run(['devices', 'connect', ...simulator.addresses]);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await simulator[Symbol.asyncDispose]();
});

/** What a command prints with --json, checked against its schema. */
async function json<T>(schema: z.ZodType<T>, args: readonly string[], input?: string): Promise<T> {
  const answer = await server.run([...args, '--json'], input === undefined ? {} : { input });
  expect(answer, args.join(' ')).toMatchObject({ status: 0, stderr: '' });
  expect(answer.stdout.trimEnd()).not.toContain('\n');
  return schema.parse(JSON.parse(answer.stdout));
}

const add = (name: string, more: readonly string[] = [], input?: string) =>
  json(Account, ['accounts', 'add', name, '--workspace', 'Instagram', ...more], input);

describe('workspaces', () => {
  it('are listed, and added once', async () => {
    const added = await json(Workspace, ['workspaces', 'add', 'Second', '--network', 'tiktok']);
    const { workspaces } = await json(WorkspaceList, ['workspaces', 'list']);
    expect(workspaces.map((workspace) => workspace.name)).toEqual(['TikTok', 'Instagram', 'Second']);
    expect(workspaces).toContainEqual(added);
  });
});

describe('accounts', () => {
  it('are added with a password from standard input, shown without it, and listed', async () => {
    const added = await add(
      'Add.Me',
      ['--email', 'a@example.com', '--tag', 'x', '--device', '1', '--password-stdin'],
      `pw:${SECRET}\n`,
    );
    expect(added).toMatchObject({ username: 'Add.Me', hasPassword: true, hasTotp: true, tags: ['x'] });
    expect(await json(Account, ['accounts', 'show', '@add.me', '--workspace', 'Instagram'])).toMatchObject({
      id: added.id,
    });
    expect(await json(Account, ['accounts', 'show', String(added.id)])).toMatchObject({ username: 'Add.Me' });
    const { accounts, total } = await json(AccountListReport, [
      'accounts',
      'list',
      '--workspace',
      'Instagram',
      '--search',
      'add',
    ]);
    expect([accounts.map((account) => account.id), total]).toEqual([[added.id], 1]);
    const shown = await server.run(['accounts', 'show', String(added.id)]);
    expect(shown.stdout).toMatch(/password +stored/);
    expect(shown.stdout + JSON.stringify(added)).not.toMatch(/pw:|JBSWY3DP/);
  });

  it('keep a stored password when it is edited with a blank one, and lose it only when asked to', async () => {
    const { id } = await add('blank', ['--password-stdin'], 'secret horse');
    const edit = (args: readonly string[], input?: string) =>
      json(Account, ['accounts', 'edit', String(id), ...args], input);
    expect(await edit(['--password-stdin'], '')).toMatchObject({ hasPassword: true });
    expect(await edit(['--notes', 'a note', '--username', 'renamed'])).toMatchObject({
      username: 'renamed',
      notes: 'a note',
      hasPassword: true,
    });
    expect(await edit(['--clear-password'])).toMatchObject({ hasPassword: false });
  });

  it('are disabled, enabled, deleted, and restored by id', async () => {
    const { id } = await add('bulk');
    const act = (kind: string) => json(BulkResult, ['accounts', kind, String(id)]);
    const show = () => json(Account, ['accounts', 'show', String(id)]);
    expect(await act('disable')).toEqual({ changed: 1, ids: [id] });
    expect(await show()).toMatchObject({ enabled: false });
    expect(await act('enable')).toEqual({ changed: 1, ids: [id] });
    expect(await act('delete')).toEqual({ changed: 1, ids: [id] });
    expect(await show()).toMatchObject({ deletedAt: expect.any(String) });
    expect(await act('restore')).toEqual({ changed: 1, ids: [id] });
    const { entries } = await json(AccountHistory, ['accounts', 'history', String(id)]);
    expect(entries.map((entry) => entry.kind)).toEqual(expect.arrayContaining(['created', 'deleted', 'restored']));
  });

  it('named several at once are all reached', async () => {
    const ids = [(await add('many1')).id, (await add('many2')).id];
    const done = await json(BulkResult, ['accounts', 'disable', 'many1', 'many2', '--workspace', 'Instagram']);
    expect(done.ids.toSorted((a, b) => a - b)).toEqual(ids);
  });
});

describe('devices', () => {
  it('are listed, labelled, grouped, and shown', async () => {
    const { devices } = await json(DeviceList, ['devices', 'list']);
    expect(devices.map((device) => [device.label, device.serial, device.state])).toEqual([
      ['1', 'P1', 'online'],
      ['2', 'P2', 'online'],
    ]);
    expect(await json(Device, ['devices', 'label', '2', 'Shelf B'])).toMatchObject({ label: 'Shelf B', serial: 'P2' });
    expect(await json(Device, ['devices', 'group', 'shelf b', 'left'])).toMatchObject({ group: 'left' });
    expect(await json(Device, ['devices', 'group', 'shelf b'])).toMatchObject({ group: null });
    const out = join(server.folder, 'shot.png');
    expect(await json(ScreenshotReport, ['devices', 'screenshot', '1', '--out', out])).toEqual({ file: out });
    expect((await readFile(out)).subarray(1, 4).toString()).toBe('PNG');
  });

  it('are disconnected and connected again under the same label', async () => {
    expect(await json(DisconnectReport, ['devices', 'disconnect', 'Shelf B'])).toEqual({ disconnected: 'Shelf B' });
    const { devices } = await json(DeviceList, ['devices', 'list']);
    expect(devices.find((device) => device.serial === 'P2')?.state).not.toBe('online');
    await server.run(['devices', 'connect', simulator.addresses[1] ?? '']);
    expect((await json(DeviceList, ['devices', 'list'])).devices[1]).toMatchObject({
      label: 'Shelf B',
      state: 'online',
    });
  });
});

describe('runs', () => {
  it('are started for chosen accounts, listed, shown, stopped and tried again', async () => {
    await add('ana', ['--device', '1', '--tag', 'brand', '--password-stdin'], 'wrong horse');
    const answer = await server.run([
      'run',
      'login',
      '--accounts',
      'ana',
      '--workspace',
      'Instagram',
      '--wait',
      '--json',
    ]);
    expect(answer).toMatchObject({ status: 3, stderr: '' });
    const first = RunReport.parse(JSON.parse(answer.stdout));
    expect(first.tasks).toMatchObject([
      { account: 'ana', device: '1', outcome: 'failed', reason: 'wrong_credentials' },
    ]);
    expect(await json(RunReport, ['runs', 'show', String(first.run)])).toEqual(first);

    const again = await json(RunReport, ['runs', 'retry', String(first.run)]);
    const waiting = await server.runUntil(
      again.run,
      'the pace is waited for',
      ({ tasks }) => tasks[0]?.waiting === 'limit',
    );
    expect(waiting.tasks[0]?.message).toContain('pause between two login attempts');
    const stopped = await json(RunReport, ['runs', 'stop', String(again.run)]);
    expect(stopped).toMatchObject({ state: 'ended', tasks: [{ outcome: 'stopped' }] });
    const { runs } = await json(RunList, ['runs', 'list']);
    expect(runs.map((run) => run.id)).toEqual([again.run, first.run]);
    expect(await simulator.submissions('ana')).toHaveLength(1);
  });

  it('tries a corrected password when a person asks not to wait, and succeeds', async () => {
    await json(Account, ['accounts', 'edit', 'ana', '--workspace', 'Instagram', '--password-stdin'], 'right horse');
    const args = ['run', 'login', '--tag', 'brand', '--workspace', 'Instagram', '--ignore-pace', '--wait'];
    expect((await json(RunReport, args)).tasks).toMatchObject([{ outcome: 'done' }]);
    expect(await simulator.submissions('ana')).toMatchObject([{ correct: false }, { correct: true }]);
  });

  it('choose by phone and by group as well', async () => {
    const by = (...choice: string[]) =>
      json(RunReport, ['run', 'login', ...choice, '--workspace', 'Instagram', '--ignore-pace']);
    await json(Device, ['devices', 'group', '1', 'shelf']);
    expect((await by('--device', '1')).tasks.map((task) => task.account)).toContain('ana');
    expect((await by('--group', 'shelf')).tasks.map((task) => task.account)).toContain('ana');
  });

  it('say that waiting was given up, exit 1, and go on', async () => {
    await add('away', ['--device', 'Shelf B', '--password-stdin'], 'pw');
    await json(DisconnectReport, ['devices', 'disconnect', 'Shelf B']);
    const args = [
      'run',
      'login',
      '--accounts',
      'away',
      '--workspace',
      'Instagram',
      '--wait',
      '--timeout',
      '1',
      '--json',
    ];
    const answer = await server.run(args);
    expect(answer.status).toBe(1);
    expect(answer.stderr).toMatch(/^Run \d+ has not ended yet; it goes on\.\n$/);
    expect(RunReport.parse(JSON.parse(answer.stdout)).tasks[0]).toMatchObject({ outcome: null });
  });
});

describe('files', () => {
  it('an export replaces its file whole or leaves it as it was', async () => {
    const out = join(server.folder, 'out.xlsx');
    await writeFile(out, 'before');
    await json(ExportReport, ['accounts', 'export', '--workspace', 'Instagram', '--out', out, '--without-secrets']);
    expect((await stat(out)).mode & 0o777).toBe(0o600);
    const refused = await server.run(['accounts', 'export', '--workspace', 'Instagram', '--out', '/nowhere/x.xlsx']);
    expect(refused).toMatchObject({ status: 1, stdout: '' });
    expect(refused.stderr).toMatch(/^\/nowhere\/x\.xlsx could not be written \(ENOENT\);[^\n]*\n$/);
  });
});

describe('what is refused', () => {
  it.concurrent.each([
    [['accounts', 'list'], 2, 'Say which workspace'],
    [['accounts', 'list', '--workspace', 'Nope'], 1, 'There is no workspace “Nope”'],
    [['accounts', 'show', 'nobody', '--workspace', 'Instagram'], 1, 'There is no account “nobody”'],
    [['accounts', 'show', '999999'], 1, 'no account'],
    [['accounts', 'restore', 'ana'], 1, 'named by its id'],
    [['accounts', 'import', '/nowhere.xlsx', '--workspace', 'Instagram'], 1, 'cannot be read'],
    [['accounts', 'import', 'a.xlsx', '--workspace', 'Instagram', '--unknown-ids', 'drop'], 2, 'takes only “create”'],
    [['accounts', 'add', 'pw', '--password', 'secret'], 2, 'unknown option'],
    [['accounts', 'add', '', '--workspace', 'Instagram'], 1, 'username'],
    [['devices', 'label', '1', 'Shelf B'], 1, 'label'],
    [['devices', 'screenshot', '77', '--out', '/tmp/x.png'], 1, 'There is no phone'],
    [['devices', 'screenshot', '1', '--out', '/nowhere/x.png'], 1, '/nowhere/x.png cannot be used (ENOENT).'],
    [['devices', 'connect', 'not an address'], 3, ''],
    [['run', 'login', '--workspace', 'Instagram'], 2, 'Choose accounts one way'],
    [['run', 'login', '--all', '--tag', 'x', '--workspace', 'Instagram'], 2, 'Choose accounts one way'],
    [['run', 'dance', '--all', '--workspace', 'Instagram'], 2, 'A script is'],
    [['run', 'login', '--tag', 'none-has-it', '--workspace', 'Instagram'], 1, 'No account'],
    [['run', 'sync', '--all', '--workspace', 'Instagram'], 1, 'sync'],
    [['runs', 'show', '4711'], 1, 'There is no run 4711'],
    [['runs', 'show', 'x'], 2, 'whole number'],
    [['workspaces', 'add', 'instagram', '--network', 'tiktok'], 1, 'workspace'],
    [['serve', '--port', 'x'], 2, '--port is a whole number'],
    [['serve', '--demo', '0'], 2, '--demo takes'],
    [['nonsense'], 2, 'unknown command'],
  ])('%j exits %i', async (args, status, sentence) => {
    const answer = await server.run(args);
    expect([answer.status, answer.stderr]).toEqual([status, expect.stringContaining(sentence)]);
    expect(answer.stderr.trimEnd()).not.toMatch(/\n|^\s+at /);
  });

  it('a token that is not the one of this console', async () => {
    const answer = await server.run(['workspaces', 'list'], { env: { MUSTER_URL: server.url, MUSTER_TOKEN: 'wrong' } });
    expect(answer).toMatchObject({ status: 1, stdout: '' });
    expect(answer.stderr).toMatch(/^[^\n]+\n$/);
  });
});

it('the record of all that is whole, and broken when a row of it is changed', async () => {
  expect(await json(AuditCheck, ['audit', 'verify'])).toMatchObject({ whole: true });
  await server.query(`update audit set what = what || '!' where id = 2`);
  const broken = await server.run(['audit', 'verify', '--json']);
  expect(broken.status).toBe(1);
  expect(AuditCheck.parse(JSON.parse(broken.stdout))).toMatchObject({ whole: false, brokenAt: 2, why: 'changed' });
  expect(broken.stderr).toBe('The record is broken at entry 2: changed.\n');
});
