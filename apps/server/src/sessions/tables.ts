import type { GeneratedAlways } from 'kysely';
import type { ObservationSource, ObservedStatus } from './session.ts';

export interface SessionTables {
  observation: {
    /** int8: pg gives it as text. */
    id: GeneratedAlways<string>;
    account_id: number;
    device_id: number | null;
    at: Date;
    status: ObservedStatus;
    source: ObservationSource;
    by_whom: string | null;
    task_id: string | null;
    evidence: string | null;
  };
}

declare module '../platform/database/tables.ts' {
  interface Tables extends SessionTables {}
}
