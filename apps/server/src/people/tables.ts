import type { Generated } from 'kysely';

export interface PeopleTables {
  person: {
    id: Generated<number>;
    name: string;
    name_key: string;
    role: 'administrator' | 'operator';
    password_hash: string;
    created_at: Generated<Date>;
  };
  person_session: { token_hash: Buffer; person_id: number; created_at: Date; expires_at: Date };
  setup_token: { token_hash: Buffer; created_at: Date; expires_at: Date; used_at: Date | null };
  sign_in_throttle: { name_key: string; failures: number; blocked_until: Date | null; last_failure_at: Date };
}

declare module '../platform/database/tables.ts' {
  interface Tables extends PeopleTables {}
}
