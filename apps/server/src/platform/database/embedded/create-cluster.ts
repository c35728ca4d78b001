import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../../start-error.ts';
import { systemCode } from '../../system-code.ts';
import type { Binaries } from './binaries.ts';
import type { ClusterPlace } from './cluster-place.ts';
import { runProgram, type RunAs } from './run-as.ts';

/** PostgreSQL's own administrator inside the cluster. Whoever gets to the socket is let in as it. */
export const DATABASE_USER = 'muster';

/** Only the socket, which lies in a 0700 folder; no line for any network address. */
const WHO_MAY_CONNECT = 'local all all trust\n';

/**
 * Makes the cluster when there is none: whole, or not at all, because it gets its name when it is complete.
 * @throws StartError postgres_failed when it cannot be made, or is there and of another major version.
 */
export async function createClusterOnce(place: ClusterPlace, binaries: Binaries, runAs: RunAs): Promise<boolean> {
  const version = await readFile(join(place.cluster, 'PG_VERSION'), 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (version !== null) {
    if (Number(version) === binaries.majorVersion) return false;
    const sentence = `The database in ${place.cluster} is of PostgreSQL ${version.trim()}, and this console brings ${binaries.majorVersion}. Restore a backup into a new data folder.`;
    throw new StartError('postgres_failed', sentence);
  }
  const draft = `${place.cluster}.new`;
  await rm(draft, { recursive: true, force: true });
  try {
    await runProgram(runAs, binaries.initdb, [
      `--pgdata=${draft}`,
      `--username=${DATABASE_USER}`,
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ]);
    await writeFile(join(draft, 'pg_hba.conf'), WHO_MAY_CONNECT);
    await rename(draft, place.cluster);
    return true;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    const sentence = `A database could not be made in ${place.home}: ${lastLine(error)}`;
    throw new StartError('postgres_failed', sentence, error);
  }
}

function lastLine(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
  return said.split('\n').at(-1) ?? said;
}
