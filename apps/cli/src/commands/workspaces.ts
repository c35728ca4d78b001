import type { Command } from 'commander';
import { Network } from '@muster/contract';
import { bodyOf } from '@muster/client';
import { findConsole, type ConsoleOptions } from '../console.ts';
import { WrongUsage } from '../exit.ts';
import { consoleOptions } from '../options.ts';
import { print, printJson, printTable } from '../output.ts';

export function workspaceCommands(program: Command): void {
  const workspaces = program.command('workspaces').description('Sets of accounts of one network');

  consoleOptions(workspaces.command('list').description('All workspaces')).action(async (options: ConsoleOptions) => {
    const { muster } = await findConsole(options);
    const body = bodyOf(await muster.GET('/api/v1/workspaces'));
    if (options.json === true) return printJson(body);
    printTable(
      ['id', 'name', 'network', 'accounts'],
      body.workspaces.map((workspace) => [workspace.id, workspace.name, workspace.network, workspace.accounts]),
    );
  });

  consoleOptions(workspaces.command('add').description('Add a workspace').argument('<name>'))
    .requiredOption('--network <network>', Network.options.join(' or '))
    .action(async (name: string, options: ConsoleOptions & { network: string }) => {
      const network = Network.safeParse(options.network);
      if (!network.success) throw new WrongUsage(`--network is ${Network.options.join(' or ')}.`);
      const { muster } = await findConsole(options);
      const body = bodyOf(await muster.POST('/api/v1/workspaces', { body: { name, network: network.data } }));
      if (options.json === true) return printJson(body);
      print(`Workspace “${body.name}” was added.`);
    });
}
