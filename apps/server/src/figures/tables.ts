import type { ColumnType, GeneratedAlways } from 'kysely';
import type { CountName, FigureSource } from './figures.ts';

/** int8: pg gives it as text; a count is far below 2^53 and goes in as a number. */
type CountColumn = ColumnType<string | null, number | null, number | null>;

type FigureColumns = { [name in CountName]: CountColumn } & {
  nickname: string | null;
  country: string | null;
  rounded: string[];
};

export interface FigureTables {
  figure_reading: FigureColumns & {
    id: GeneratedAlways<string>;
    account_id: number;
    at: Date;
    source: FigureSource;
  };
  account_figures: FigureColumns & {
    account_id: number;
    source: FigureSource;
    read_at: Date;
    /** When the count that stands was read, by its name: the counts need not be of one reading. */
    counts_at: ColumnType<{ [name in CountName]?: string }, string, string>;
  };
}

declare module '../platform/database/tables.ts' {
  interface Tables extends FigureTables {}
}
