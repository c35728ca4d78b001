import type { Command } from 'commander';
import type { Account } from '@muster/contract';
import { bodyOf, type MusterClient } from '@muster/client';
import { chooseWorkspace, type ConsoleOptions } from './console.ts';
import { CommandRefused } from './exit.ts';

export interface AccountOptions extends ConsoleOptions {
  readonly workspace?: string;
}

export function workspaceOption(command: Command): Command {
  return command.option('--workspace <name>', 'may be left out where only one fits');
}

/** One account by username, or by id when the text is one. @throws CommandRefused when there is none. */
export async function findAccount(
  muster: MusterClient,
  name: string,
  workspaceName: string | undefined,
): Promise<Account> {
  if (/^[1-9]\d*$/.test(name) && workspaceName === undefined) {
    return bodyOf(await muster.GET('/api/v1/accounts/{id}', { params: { path: { id: Number(name) } } }));
  }
  const workspace = await chooseWorkspace(muster, workspaceName);
  const key = usernameKey(name);
  const { accounts } = bodyOf(
    await muster.GET('/api/v1/accounts', { params: { query: { workspaceId: workspace.id, search: key, limit: 500 } } }),
  );
  const found =
    accounts.find((account) => usernameKey(account.username) === key) ??
    accounts.find((account) => String(account.id) === name);
  if (found !== undefined) return found;
  throw new CommandRefused(`There is no account “${name}” in ${workspace.name}.`, 'account_not_found');
}

/** Several accounts of one workspace; deleted ones are known by id only. */
export async function findAccounts(
  muster: MusterClient,
  names: readonly string[],
  workspaceName: string | undefined,
  byIdOnly: boolean,
): Promise<{ workspaceId: number; ids: number[] }> {
  if (byIdOnly) {
    const accounts = await Promise.all(
      names.map(async (name) => {
        if (!/^[1-9]\d*$/.test(name)) throw new CommandRefused(`A deleted account is named by its id, not “${name}”.`);
        return bodyOf(await muster.GET('/api/v1/accounts/{id}', { params: { path: { id: Number(name) } } }));
      }),
    );
    return inOneWorkspace(accounts);
  }
  return inOneWorkspace(await Promise.all(names.map((name) => findAccount(muster, name, workspaceName))));
}

function inOneWorkspace(accounts: readonly Account[]): { workspaceId: number; ids: number[] } {
  const [first] = accounts;
  if (first === undefined) throw new CommandRefused('No account was named.', 'nothing_selected');
  if (accounts.some((account) => account.workspaceId !== first.workspaceId)) {
    throw new CommandRefused('These accounts are in several workspaces; name those of one at a time.');
  }
  return { workspaceId: first.workspaceId, ids: accounts.map((account) => account.id) };
}

function usernameKey(text: string): string {
  return text.normalize('NFC').trim().replace(/^@/, '').toLowerCase();
}
