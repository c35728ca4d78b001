import type { Generated } from 'kysely';

export interface VaultTables {
  vault_key: { id: string; canary: Buffer; created_at: Generated<Date>; retired_at: Date | null };
  data_key: {
    id: string;
    workspace_id: number;
    vault_key_id: string;
    wrapped: Buffer;
    created_at: Generated<Date>;
    retired_at: Date | null;
  };
}

declare module '../platform/database/tables.ts' {
  interface Tables extends VaultTables {}
}
