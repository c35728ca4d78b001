import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COLUMNS, columnsFor, isRejection, readSheet, unwritableSecret, writeAccountsSheet } from './index.ts';
import type { AccountCells, Column, ColumnName, SheetReading, WriteSheetOptions } from './index.ts';

const OPTIONS: WriteSheetOptions = { figures: true, labels: ['1', '2', 'rack, "left" & <3>'] };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheets-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function* each<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

async function written(rows: readonly AccountCells[], options: Partial<WriteSheetOptions> = {}): Promise<Buffer> {
  const stream = new PassThrough();
  const [bytes, count] = await Promise.all([
    buffer(stream),
    writeAccountsSheet(stream, each(rows), { ...OPTIONS, ...options }),
  ]);
  expect(count).toBe(rows.length);
  return bytes;
}

async function readBack(bytes: Buffer, password?: string): Promise<SheetReading> {
  const result = await readSheet(bytes, { password, limits: { timeMs: 20_000 } });
  if (isRejection(result)) throw new Error(`rejected: ${result.error.message}`);
  return result;
}

async function opened(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  return workbook.xlsx.read(Readable.from([bytes]));
}

const nasty = fc.constantFrom(
  '_x0041_',
  '=1+1',
  '+7',
  '-2',
  '@SUM(A1)',
  "'q",
  '007',
  '0e12',
  'TRUE',
  '#N/A',
  '<&>"',
  ']]>',
  '😀',
  'ß',
  ' ',
  '\u00a0',
  '\u200b',
  '_x',
  '&#65;',
);
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.oneof(nasty, fc.string()), { maxLength: 4 }).map((parts) => parts.join('')),
);
const secretText = fc
  .oneof(anyText, fc.string({ unit: fc.constantFrom('\t', ' ', 'a', ':', '_x0009_') }))
  .filter((text) => unwritableSecret(text) === null);
const trimmed = anyText.map((text) => text.trim());
const digits = fc.maxSafeNat().map(String);
const flag = fc.constantFrom('0', '1');

function cellOf({ name, kind }: Column): fc.Arbitrary<string> {
  if (name === 'pwd') return secretText.map((text) => (text.trim() === '' ? '' : text));
  if (name === 'totp_secret') return secretText.map((text) => text.trim());
  if (kind === 'integer') return name === 'id' ? fc.constant('') : digits;
  return kind === 'flag' ? flag : trimmed;
}

/** A row that a console could hold: what is only white space counts as blank. */
const account = fc
  .tuple(...COLUMNS.map((column) => cellOf(column).map((text) => [column.name, text] as const)))
  .map((cells): AccountCells => Object.fromEntries(cells))
  .filter((cells) => Object.values(cells).some((text) => text !== ''));

test('what is written reads back equal, cell by cell', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(account, { minLength: 20, maxLength: 100 }), async (rows) => {
      const { columns, rows: read } = await readBack(await written(rows));
      expect(columns).toEqual(COLUMNS.map(({ name }) => name));
      expect(read.map(({ values }) => values)).toEqual(rows);
      expect(read.flatMap(({ problems }) => problems)).toEqual([]);
    }),
    { numRuns: 10 },
  );
});

test('no accounts: the file holds its headers', async () => {
  expect(await readBack(await written([]))).toMatchObject({
    columns: COLUMNS.map(({ name }) => name),
    rows: [],
    notices: [],
  });
});

test('a network without figures has no columns of them', async () => {
  const { columns } = await readBack(await written([{ username: 'anna', followers: '5' }], { figures: false }));
  expect(columns).toEqual(columnsFor({ figures: false }).map(({ name }) => name));
  expect(columns).not.toContain('followers');
});

test('without secrets both secret columns are blank', async () => {
  const cells = { username: 'anna', pwd: 'p', totp_secret: 'JBSWY3DPEHPK3PXP' };
  const { rows } = await readBack(await written([cells], { withoutSecrets: true }));
  expect(rows[0]?.values).toMatchObject({ username: 'anna', pwd: '', totp_secret: '' });
});

test('a protected file opens with its password only', async () => {
  const bytes = await written([{ username: 'anna', pwd: 'p' }], { password: 'gehëim' });
  expect(await readSheet(bytes)).toMatchObject({ error: { code: 'password_protected' } });
  expect((await readBack(bytes, 'gehëim')).rows[0]?.values.pwd).toBe('p');
});

test('another program finds texts as texts, numbers as numbers, and nothing to calculate', async () => {
  const workbook = await opened(
    await written([{ id: '7', username: '=1+1', pwd: '00123', device_index: '3', status: '0', followers: '5' }]),
  );
  const sheet = workbook.getWorksheet('Accounts');
  const cell = (name: ColumnName) => sheet?.getCell(2, COLUMNS.findIndex((column) => column.name === name) + 1);
  expect(cell('username')).toMatchObject({ value: '=1+1', type: ExcelJS.ValueType.String, numFmt: '@' });
  expect(cell('pwd')).toMatchObject({ value: '00123', numFmt: '@' });
  expect(cell('device_index')).toMatchObject({ value: '3', numFmt: '@' });
  expect([cell('id')?.value, cell('status')?.value, cell('followers')?.value]).toEqual([7, 0, 5]);
});

test('the header is frozen, columns have widths, and cells yet to be typed are text', async () => {
  const sheet = (await opened(await written([{ username: 'anna' }]))).getWorksheet('Accounts');
  expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  for (const [index, { kind, width }] of COLUMNS.entries()) {
    const column = sheet?.getColumn(index + 1);
    expect(column?.width).toBe(width);
    expect(column?.numFmt).toBe(kind === 'strict' || kind === 'free' ? '@' : undefined);
  }
});

test('logined, status and device_index have drop-downs; the labels stand on a hidden sheet', async () => {
  const workbook = await opened(await written([{ username: 'anna' }]));
  const sheet = workbook.getWorksheet('Accounts');
  for (const name of ['logined', 'status', 'device_index'] as const) {
    const cell = sheet?.getCell(500, COLUMNS.findIndex((column) => column.name === name) + 1);
    const list = name === 'device_index' ? 'Devices!$A$1:$A$3' : '"0,1"';
    expect(cell?.dataValidation).toMatchObject({ type: 'list', formulae: [list] });
  }
  const labels = workbook.getWorksheet('Devices');
  expect(labels?.state).toBe('hidden');
  expect(labels?.getColumn(1).values.slice(1)).toEqual(OPTIONS.labels);
  expect((await opened(await written([], { labels: [] }))).worksheets.map(({ name }) => name)).toEqual(['Accounts']);
});

test.each([
  ['pwd', 'a\rb', 'control_character'],
  ['pwd', 'a\nb', 'control_character'],
  ['totp_secret', '\0', 'control_character'],
  ['pwd', 'a\uD800', 'not_unicode'],
  ['pwd', 'x'.repeat(32_768), 'too_long'],
  ['notes', 'x'.repeat(32_768), 'too_long'],
] as const)('%s: %j is refused with its reason and place, without its text', async (column, text, code) => {
  const write = written([{ username: 'anna' }, { [column]: text }]);
  await expect(write).rejects.toMatchObject({ code, row: 3, column });
  await expect(write).rejects.not.toThrow(text);
});

test('other columns keep line breaks and control characters', async () => {
  const { rows } = await readBack(await written([{ username: 'anna', notes: 'a\r\nb\u0001\u001fc\ttab' }]));
  expect(rows[0]?.values.notes).toBe('a\r\nb\u0001\u001fc\ttab');
});

test('a path gets the whole file, for its owner only', async () => {
  const path = join(folder, 'accounts.xlsx');
  await writeFile(path, 'old');
  await writeAccountsSheet(path, each([{ username: 'anna' }]), OPTIONS);
  expect((await readBack(await readFile(path))).rows).toHaveLength(1);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('an export that fails leaves the old file and nothing else', async () => {
  const path = join(folder, 'kept.xlsx');
  await writeFile(path, 'old');
  const before = await readdir(folder);
  let closed = false;
  async function* failing(): AsyncGenerator<AccountCells> {
    try {
      for (let row = 0; row < 5000; row += 1) yield { username: `user${row}` };
      throw new Error('the database went away');
    } finally {
      closed = true;
    }
  }
  await expect(writeAccountsSheet(path, failing(), OPTIONS)).rejects.toThrow('the database went away');
  expect(await readFile(path, 'utf8')).toBe('old');
  expect(await readdir(folder)).toEqual(before);
  expect(closed).toBe(true);
});

test('a reader that goes away ends the export and closes its rows', async () => {
  const closed = Promise.withResolvers<void>();
  async function* endless(): AsyncGenerator<AccountCells> {
    try {
      for (let row = 0; ; row += 1) yield { username: `user${row}`, notes: String(Math.sin(row)).repeat(20) };
    } finally {
      closed.resolve();
    }
  }
  let received = 0;
  const gone = new Writable({
    write(chunk: Buffer, _encoding, done) {
      received += chunk.length;
      done(received > 100_000 ? new Error('connection reset') : null);
    },
  });
  await expect(writeAccountsSheet(gone, endless(), OPTIONS)).rejects.toThrow('connection reset');
  await closed.promise;
});

test('the same rows make the same bytes', async () => {
  const rows = [{ username: 'anna', pwd: 'p' }];
  expect((await written(rows)).equals(await written(rows))).toBe(true);
});
