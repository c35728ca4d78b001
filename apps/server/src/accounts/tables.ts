import type { LoginStatus, Network } from '@muster/contract';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

export interface AccountTables {
  workspace: {
    id: GeneratedAlways<number>;
    uuid: string;
    name: string;
    name_key: string;
    network: Network;
    created_at: Generated<Date>;
  };
  account: {
    id: GeneratedAlways<number>;
    uuid: string;
    workspace_id: number;
    username: string;
    username_key: string;
    email: string | null;
    password_sealed: Buffer | null;
    totp_sealed: Buffer | null;
    credential: 'certain' | 'check' | null;
    enabled: Generated<boolean>;
    device_id: number | null;
    package: string | null;
    tags: Generated<string[]>;
    notes: string | null;
    login_status: Generated<LoginStatus>;
    login_seen_at: Date | null;
    version: Generated<number>;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
    deleted_at: Date | null;
    search: ColumnType<string, never, never>;
  };
  account_edit: {
    id: GeneratedAlways<string>;
    account_id: number;
    at: Date;
    by_whom: string;
    kind: 'created' | 'edited' | 'deleted' | 'restored' | 'revealed';
    text: string;
  };
}

declare module '../platform/database/tables.ts' {
  interface Tables extends AccountTables {}
}
