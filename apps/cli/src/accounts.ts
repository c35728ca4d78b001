import type { Command } from 'commander';
import type { Account } from '@muster/contract';
import { bodyOf, MusterRefusal, type MusterClient } from '@muster/client';
import { chooseWorkspace, type ConsoleOptions } from './console.ts';
import { CommandRefused } from './exit.ts';

export interface AccountOptions extends ConsoleOptions {
  readonly workspace?: string;
}

export function workspaceOption(command: Command): Command {
  return command.option('--workspace <name>', 'may be left out where only one fits');
}

const ID = /^[1-9]\d{0,8}$/;

/** One account by username, or by id when the text is one: deleted accounts are known by id only. @throws CommandRefused when there is none. */
export async function findAccount(
  muster: MusterClient,
  name: string,
  workspaceName: string | undefined,
): Promise<Account> {
  if (ID.test(name) && workspaceName === undefined) {
    const account = await accountById(muster, Number(name));
    if (account !== null) return account;
    throw new CommandRefused(`There is no account with the id ${name}; say --workspace if it is a username.`);
  }
  const workspace = await chooseWorkspace(muster, workspaceName);
  const { accounts } = bodyOf(
    await muster.GET('/api/v1/accounts', { params: { query: { workspaceId: workspace.id, username: name } } }),
  );
  const [called] = accounts;
  if (called !== undefined) return called;
  const numbered = ID.test(name) ? await accountById(muster, Number(name)) : null;
  if (numbered?.workspaceId === workspace.id) return numbered;
  throw new CommandRefused(`There is no account “${name}” in ${workspace.name}.`);
}

/** Several accounts of one workspace, none of them deleted. @throws CommandRefused */
export async function findAccounts(
  muster: MusterClient,
  names: readonly string[],
  workspaceName: string | undefined,
): Promise<{ workspaceId: number; ids: number[] }> {
  const accounts = await Promise.all(names.map((name) => findAccount(muster, name, workspaceName)));
  const deleted = accounts.find((account) => account.deletedAt !== null);
  if (deleted !== undefined) {
    throw new CommandRefused(`Account ${deleted.id} is deleted; “muster accounts restore ${deleted.id}” undoes that.`);
  }
  return inOneWorkspace(accounts);
}

/** The id of a deleted account, as typed. @throws CommandRefused for a username: that may be another's by now. */
export function deletedId(name: string): number {
  if (ID.test(name)) return Number(name);
  throw new CommandRefused(`A deleted account is named by its id, not “${name}”.`);
}

async function accountById(muster: MusterClient, id: number): Promise<Account | null> {
  try {
    return bodyOf(await muster.GET('/api/v1/accounts/{id}', { params: { path: { id } } }));
  } catch (error) {
    if (error instanceof MusterRefusal && error.problem.code === 'account_not_found') return null;
    throw error;
  }
}

function inOneWorkspace(accounts: readonly Account[]): { workspaceId: number; ids: number[] } {
  const [first] = accounts;
  if (first === undefined) throw new CommandRefused('No account was named.');
  if (accounts.some((account) => account.workspaceId !== first.workspaceId)) {
    throw new CommandRefused('These accounts are in several workspaces; name those of one at a time.');
  }
  return { workspaceId: first.workspaceId, ids: [...new Set(accounts.map((account) => account.id))] };
}
