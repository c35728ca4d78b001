import type { Command } from 'commander';
import { bodyOf } from '@muster/client';
import { findConsole, type ConsoleOptions } from '../console.ts';
import { CommandRefused } from '../exit.ts';
import { consoleOptions } from '../options.ts';
import { print, printJson } from '../output.ts';

export function auditCommands(program: Command): void {
  const audit = program.command('audit').description('The record of who did what');
  consoleOptions(audit.command('verify').description('Check that the record is whole')).action(
    async (options: ConsoleOptions) => {
      const { muster } = await findConsole(options);
      const verdict = bodyOf(await muster.GET('/api/v1/audit/check'));
      if (options.json === true) printJson(verdict);
      else if (verdict.whole) print(`The record is whole: ${verdict.entries} entries.`);
      if (!verdict.whole) {
        throw new CommandRefused(`The record is broken at entry ${verdict.brokenAt}: ${verdict.why}.`);
      }
    },
  );
}
