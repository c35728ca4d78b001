import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { isRejection, readSheet } from './index.ts';
import type { ReadSheetOptions, SheetReading } from './index.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheets-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function zipOf(parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return buffer(zip.outputStream);
}

/** The parts of a workbook around the XML inside of `sheetData`. */
function workbookParts(sheetData: string, more: Readonly<Record<string, string | Buffer>> = {}) {
  return {
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="a" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="b"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="b" Type="${OFFICE}/worksheet" Target="worksheets/s.xml"/><Relationship Id="c" Type="${OFFICE}/sharedStrings" Target="strings.xml"/></Relationships>`,
    'xl/worksheets/s.xml': `<worksheet xmlns="${MAIN}"><sheetData>${sheetData}</sheetData></worksheet>`,
    ...more,
  };
}

const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const row = (...cells: string[]): string => `<row>${cells.join('')}</row>`;
const GOOD = row(text('username'), text('pwd')) + row(text('anna'), text('secret'));

async function reading(source: Uint8Array | string, options: ReadSheetOptions = {}): Promise<SheetReading> {
  const result = await readSheet(source, options);
  if (isRejection(result)) throw new Error(`rejected: ${result.error.message}`);
  return result;
}

async function rejected(source: Uint8Array, options: ReadSheetOptions = {}): Promise<string> {
  const result = await readSheet(source, options);
  return isRejection(result) ? result.error.code : 'read';
}

async function excel(fill: (workbook: ExcelJS.Workbook) => void): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  fill(workbook);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

test('bytes and a path read alike, and the bytes stay the caller’s', async () => {
  const bytes = await zipOf(workbookParts(GOOD));
  const path = join(folder, 'a.xlsx');
  await writeFile(path, bytes);
  const expected = {
    columns: ['username', 'pwd'],
    rows: [{ row: 2, values: { username: 'anna', pwd: 'secret' }, problems: [] }],
    notices: [],
  };
  expect(await reading(bytes)).toEqual(expected);
  expect(await reading(path)).toEqual(expected);
  expect(bytes.subarray(0, 2).toString()).toBe('PK');
});

test('the first visible sheet with known headers is read, and the others are mentioned', async () => {
  const bytes = await excel((workbook) => {
    workbook.addWorksheet('Hidden', { state: 'hidden' }).addRows([['username'], ['hidden']]);
    workbook.addWorksheet('Cover').addRows([['Our accounts'], ['of this year']]);
    workbook.addWorksheet('Data').addRows([['username'], ['anna']]);
  });
  const result = await reading(bytes);
  expect(result.rows.map(({ values }) => values.username)).toEqual(['anna']);
  expect(result.notices.map(({ code }) => code)).toEqual(['other_sheets']);
  expect((await reading(bytes, { sheetName: 'Hidden' })).rows[0]?.values.username).toBe('hidden');
  expect(await rejected(bytes, { sheetName: 'None' })).toBe('not_a_workbook');
});

test('a sheet without known headers has no columns, and says so', async () => {
  const result = await reading(await excel((workbook) => workbook.addWorksheet('x').addRows([['colour'], ['red']])));
  expect(result).toMatchObject({ columns: [], rows: [] });
  expect(result.notices.map(({ code }) => code)).toEqual(['unknown_column', 'no_username_column']);
});

test('titles above the header are no data, and a header row can be named', async () => {
  const bytes = await excel((workbook) =>
    workbook
      .addWorksheet('x')
      .addRows([['Accounts of anna'], [], ['Username', 'Password'], ['anna', 'p'], ['username', 'pwd'], ['bert', 'q']]),
  );
  expect((await reading(bytes)).rows.map((found) => [found.row, found.values.username])).toEqual([
    [4, 'anna'],
    [5, 'username'],
    [6, 'bert'],
  ]);
  expect((await reading(bytes, { headerRow: 5 })).rows.map((found) => found.row)).toEqual([6]);
});

test('an id in several rows is a problem of each of them', async () => {
  const rows = ['1', '2', '1.0'].map((id) => row(text(id), text('x'))).join('');
  const result = await reading(await zipOf(workbookParts(row(text('id'), text('pwd')) + rows)));
  expect(result.rows.map(({ values, problems }) => [values.id, problems.map(({ code }) => code)])).toEqual([
    [undefined, ['duplicate_id']],
    ['2', []],
    [undefined, ['duplicate_id']],
  ]);
});

test('figures are left out where the network has none', async () => {
  const bytes = await zipOf(workbookParts(row(text('username'), text('followers')) + row(text('anna'), text('many'))));
  expect((await reading(bytes, { figures: false })).rows).toEqual([
    { row: 2, values: { username: 'anna' }, problems: [] },
  ]);
  expect((await reading(bytes)).rows[0]?.problems).toMatchObject([{ column: 'followers', code: 'bad_integer' }]);
});

test('an empty workbook and an empty file are empty files', async () => {
  expect(await rejected(new Uint8Array())).toBe('empty_file');
  expect(await rejected(await zipOf(workbookParts('')))).toBe('empty_file');
});

test.each([
  ['an .ods file', () => zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<a/>' })],
  ['a Word file', () => zipOf({ ...workbookParts(GOOD), 'xl/workbook.xml': '<document/>' })],
  ['a web page', () => Promise.resolve(Buffer.from('\n<html><table><tr><td>id'))],
  ['an XML file', () => Promise.resolve(Buffer.from('<?xml version="1.0"?><Workbook/>'))],
  ['a picture', () => Promise.resolve(Buffer.from('\x89PNG\r\n\x1a\n\0\0', 'latin1'))],
  ['a gzip', () => Promise.resolve(gzipSync('id,pwd'))],
  ['plain text', () => Promise.resolve(Buffer.from('id,pwd\n1,2'))],
])('%s is not a workbook', async (_, make) => expect(await rejected(await make())).toBe('not_a_workbook'));

test.each([
  ['in a part that is never read', { 'docProps/core.xml': '<!DOCTYPE x []><x/>' }],
  ['in UTF-16', { 'xl/strings.xml': Buffer.from('\uFEFF<?xml version="1.0"?><!DOCTYPE sst []><sst/>', 'utf16le') }],
  ['after a long comment', { 'docProps/app.xml': `<!--${'x'.repeat(16_370)}--><!DOCTYPE x []><x/>` }],
])('a DOCTYPE %s is refused', async (_, parts) => {
  expect(await rejected(await zipOf(workbookParts(GOOD, parts)))).toBe('unsafe_xml');
});

test('a part in UTF-16 is read', async () => {
  const sheet = workbookParts(row(text('username')) + row(text('Анна')))['xl/worksheets/s.xml'];
  const bytes = await zipOf(workbookParts('', { 'xl/worksheets/s.xml': Buffer.from(`\uFEFF${sheet}`, 'utf16le') }));
  expect((await reading(bytes)).rows[0]?.values.username).toBe('Анна');
});

test.each([
  ['a wrong checksum', (zip: Buffer) => corrupt(zip, 'crc')],
  ['a size that its header understates', (zip: Buffer) => corrupt(zip, 'size')],
  ['its end cut off', (zip: Buffer) => zip.subarray(0, zip.length - 30)],
])('a workbook with %s is damaged', async (_, damage) => {
  expect(await rejected(damage(await zipOf(workbookParts(GOOD))))).toBe('damaged');
});

/** Changes the last entry of the central directory, whose fields stand at 16 (CRC) and 24 (size). */
function corrupt(zip: Buffer, field: 'crc' | 'size'): Buffer {
  const entry = zip.lastIndexOf(Buffer.from('PK\x01\x02'));
  const at = entry + (field === 'crc' ? 16 : 24);
  zip.writeUInt32LE(zip.readUInt32LE(at) - 1, at);
  return zip;
}

test.each([
  ['a text that is not in the table', row('<c t="s"><v>7</v></c>')],
  ['a number that is none', row('<c><v>1,5</v></c>')],
  ['a row beyond the last', '<row r="1048577"/>'],
  ['a column beyond the last', row('<c r="XFE1"/>')],
])('a sheet with %s is damaged', async (_, sheetData) => {
  expect(await rejected(await zipOf(workbookParts(sheetData)))).toBe('damaged');
});

test('a sheet with bytes that are not UTF-8 is damaged, not guessed', async () => {
  const bytes = Buffer.from(workbookParts(row(text('?')))['xl/worksheets/s.xml']);
  bytes[bytes.indexOf('?</t>')] = 0xff;
  expect(await rejected(await zipOf(workbookParts('', { 'xl/worksheets/s.xml': bytes })))).toBe('damaged');
});

test('limits hold: parts, inflated bytes, characters, one huge cell, time', async () => {
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`x/${index}`, '']));
  const good = await zipOf(workbookParts(GOOD, many));
  expect(await rejected(good, { limits: { parts: 40 } })).toBe('too_large');
  expect(await rejected(good, { limits: { inflatedBytes: 500 } })).toBe('too_large');
  expect(await rejected(good, { limits: { characters: 5 } })).toBe('too_large');
  expect(await rejected(good, { limits: { fileBytes: 100 } })).toBe('too_large');
  expect(await rejected(good, { limits: { timeMs: 0 } })).toBe('too_large');
  const huge = await zipOf(workbookParts(row(text('username')) + row(text('ab'.repeat(1_000_000)))));
  expect(await rejected(huge)).toBe('too_large');
});

test('a small file with very many texts ends at the limit of memory, and the process lives', async () => {
  const strings = `<sst>${'<si><t>abcdefgh</t></si>'.repeat(300_000)}</sst>`;
  const bytes = await zipOf(workbookParts(GOOD, { 'xl/strings.xml': strings }));
  expect(await rejected(bytes, { limits: { heapMb: 16, timeMs: 20_000 } })).toBe('too_large');
});

test('a signal ends a reading', async () => {
  const bytes = await zipOf(workbookParts(GOOD));
  const controller = new AbortController();
  const result = readSheet(bytes, { signal: controller.signal });
  controller.abort(new Error('enough'));
  await expect(result).rejects.toThrow('enough');
  await expect(readSheet(bytes, { signal: controller.signal })).rejects.toThrow('enough');
});

test('a path that is not there is the caller’s fault', async () => {
  await expect(readSheet(join(folder, 'none.xlsx'))).rejects.toThrow('ENOENT');
});

const csv = (content: string | Buffer): Promise<SheetReading> => reading(Buffer.from(content), { fileName: 'A.CSV' });

test.each([',', ';', '\t', '|'])('a CSV with the delimiter %j is read, all cells as text', async (delimiter) => {
  const lines = [['ID', 'Password', 'user name'], ['5.0', '"00;1,|""x"'], [], ['', ' =1+1 ', 'anna']];
  const { columns, rows } = await csv(lines.map((cells) => cells.join(delimiter)).join('\r\n'));
  expect(columns).toEqual(['id', 'pwd', 'username']);
  expect(rows.map((found) => [found.row, found.values])).toEqual([
    [2, { id: '5', pwd: '00;1,|"x', username: '' }],
    [4, { id: '', pwd: ' =1+1 ', username: 'anna' }],
  ]);
});

test('a CSV may be UTF-8 with or without a mark, or UTF-16 with one; anything else is refused', async () => {
  for (const bytes of ['\uFEFFusername\nАнна', 'username\nАнна', Buffer.from('\uFEFFusername\nАнна', 'utf16le')]) {
    expect((await csv(bytes)).rows[0]?.values.username).toBe('Анна');
  }
  expect(await rejected(Buffer.from('username\n\xc0\xed\xed\xe0', 'latin1'), { fileName: 'a.csv' })).toBe('damaged');
  expect(await rejected(Buffer.from('username,pwd\nanna,"open\n'), { fileName: 'a.csv' })).toBe('damaged');
  expect(await rejected(Buffer.from('  \n\n'), { fileName: 'a.csv' })).toBe('empty_file');
});

test('a workbook with the name of a CSV is still a workbook', async () => {
  expect((await reading(await zipOf(workbookParts(GOOD)), { fileName: 'a.csv' })).rows).toHaveLength(1);
});
