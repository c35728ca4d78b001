import type { PlanCounts } from '@muster/contract';
import type { ColumnType } from 'kysely';
import type { z } from 'zod';

export interface ImportTables {
  import: {
    id: string;
    workspace_id: number;
    by_whom: string;
    file_name: string;
    file_sha256: string;
    counts: ColumnType<z.infer<typeof PlanCounts>, string, string>;
    applied_at: Date;
    undone_at: Date | null;
  };
  import_change: {
    import_id: string;
    account_id: number;
    created: boolean;
    before: ColumnType<unknown, string | null, never>;
    before_password: Buffer | null;
    before_totp: Buffer | null;
    version_after: number;
  };
}

declare module '../platform/database/tables.ts' {
  interface Tables extends ImportTables {}
}
