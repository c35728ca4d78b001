import { COLUMN_NAMES } from './columns.ts';
import type { ColumnName } from './columns.ts';
import type { CellProblem, SheetRow } from './reading.ts';

/**
 * Rows on their way between threads, column by column: copying them so costs the receiving thread a third of what
 * rows as objects do. null stands for a cell that has no value.
 */
export interface RowBatch {
  readonly rows: readonly number[];
  readonly columns: readonly (readonly [ColumnName, readonly (string | null)[]])[];
  /** With the index of its row in the batch. */
  readonly problems: readonly (readonly [index: number, problem: CellProblem])[];
}

export function packRows(rows: readonly SheetRow[]): RowBatch {
  const columns = COLUMN_NAMES.filter((name) => rows.some(({ values }) => values[name] !== undefined));
  return {
    rows: rows.map(({ row }) => row),
    columns: columns.map((name) => [name, rows.map(({ values }) => values[name] ?? null)]),
    problems: rows.flatMap(({ problems }, index) => problems.map((problem) => [index, problem] as const)),
  };
}

export function unpackRows(batch: RowBatch): SheetRow[] {
  const problems = Map.groupBy(batch.problems, ([index]) => index);
  return batch.rows.map((row, index) => {
    const values: SheetRow['values'] = {};
    for (const [name, cells] of batch.columns) {
      const text = cells[index];
      if (typeof text === 'string') values[name] = text;
    }
    return { row, values, problems: (problems.get(index) ?? []).map(([, problem]) => problem) };
  });
}
