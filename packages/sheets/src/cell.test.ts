import { expect, test } from 'vitest';
import { readCell } from './cell.ts';
import type { CellReading, RawCell } from './cell.ts';
import { COLUMNS } from './columns.ts';
import type { ColumnName } from './columns.ts';
import { numberFormats } from './number-format.ts';

function read(name: ColumnName, cell: RawCell): CellReading {
  const column = COLUMNS.find((column) => column.name === name);
  if (column === undefined) throw new Error(`no column ${name}`);
  return readCell(column, cell);
}

async function number(value: number, code = 'General', date1904 = false): Promise<RawCell> {
  const [format] = await numberFormats([code], { date1904 });
  if (format === undefined) throw new Error('no format');
  return { kind: 'number', value, format };
}

test('a password is taken to the letter, white space included; other texts are trimmed', () => {
  expect(read('pwd', ' \tp w ')).toBe(' \tp w ');
  expect(read('username', ' anna ')).toBe('anna');
  expect(read('notes', ' a\nb ')).toBe('a\nb');
});

test('a cell of only white space is blank, also in the password column', () => {
  for (const name of ['pwd', 'username', 'id', 'logined', 'notes'] as const) expect(read(name, ' \t ')).toBe('');
});

test.each([
  [123, '00000', '00123'],
  [123, 'General', '123'],
  [-5, '0', '-5'],
  [1234567, '#,##0', '1234567'],
  [7, '000_);[Red](000)', '007'],
  [5, '0.00', '5'],
  [999_999_999_999_999, 'General', '999999999999999'],
])('text column: the number %d formatted %s is the digits %s', async (value, code, text) => {
  expect(read('pwd', await number(value, code))).toBe(text);
});

test.each([
  [1e15, 'General', 'number_too_long'],
  [1.5, 'General', 'not_text'],
  [45293, 'yyyy-mm-dd', 'not_text'],
  [45293, '[$-F800]dddd, mmmm dd', 'not_text'],
  [0.25, '[h]:mm', 'not_text'],
  [5, '0%', 'not_text'],
  [1_200_000, '0.00E+00', 'not_text'],
  [5, '"user"000', 'not_text'],
  [5, '$#,##0', 'not_text'],
  [123456789, '000-00-0000', 'not_text'],
])('text column: the number %d formatted %s is %s', async (value, code, problem) => {
  expect(read('pwd', await number(value, code))).toEqual({ problem });
});

test('text column: a true/false or an ISO date is no text', () => {
  expect(read('username', { kind: 'boolean', value: true })).toEqual({ problem: 'not_text' });
  expect(read('device', { kind: 'date', text: '2024-01-02' })).toEqual({ problem: 'not_text' });
});

test.each(['id', 'pwd', 'logined', 'notes'] as const)(
  '%s: an error or a formula without a result is a problem',
  (name) => {
    expect(read(name, { kind: 'error' })).toEqual({ problem: 'error_value' });
    expect(read(name, { kind: 'no_result' })).toEqual({ problem: 'no_cached_result' });
  },
);

test.each([
  ['5.0', '5'],
  [' ５０ ', '50'],
  ['007', '7'],
  ['9007199254740991', '9007199254740991'],
])('integer column: the text %s is %s', (text, value) => expect(read('id', text)).toBe(value));

test.each(['0', '-1', '1.5', '1e3', '1,000', 'five', '9007199254740993', '0x10', '+5'])(
  'the id %s is a bad integer',
  (text) => expect(read('id', text)).toEqual({ problem: 'bad_integer' }),
);

test('a count may be 0; a date, a fraction or a true/false is no count', async () => {
  expect(read('followers', '0')).toBe('0');
  expect(read('followers', await number(5))).toBe('5');
  expect(read('followers', await number(0.5))).toEqual({ problem: 'bad_integer' });
  expect(read('followers', await number(45293, 'yyyy-mm-dd'))).toEqual({ problem: 'bad_integer' });
  expect(read('followers', { kind: 'boolean', value: true })).toEqual({ problem: 'bad_integer' });
});

test.each([
  ['1', '1'],
  ['TRUE', '1'],
  ['Yes', '1'],
  ['０', '0'],
  ['false', '0'],
  ['no', '0'],
])('flag column: %s is %s', (text, flag) => expect(read('status', text)).toBe(flag));

test('flag column: anything else is a bad flag', async () => {
  expect(read('status', 'disabled')).toEqual({ problem: 'bad_flag' });
  expect(read('status', await number(2))).toEqual({ problem: 'bad_flag' });
  expect(read('status', await number(1))).toBe('1');
  expect(read('status', { kind: 'boolean', value: false })).toBe('0');
});

test.each([
  [2.0000000000000004, 'General', '2'],
  [0.1 + 0.2, 'General', '0.3'],
  [1e21, 'General', '1000000000000000000000'],
  [1e-7, 'General', '0.0000001'],
  [12345678, '0.00E+00', '12345678'],
  [3, '000', '003'],
  [1234.5, '#,##0.00', '1,234.50'],
  [0.5, '0%', '50%'],
  [45293.5, 'yyyy-mm-dd hh:mm', '2024-01-02 12:00'],
  [5, '"no. "0', 'no. 5'],
])('free text: the number %d formatted %s reads %s', async (value, code, text) => {
  expect(read('notes', await number(value, code))).toBe(text);
});

test('free text: dates count from the year the workbook says', async () => {
  expect(read('notes', await number(43831, 'yyyy-mm-dd', true))).toBe('2024-01-02');
  expect(read('notes', { kind: 'date', text: '2024-01-02T00:00:00' })).toBe('2024-01-02');
});
