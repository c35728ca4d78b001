export interface AuditTables {
  audit: {
    /** int8: pg gives it as text. */
    id: string;
    at: Date;
    who: string;
    act: string;
    what: string;
    previous: Buffer;
    hash: Buffer;
  };
}

declare module '../platform/database/tables.ts' {
  interface Tables extends AuditTables {}
}
