import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { LocalAccess, type Workspace } from '@muster/contract';
import { bodyOf, createMuster, type MusterClient } from '@muster/client';
import { CommandRefused, WrongUsage } from './exit.ts';

/** Options every command that talks to a console takes. */
export interface ConsoleOptions {
  readonly url?: string;
  readonly data?: string;
  readonly json?: boolean;
}

export interface Console {
  readonly muster: MusterClient;
  readonly url: string;
  readonly token: string | undefined;
}

/** The data folder: `--data`, else MUSTER_DATA, else `~/.local/share/muster`. */
export function dataFolder(options: { data?: string }): string {
  return options.data ?? process.env['MUSTER_DATA'] ?? join(homedir(), '.local', 'share', 'muster');
}

/**
 * The running console: by `--url` or MUSTER_URL with MUSTER_TOKEN, else by the 0600 file of the data folder.
 * @throws CommandRefused when there is none
 */
export async function findConsole(options: ConsoleOptions): Promise<Console> {
  const url = options.url ?? process.env['MUSTER_URL'];
  if (url !== undefined) {
    const token = process.env['MUSTER_TOKEN'];
    return { url, token, muster: createMuster({ baseUrl: url, ...(token === undefined ? {} : { token }) }) };
  }
  const folder = dataFolder(options);
  const access = await localAccess(folder);
  return {
    url: access.url,
    token: access.token,
    muster: createMuster({ baseUrl: access.url, token: access.token }),
  };
}

/** What the 0600 file of a data folder says. @throws CommandRefused when no console runs there. */
export async function localAccess(folder: string): Promise<LocalAccess> {
  const path = join(folder, 'local-access.json');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') {
      throw new CommandRefused(`No console is running on ${folder}: start it with “muster serve --data ${folder}”.`);
    }
    throw new CommandRefused(`${path} cannot be read (${error.code}): run this as the user who started the console.`);
  });
  const access = LocalAccess.safeParse(parseJson(text));
  if (!access.success) throw new CommandRefused(`${path} is damaged: start the console again.`);
  return access.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The workspace that is meant; it may be left out where only one fits. @throws WrongUsage when several do. */
export async function chooseWorkspace(muster: MusterClient, name: string | undefined): Promise<Workspace> {
  const { workspaces } = bodyOf(await muster.GET('/api/v1/workspaces'));
  if (name === undefined) {
    const [only, ...others] = workspaces;
    if (only !== undefined && others.length === 0) return only;
    throw new WrongUsage(`Say which workspace is meant with --workspace: ${namesOf(workspaces)}.`);
  }
  const meant = workspaces.find((workspace) => workspace.name.toLowerCase() === name.toLowerCase());
  if (meant !== undefined) return meant;
  throw new CommandRefused(`There is no workspace “${name}”; there are ${namesOf(workspaces)}.`);
}

function namesOf(workspaces: readonly Workspace[]): string {
  return workspaces.map((workspace) => `“${workspace.name}”`).join(', ');
}
