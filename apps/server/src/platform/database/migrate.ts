import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { StartError } from '../start-error.ts';
import type { Database } from './tables.ts';

/** Where this server's migrations are. */
export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../../migrations', import.meta.url));

/** The table in which the migrations that were applied are written down. */
const APPLIED_TABLE = 'migration';

const FILE_NAME = /^(\d{4})_[a-z0-9_]+\.sql$/;

export interface MigrationFile {
  /** The file's name without `.sql`. */
  readonly name: string;
  readonly text: string;
}

/**
 * Reads `0001_what.sql`, `0002_….sql`, … in order. They are numbered without a gap and each tells its reason in its
 * first line, as a comment. There is no way back: a mistake is mended by the next number.
 * @throws StartError migration_failed when a file is named or begins otherwise.
 */
export async function readMigrations(folder: string): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const files: MigrationFile[] = [];
  for (const [index, fileName] of names.entries()) {
    const number = FILE_NAME.exec(fileName)?.[1];
    if (number === undefined) throw wrong(fileName, 'is not named like 0001_what.sql');
    if (Number(number) !== index + 1) throw wrong(fileName, `should have the number ${index + 1}`);
    const text = await readFile(join(folder, fileName), 'utf8');
    if (!/^-- \S/.test(text)) throw wrong(fileName, 'does not begin with its reason, as a comment');
    files.push({ name: fileName.slice(0, -'.sql'.length), text });
  }
  return files;
}

/**
 * Brings the database to this version's form. All that is new is applied in one transaction, under an advisory lock
 * (Kysely's), so of several consoles that start at once one applies it and the others wait.
 * @returns the names that were applied now.
 * @throws StartError migration_failed (nothing was changed), database_newer when it was written by a later version.
 */
export async function migrate(db: Database, folder: string = MIGRATIONS_FOLDER): Promise<string[]> {
  const files = await readMigrations(folder);
  const newer = await unknownMigration(db, files);
  if (newer !== undefined) {
    throw new StartError(
      'database_newer',
      `The database was written by a newer version (it has ${newer}). Start that version, or use another database.`,
    );
  }
  const migrations = Object.fromEntries(files.map((file) => [file.name, toMigration(file)]));
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
    migrationTableName: APPLIED_TABLE,
    migrationLockTableName: `${APPLIED_TABLE}_lock`,
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error === undefined) return results.map((result) => result.migrationName);
  const failed = results.find((result) => result.status === 'Error')?.migrationName ?? 'a migration';
  const reason = error instanceof Error ? error.message : 'no reason given';
  throw new StartError('migration_failed', `The database could not be brought up to date: ${failed}: ${reason}`, error);
}

function toMigration(file: MigrationFile): Migration {
  return {
    up: async (db) => {
      await sql.raw(file.text).execute(db);
    },
  };
}

async function unknownMigration(db: Database, files: readonly MigrationFile[]): Promise<string | undefined> {
  const table = await sql<{ there: boolean }>`select to_regclass(${APPLIED_TABLE}) is not null as there`.execute(db);
  if (table.rows[0]?.there !== true) return undefined;
  const applied = await sql<{ name: string }>`select name from ${sql.table(APPLIED_TABLE)} order by name`.execute(db);
  const known = new Set(files.map((file) => file.name));
  return applied.rows.find((row) => !known.has(row.name))?.name;
}

function wrong(fileName: string, what: string): StartError {
  return new StartError('migration_failed', `The migration ${fileName} ${what}.`);
}
