import type { Kysely, Transaction } from 'kysely';

/**
 * The tables of the database. Each module adds its own from its `tables.ts`:
 * `declare module '../platform/database/tables.ts' { interface Tables extends MyTables {} }`
 */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled by declaration merging, so that the platform knows no table
export interface Tables {}

export type Database = Kysely<Tables>;
export type Trx = Transaction<Tables>;
/** For reads that serve inside a transaction and outside of one. */
export type Reader = Database | Trx;
