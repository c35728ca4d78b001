export type { RunTables } from './tables.ts';
