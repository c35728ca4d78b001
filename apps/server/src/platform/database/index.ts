export { clientConfig, createDatabase, type Connection, type DatabaseHandle, type DatabaseOptions } from './connect.ts';
export { listen, type ChannelEar, type Listener } from './listen.ts';
export { migrate, MIGRATIONS_FOLDER, readMigrations } from './migrate.ts';
export { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded/index.ts';
export { openDatabase, type OpenDatabase, type OpenDatabaseOptions } from './open-database.ts';
export { isDatabaseError, transact, transactOnClient, type TransactOptions } from './transact.ts';
export type { Database, Reader, Tables, Trx } from './tables.ts';
