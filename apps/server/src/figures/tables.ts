import type { ColumnType, GeneratedAlways } from 'kysely';
import type { FigureSource } from './figures.ts';

/** int8: pg gives it as text; a count is far below 2^53 and goes in as a number. */
type Count = ColumnType<string | null, number | null, number | null>;

interface FigureColumns {
  nickname: string | null;
  country: string | null;
  followers: Count;
  following: Count;
  hearts: Count;
  videos: Count;
  friends: Count;
  rounded: string[];
}

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
    /** When each exact count was read, by its name: what a rounded reading is held against. */
    exact_at: ColumnType<Record<string, string>, string, string>;
  };
}

declare module '../platform/database/tables.ts' {
  interface Tables extends FigureTables {}
}
