import { access, chmod, chown, mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Ids } from '../../ids.ts';
import { StartError } from '../../start-error.ts';
import { systemCode } from '../../system-code.ts';
import { canEnter, ownerOf, type RunAs } from './run-as.ts';

/** Where a data folder's database lies. */
export interface ClusterPlace {
  /** The folder that holds `cluster`; owned by whoever PostgreSQL runs as, 0700. */
  readonly home: string;
  /** PostgreSQL's data folder. */
  readonly cluster: string;
}

const LOCATION_FILE = 'database.json';
const OWNER_FILE = 'owner.json';
const Location = z.object({ home: z.string() });
const Owner = z.object({ dataFolder: z.string() });

/**
 * Says where the database of a data folder is, or is to be: inside it; or, when PostgreSQL's user cannot get in there
 * (a folder under a 0700 one, as temporary ones are), in a folder of its own under `systemFolder`, which is written
 * down in the data folder so that it is found again.
 * @throws StartError data_folder_unusable when what is written down is not there, or is another folder's.
 */
export async function placeCluster(
  dataFolder: string,
  runAs: RunAs,
  systemFolder: string,
  ids: Ids,
): Promise<ClusterPlace> {
  const recorded = await readJson(join(dataFolder, LOCATION_FILE), Location);
  if (recorded !== null) return recordedPlace(dataFolder, recorded.home);
  const inside = join(dataFolder, 'database');
  if (await exists(inside)) {
    if (await canEnter((await ownerOf(inside)) ?? runAs, inside)) return makeHome(inside, runAs);
    throw new StartError(
      'data_folder_unusable',
      `PostgreSQL's user cannot get into ${inside}. Let others pass through the folders above it (chmod o+x).`,
    );
  }
  if (await canEnter(runAs, dataFolder)) return makeHome(inside, runAs);
  const home = join(systemFolder, `data-${ids.uuid()}`);
  await mkdir(systemFolder, { recursive: true, mode: 0o755 });
  const place = await makeHome(home, runAs);
  await writeFile(join(home, OWNER_FILE), JSON.stringify({ dataFolder }), { mode: 0o600 });
  await writeFile(join(dataFolder, LOCATION_FILE), JSON.stringify({ home }), { mode: 0o600 });
  return place;
}

async function recordedPlace(dataFolder: string, home: string): Promise<ClusterPlace> {
  const record = join(dataFolder, LOCATION_FILE);
  if (!(await exists(home))) {
    const sentence = `${record} says that the database is in ${home}, and it is not there. Bring it back, or give --data another folder.`;
    throw new StartError('data_folder_unusable', sentence);
  }
  const owner = await readJson(join(home, OWNER_FILE), Owner);
  if (owner !== null && owner.dataFolder !== dataFolder && (await stillUses(owner.dataFolder, home))) {
    const sentence = `${dataFolder} is a copy of ${owner.dataFolder}, whose database is in ${home}. Use that folder, or remove ${record} to begin anew.`;
    throw new StartError('data_folder_unusable', sentence);
  }
  await writeFile(join(home, OWNER_FILE), JSON.stringify({ dataFolder }), { mode: 0o600 });
  return placeAt(home);
}

/** Whether the folder that owned the database last is still there: if not, it was moved and is the one asking. */
async function stillUses(dataFolder: string, home: string): Promise<boolean> {
  if (!(await exists(dataFolder))) return false;
  const location = await readJson(join(await realpath(dataFolder), LOCATION_FILE), Location);
  return location?.home === home;
}

/** Also mends a folder of which the making was cut short: one that is still root's. */
async function makeHome(home: string, runAs: RunAs): Promise<ClusterPlace> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  await chmod(home, 0o700);
  if (runAs.kind === 'user' && (await ownerOf(home)) === null) await chown(home, runAs.uid, runAs.gid);
  return placeAt(home);
}

function placeAt(home: string): ClusterPlace {
  return { home, cluster: join(home, 'cluster') };
}

async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new StartError('data_folder_unusable', `${path} cannot be read: it is not as this console writes it.`, error);
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
