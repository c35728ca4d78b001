import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isRejection, readSheet, writeAccountsSheet } from './index.ts';
import type { AccountCells, SheetReading } from './index.ts';

/**
 * The round trip through programs that people use. Needs LibreOffice Calc and openpyxl
 * (`apt-get install libreoffice-calc python3-openpyxl`).
 */
const run = promisify(execFile);

/** Not among them: `_x005F_x0041_`, which LibreOffice 7.4 shows rightly and saves as `_x0041_`. */
const PASSWORDS = [
  '00123',
  '0e12',
  '1234567890123456789',
  '=1+1',
  '=HYPERLINK("http://x.example","c")',
  '+441234',
  '@SUM(A1)',
  '-2+3',
  "'quoted",
  ' both ends ',
  '\ttab\there\t',
  'päss😀wörd',
  '\u202eright to left',
  'no\u00a0break\u200b',
  '_x0041_',
  'a_x000D_b',
  '__x0009_',
  'x'.repeat(200),
  'a:b:JBSWY3DPEHPK3PXP',
  'TRUE',
  '#N/A',
  '1/2',
  '2024-01-02',
  '50%',
  'null',
  '<b>&amp;</b>]]>',
  '"a",b;c|d',
  '{=1}',
];

function noteOf(pwd: string): string {
  return `line 1\nline 2 ${pwd}`.trim();
}

async function* accounts(): AsyncGenerator<AccountCells> {
  for (const [index, pwd] of PASSWORDS.entries()) {
    yield { id: String(index + 1), username: `user${index}`, pwd, device_index: '007', notes: noteOf(pwd) };
  }
}

let folder: string;
let original: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheets-'));
  original = join(folder, 'accounts.xlsx');
  await writeAccountsSheet(original, accounts(), { figures: true, labels: ['007', '8'] });
});
afterAll(() => rm(folder, { recursive: true }));

async function reread(path: string): Promise<SheetReading> {
  const result = await readSheet(path, { limits: { timeMs: 20_000 } });
  if (isRejection(result)) throw new Error(`rejected: ${result.error.message}`);
  return result;
}

test('as it was written, every cell reads back', async () => {
  const { rows } = await reread(original);
  expect(rows.map(({ values }) => values.pwd)).toEqual(PASSWORDS);
  expect(rows.map(({ values }) => values.notes)).toEqual(PASSWORDS.map(noteOf));
  expect(new Set(rows.map(({ values }) => values.device_index))).toEqual(new Set(['007']));
});

test('opened and saved by LibreOffice, every cell is what it was', async () => {
  const saved = join(folder, 'libreoffice');
  await mkdir(saved);
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  await run('soffice', [profile, '--headless', '--convert-to', 'xlsx', '--outdir', saved, original], {
    timeout: 120_000,
  });
  expect((await reread(join(saved, 'accounts.xlsx'))).rows).toEqual((await reread(original)).rows);
}, 150_000);

test('opened and saved by openpyxl, every cell is what it was', async () => {
  const saved = join(folder, 'openpyxl.xlsx');
  const script = 'import sys, openpyxl; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])';
  await run('/usr/bin/python3', ['-c', script, original, saved], { timeout: 60_000 });
  expect((await reread(saved)).rows).toEqual((await reread(original)).rows);
}, 90_000);
