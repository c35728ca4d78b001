import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sharedPath } from '../../../tests/fixtures/shared.ts';
import { isRejection, readSheet } from './index.ts';
import type { SheetReading, SheetRejection } from './index.ts';

interface ExpectedRow {
  readonly row?: number;
  readonly values: Readonly<Record<string, string>>;
  readonly problems?: readonly string[];
}

interface Expected {
  readonly file: string;
  readonly what: string;
  readonly kind: 'rows' | 'rejected';
  readonly rows?: readonly ExpectedRow[];
  readonly notices?: readonly string[];
  readonly code?: readonly string[];
  readonly password?: string;
  readonly rows_as?: string;
  readonly budget?: { readonly ms: number };
}

/** Workbooks of five producers, and broken and hostile ones, kept beside the checkout. */
const FOLDER = sharedPath('sheets');

const ALL: readonly Expected[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.expected.json'))
  .map((name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')));
const READ = ALL.filter(({ kind }) => kind === 'rows');
const REJECTED = ALL.filter(({ kind }) => kind === 'rejected');
const PROTECTED = REJECTED.filter(({ password }) => password !== undefined);

function read({ file, budget }: Expected, password?: string): Promise<SheetReading | SheetRejection> {
  return readSheet(join(FOLDER, file), { password, limits: budget === undefined ? {} : { timeMs: budget.ms } });
}

async function reading(expected: Expected, password?: string): Promise<SheetReading> {
  const result = await read(expected, password);
  if (isRejection(result)) throw new Error(`rejected: ${result.error.message}`);
  return result;
}

/** Only what the fixture lists is compared, but every problem of a row is. */
function comparable({ rows }: SheetReading, expected: readonly ExpectedRow[]): ExpectedRow[] {
  return rows.map((row, index) => {
    const wanted = expected[index];
    const values = Object.entries(row.values).filter(([name]) => wanted === undefined || name in wanted.values);
    const problems = row.problems.map(({ column, code }) => `${column}:${code}`).toSorted();
    return { ...(wanted?.row === undefined ? {} : { row: row.row }), values: Object.fromEntries(values), problems };
  });
}

function sorted(rows: readonly ExpectedRow[]): ExpectedRow[] {
  return rows.map((row) => ({ ...row, problems: [...(row.problems ?? [])].toSorted() }));
}

test('the fixtures are there', () => {
  expect([READ.length > 12, REJECTED.length > 7, PROTECTED.length > 0]).toEqual([true, true, true]);
});

test.each(READ)('$file is read: $what', async (expected) => {
  const rows = expected.rows ?? [];
  const result = await reading(expected);
  expect(comparable(result, rows)).toEqual(sorted(rows));
  expect(result.notices.map(({ code }) => code)).toEqual(expect.arrayContaining([...(expected.notices ?? [])]));
});

test.each(READ)('$file: a cell with a problem has no value', async (expected) => {
  const { rows } = await reading(expected);
  expect(rows.flatMap(({ values, problems }) => problems.filter(({ column }) => column in values))).toEqual([]);
});

test.each(REJECTED)('$file is rejected with one sentence: $what', async (expected) => {
  const result = await read(expected);
  if (!isRejection(result)) throw new Error('the file was read');
  expect(expected.code).toContain(result.error.code);
  expect(result.error.message).toMatch(/^[A-Z][^\n]+\.$/u);
});

test.each(PROTECTED)('$file opens with its password and with no other', async (expected) => {
  const rows = ALL.find(({ file }) => file.startsWith(`${expected.rows_as}_`))?.rows ?? [];
  expect(comparable(await reading(expected, expected.password), rows)).toEqual(sorted(rows));
  expect(await read(expected, `${expected.password}x`)).toMatchObject({ error: { code: 'password_protected' } });
});
