import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DoctorReport, ScreenReport, SheetReading, SheetRejection } from '@muster/contract';
import { muster } from '../fixtures/muster.ts';
import { sharedPath } from '../fixtures/shared.ts';

interface ExpectedRow {
  readonly row?: number;
  readonly values: Readonly<Record<string, string>>;
  readonly problems?: readonly string[];
}

interface ExpectedSheet {
  readonly file: string;
  readonly kind: 'rows' | 'rejected';
  readonly rows?: readonly ExpectedRow[];
  readonly notices?: readonly string[];
  readonly code?: readonly string[];
  readonly password?: string;
  readonly rows_as?: string;
}

const sheets: ExpectedSheet[] = readdirSync(sharedPath('sheets'))
  .filter((name) => name.endsWith('.expected.json'))
  .map((name) => JSON.parse(readFileSync(sharedPath(`sheets/${name}`), 'utf8')));

interface ExpectedScreen {
  readonly kind: readonly string[];
  readonly username?: string;
  readonly counts?: object;
  readonly reason?: string;
  readonly package?: string;
}

const expectedScreens: Record<string, ExpectedScreen> = JSON.parse(
  readFileSync(sharedPath('screens/expected.json'), 'utf8'),
);
const screens = Object.entries(expectedScreens);

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'muster-proof-'))));
afterAll(() => rm(folder, { recursive: true }));

describe('sheet read', () => {
  it('has files to be checked against', () => expect(sheets.length).toBeGreaterThan(20));

  it.concurrent.each(sheets.filter((sheet) => sheet.kind === 'rows'))(
    'reads $file as it should be read',
    async (sheet) => {
      const answer = await muster(['sheet', 'read', sharedPath(`sheets/${sheet.file}`), '--json']);
      expect(answer).toMatchObject({ status: 0, stderr: '' });
      expectRows(SheetReading.parse(JSON.parse(answer.stdout)), sheet);
    },
  );

  it.concurrent.each(sheets.filter((sheet) => sheet.kind === 'rejected'))(
    'refuses $file in one sentence',
    async (sheet) => {
      const answer = await muster(['sheet', 'read', sharedPath(`sheets/${sheet.file}`), '--json']);
      expect(sheet.code).toContain(SheetRejection.parse(JSON.parse(answer.stdout)).error.code);
      expect(answer.status).toBe(1);
      expect(answer.stderr).toMatch(/^[^\n]+\.\n$/);
    },
  );

  it('reads a protected workbook with the password of a file', async () => {
    const sheet = sheets.find((candidate) => candidate.password !== undefined);
    const same = sheets.find((candidate) => candidate.file.startsWith(sheet?.rows_as ?? 'none'));
    if (sheet?.password === undefined || same === undefined) throw new Error('No protected workbook to read.');
    const passwordFile = join(folder, 'password');
    await writeFile(passwordFile, `${sheet.password}\n`);
    const path = sharedPath(`sheets/${sheet.file}`);
    const answer = await muster(['sheet', 'read', path, '--password-file', passwordFile, '--json']);
    expect(answer.status).toBe(0);
    expectRows(SheetReading.parse(JSON.parse(answer.stdout)), same);
    await writeFile(passwordFile, 'another');
    const wrong = await muster(['sheet', 'read', path, '--password-file', passwordFile, '--json']);
    expect(wrong.status).toBe(1);
    expect(SheetRejection.parse(JSON.parse(wrong.stdout)).error.code).toBe('password_protected');
  });

  it('shows a table in which no secret stands', async () => {
    const answer = await muster(['sheet', 'read', sharedPath('sheets/s01_text_passwords_openpyxl.xlsx')]);
    const secrets = sheets.flatMap((sheet) => sheet.rows ?? []).flatMap((row) => row.values['pwd'] ?? []);
    expect(answer.stdout).toContain('•••');
    for (const secret of secrets.filter((text) => text.length > 8)) expect(answer.stdout).not.toContain(secret);
  });

  it.each([
    [['sheet', 'read', '/nowhere/file.xlsx'], 1],
    [['sheet', 'read'], 2],
    [['sheet', 'read', 'a.xlsx', '--network', 'myspace'], 2],
    [['sheet', 'read', 'a.xlsx', '--password', 'x'], 2],
  ])('refuses %j with one sentence', async (args, status) => {
    const answer = await muster(args);
    expect(answer).toMatchObject({ status, stdout: '' });
    expect(answer.stderr).toMatch(/^[^\n]+\n$/);
  });
});

describe('screen', () => {
  it('has captures to be checked against', () => expect(screens.length).toBeGreaterThan(30));

  it.concurrent.each(screens)('says what %s shows', async (name, expected) => {
    const network = name.split('/')[0] ?? '';
    const path = sharedPath(`screens/${name}`);
    const asked = expected.package === undefined ? [] : ['--package', expected.package];
    const answer = await muster(['screen', path, '--network', network, ...asked, '--json']);
    expect(answer).toMatchObject({ status: 0, stderr: '' });
    const report = ScreenReport.parse(JSON.parse(answer.stdout));
    expect(expected.kind).toContain(report.kind);
    const { username, counts, reason } = expected;
    const listed = Object.entries({ username, counts, reason }).filter(([, value]) => value !== undefined);
    expect(report).toMatchObject(Object.fromEntries(listed));
  });

  it('exits 0 for a file that is no hierarchy, and says so', async () => {
    const path = join(folder, 'broken.xml');
    await writeFile(path, '<hierarchy><node');
    const answer = await muster(['screen', path, '--network', 'tiktok', '--json']);
    expect(answer.status).toBe(0);
    expect(ScreenReport.parse(JSON.parse(answer.stdout)).kind).toBe('unreadable');
  });

  it.each([
    [['screen', '/nowhere.xml', '--network', 'tiktok'], 1],
    [['screen', '/nowhere.xml'], 2],
    [['screen', '/nowhere.xml', '--network', 'myspace'], 2],
  ])('refuses %j with one sentence', async (args, status) => {
    const answer = await muster(args);
    expect(answer).toMatchObject({ status, stdout: '' });
    expect(answer.stderr).toMatch(/^[^\n]+\n$/);
  });
});

it('doctor says what this machine has, without a console', async () => {
  const answer = await muster(['doctor', '--data', join(folder, 'data'), '--json']);
  expect(answer).toMatchObject({ status: 0, stderr: '' });
  const { findings } = DoctorReport.parse(JSON.parse(answer.stdout));
  expect(findings.map((finding) => finding.check)).toEqual(['node', 'adb', 'data folder', 'clock']);
});

function expectRows(reading: SheetReading, sheet: ExpectedSheet): void {
  const listed = (sheet.rows ?? []).map(({ row, values, problems }) => ({
    ...(row === undefined ? {} : { row }),
    values: expect.objectContaining(values),
    problems: [...(problems ?? [])].toSorted(),
  }));
  const read = reading.rows.map(({ row, values, problems }) => ({
    row,
    values,
    problems: problems.map((problem) => `${problem.column}:${problem.code}`).toSorted(),
  }));
  expect(read).toHaveLength(listed.length);
  for (const [at, row] of listed.entries()) expect(read[at]).toMatchObject(row);
  expect(reading.notices.map((notice) => notice.code)).toEqual(expect.arrayContaining([...(sheet.notices ?? [])]));
}
