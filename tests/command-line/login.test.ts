import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditCheck, ConnectResult, ExportReport, ImportReport, RunReport } from '@muster/contract';
import { startTestConsole, type TestConsole } from '../fixtures/console.ts';
import { instagramPhone, phoneAddress, startTestSimulator, type TestSimulator } from '../fixtures/simulator.ts';
import { readWorkbook, writeWorkbook } from '../fixtures/workbook.ts';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const at = (phone: number) => phoneAddress(1, phone);

const scenario = {
  service: {
    instagram: [
      { username: 'ana', email: 'ana@example.com', password: 'right horse' },
      { username: 'ben', password: 'right:horse', totpSecret: SECRET },
      { username: 'cleo', email: 'cleo@example.com', password: 'another' },
      { username: 'dana', password: 'right horse', gate: 'captcha' },
      { username: 'elif', password: 'right horse' },
      { username: 'finn', password: 'right horse' },
      { username: 'hana', password: 'right horse' },
      { username: 'ida', email: 'ida@example.com', password: 'right horse' },
      { username: 'jon', password: 'right horse', gate: 'email_code' },
      { username: 'kim', password: 'right horse' },
      { username: 'mia', password: 'right horse', totpSecret: SECRET },
      { username: 'olga', password: 'right horse', gate: 'suspended' },
    ],
  },
  phones: [
    instagramPhone('P1', at(1)),
    instagramPhone('P2', at(2)),
    instagramPhone('P3', at(3)),
    { serial: 'P4', address: at(4), apps: [] },
    instagramPhone('P5', at(5), { signedIn: ['finn'], active: 'finn' }),
    instagramPhone('P6', at(6)),
    instagramPhone('P7', at(7), {}, { locked: true }),
    instagramPhone('P8', at(8)),
    instagramPhone('P9', at(9)),
  ],
};

const rows = [
  {
    username: 'ana',
    email: 'ana@example.com',
    pwd: 'right horse',
    device: 'P1',
    status: 0,
    tags: 'brand',
    notes: '=1+1',
  },
  { username: 'ben', email: '', pwd: `right:horse:${SECRET}`, device: 'P2' },
  { username: 'cleo', email: 'cleo@example.com', pwd: 'wrong horse', device: 'P2' },
  { username: 'dana', pwd: 'right horse', device: 'P3' },
  { username: 'elif', pwd: 'right horse', device: 'P4' },
  { username: 'finn', pwd: 'right horse', device: 'P5' },
  { username: 'gus', pwd: 'right horse' },
  { username: 'hana', pwd: 'right horse', device: 'P1', status: 1 },
  { username: 'ida', email: 'ida@example.com', pwd: 'right horse', device: 'P5' },
  { username: 'jon', pwd: 'right horse', device: 'P6' },
  { username: 'kim', pwd: 'right horse', device: 'P7' },
  { username: 'lou', device: 'P2' },
  { username: 'mia', pwd: 'right horse', device: 'P8' },
  { username: 'olga', pwd: 'right horse', device: 'P9' },
];

const expected: Record<string, readonly [outcome: string, reason?: string]> = {
  ana: ['done'],
  ben: ['done'],
  cleo: ['failed', 'wrong_credentials'],
  dana: ['needs_person', 'challenge'],
  elif: ['failed', 'app_missing'],
  finn: ['already_signed_in'],
  gus: ['skipped', 'no_device'],
  hana: ['skipped', 'disabled'],
  ida: ['done'],
  jon: ['needs_person', 'code_elsewhere'],
  kim: ['needs_person', 'locked_screen'],
  lou: ['skipped', 'no_password'],
  mia: ['skipped', 'no_2fa_secret'],
  olga: ['needs_person', 'suspended'],
};

let simulator: TestSimulator;
let server: TestConsole;
const file = (name: string) => join(server.folder, name);

beforeAll(async () => {
  [simulator, server] = await Promise.all([startTestSimulator(scenario), startTestConsole({ database: 'embedded' })]);
  await writeWorkbook(file('F.xlsx'), rows);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await simulator[Symbol.asyncDispose]();
});

describe('the sequence that operators type', () => {
  it('connects the phones at their addresses', async () => {
    const answer = await server.run(['devices', 'connect', ...simulator.addresses, '--json']);
    expect(answer).toMatchObject({ status: 0, stderr: '' });
    const { results } = ConnectResult.parse(JSON.parse(answer.stdout));
    expect(results.map((result) => result.device?.label)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
  });

  it('says that an address answers nothing, and exits 3', async () => {
    const answer = await server.run(['devices', 'connect', at(99), '--json']);
    expect(answer.status).toBe(3);
    const { results } = ConnectResult.parse(JSON.parse(answer.stdout));
    expect(results).toMatchObject([
      { connected: false, error: { code: expect.any(String), message: expect.any(String) } },
    ]);
  });

  it('plans an import without writing anything, then applies it', async () => {
    const plan = await server.run(['accounts', 'import', file('F.xlsx'), '--workspace', 'Instagram', '--json']);
    expect(plan).toMatchObject({ status: 0, stderr: '' });
    const counts = { new: rows.length, changed: 0, unchanged: 0, rejected: 0 };
    expect(ImportReport.parse(JSON.parse(plan.stdout))).toMatchObject({ counts, applied: false });
    expect(await server.query('select 1 from account')).toEqual([]);

    const applied = await server.run([
      'accounts',
      'import',
      file('F.xlsx'),
      '--workspace',
      'Instagram',
      '--apply',
      '--json',
    ]);
    expect(applied).toMatchObject({ status: 0, stderr: '' });
    expect(ImportReport.parse(JSON.parse(applied.stdout))).toMatchObject({ counts, applied: true });
  });

  it('refuses the same file without ids, row by row, and exits 3', async () => {
    const again = await server.run(['accounts', 'import', file('F.xlsx'), '--workspace', 'Instagram', '--json']);
    expect(again.status).toBe(3);
    const report = ImportReport.parse(JSON.parse(again.stdout));
    expect(report.counts).toEqual({ new: 0, changed: 0, unchanged: 0, rejected: rows.length });
    expect(report.rows[0]?.problems).toMatchObject([{ column: 'username', code: 'username_taken' }]);
  });

  it('logs everybody in who can be, and says of the others why not', async () => {
    const answer = await server.run([
      'run',
      'login',
      '--all',
      '--workspace',
      'Instagram',
      '--wait',
      '--timeout',
      '60',
      '--json',
    ]);
    expect(answer).toMatchObject({ status: 3, stderr: '' });
    const report = RunReport.parse(JSON.parse(answer.stdout));
    const outcomes = Object.fromEntries(
      report.tasks.map((task) => [
        task.account,
        task.reason === undefined ? [task.outcome] : [task.outcome, task.reason],
      ]),
    );
    expect(outcomes).toEqual(expected);
    expect(report.state).toBe('held');
    for (const task of report.tasks) expect(task.message, `${task.account}`).toMatch(/\.$/);
  });

  it('pressed Log in at most once for each account, with the e-mail where there is one', async () => {
    const { service } = await simulator.state();
    for (const account of service.instagram.accounts) {
      const row = rows.find((candidate) => candidate.username === account.username);
      expect(account.submissions.length, account.username).toBeLessThanOrEqual(1);
      for (const submission of account.submissions) {
        expect(submission.identifierKind, account.username).toBe(row?.email ? 'email' : 'username');
        expect(submission.correct, account.username).toBe(account.username !== 'cleo');
      }
      const typed = !['elif', 'finn', 'hana', 'kim', 'gus', 'lou'].includes(account.username);
      expect(account.submissions.length, account.username).toBe(typed ? 1 : 0);
    }
    expect(service.instagram.strays).toEqual([]);
    const ben = service.instagram.accounts.find((account) => account.username === 'ben');
    expect(ben?.submissions[0]?.codeUsed).toMatch(/^\d{6}$/);
    expect(ben?.codes).toHaveLength(1);
    expect(await simulator.unknown()).toEqual([]);
  });

  it('exports a workbook that, read back, changes nothing', async () => {
    const out = file('X.xlsx');
    const answer = await server.run(['accounts', 'export', '--workspace', 'Instagram', '--out', out, '--json']);
    expect(answer).toMatchObject({ status: 0, stderr: '' });
    expect(ExportReport.parse(JSON.parse(answer.stdout))).toEqual({ file: out, accounts: rows.length });

    const read = await readWorkbook(out);
    expect(Object.keys(read[0] ?? {})).toEqual([
      'id',
      'email',
      'pwd',
      'username',
      'device',
      'device_index',
      'logined',
      'status',
      'package',
      'tags',
      'notes',
      'totp_secret',
    ]);
    const byName = Object.fromEntries(read.map((row) => [row['username'], row]));
    expect(byName['ana']).toMatchObject({
      logined: '1',
      status: '0',
      pwd: 'right horse',
      device: 'P1',
      device_index: '1',
      notes: '=1+1',
    });
    expect(byName['hana']).toMatchObject({ logined: '0', status: '1' });
    expect(byName['ben']).toMatchObject({ pwd: `right:horse:${SECRET}`, logined: '1' });

    const plan = await server.run(['accounts', 'import', out, '--workspace', 'Instagram', '--json']);
    expect(plan.status).toBe(0);
    const counts = { new: 0, changed: 0, unchanged: rows.length, rejected: 0 };
    expect(ImportReport.parse(JSON.parse(plan.stdout)).counts).toEqual(counts);
  });

  it('keeps a whole record of it', async () => {
    const answer = await server.run(['audit', 'verify', '--json']);
    expect(answer).toMatchObject({ status: 0, stderr: '' });
    expect(AuditCheck.parse(JSON.parse(answer.stdout))).toMatchObject({ whole: true });
  });

  it('goes on when a person has passed the challenge, and presses nothing again', async () => {
    await simulator.setGate('instagram', 'dana', null);
    const runs = await server.run(['runs', 'show', '1', '--json']);
    expect(RunReport.parse(JSON.parse(runs.stdout)).state).toBe('held');
    const { devices } = (await server.client.GET('/api/v1/devices')).data ?? { devices: [] };
    const held = devices.find((device) => device.serial === 'P3')?.held[0];
    await server.client.POST('/api/v1/tasks/{id}/look-again', { params: { path: { id: held?.taskId ?? 0 } } });
    const detail = await server.runUntil(1, 'dana is signed in', ({ tasks }) =>
      tasks.some((task) => task.account === 'dana' && task.state === 'ended'),
    );
    expect(detail.tasks.find((task) => task.account === 'dana')).toMatchObject({ outcome: 'already_signed_in' });
    expect(await simulator.submissions('dana')).toHaveLength(1);
  });

  it('stops with SIGTERM and exits 0, and finds everything again at the next start', async () => {
    expect(await server.stop('SIGTERM')).toEqual({ status: 0, signal: null });
    const gone = await server.run(['workspaces', 'list']);
    expect(gone).toMatchObject({ status: 1, stdout: '' });
    expect(gone.stderr).toMatch(/^No console is running on .*\.\n$/);
    await server.start();
    const again = await server.run(['accounts', 'import', file('X.xlsx'), '--workspace', 'Instagram', '--json']);
    expect(ImportReport.parse(JSON.parse(again.stdout)).counts).toMatchObject({ new: 0, rejected: 0 });
  });
});
