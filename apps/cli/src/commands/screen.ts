import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { Network } from '@muster/contract';
import { describeScreen, networks, readScreen } from '@muster/networks';
import { CommandRefused, WrongUsage } from '../exit.ts';
import { print, printJson } from '../output.ts';

interface ScreenOptions {
  readonly network: string;
  readonly package?: string;
  readonly json?: boolean;
}

/** Offline: what a saved hierarchy shows. */
export function screenCommand(program: Command): void {
  program
    .command('screen')
    .description('What a saved screen (a UI hierarchy as XML) shows; needs no console')
    .argument('<file>')
    .requiredOption('--network <network>', Network.options.join(' or '))
    .option('--package <package>', 'the app package to look for, where it is not the official one')
    .option('--json', 'print one line of JSON')
    .action(async (file: string, options: ScreenOptions) => {
      const network = Network.safeParse(options.network);
      if (!network.success) throw new WrongUsage(`--network is ${Network.options.join(' or ')}.`);
      const xml = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
        throw new CommandRefused(`${file} cannot be read (${error.code}).`);
      });
      const module = networks[network.data];
      const report = describeScreen(readScreen(xml, network.data, options.package ?? module.packages[0] ?? ''));
      if (options.json === true) return printJson(report);
      print(`${report.kind}${report.reason === undefined ? '' : ` (${report.reason})`}`);
      if (report.username !== undefined) print(`username: ${report.username}`);
      for (const [label, count] of Object.entries(report.counts ?? {})) {
        print(`${label}: ${typeof count === 'number' ? count : `about ${count.about}`}`);
      }
    });
}
