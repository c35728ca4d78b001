import type { ColumnType, Generated } from 'kysely';

export interface LiveTables {
  event: {
    id: Generated<string>;
    at: Generated<Date>;
    payload: ColumnType<unknown, string, never>;
  };
}

declare module '../platform/database/tables.ts' {
  interface Tables extends LiveTables {}
}
