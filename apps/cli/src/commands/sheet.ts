import type { Command } from 'commander';
import { Network } from '@muster/contract';
import { readSheet } from '@muster/sheets';
import { exit, WrongUsage } from '../exit.ts';
import { readSecretInput, requireFile } from '../options.ts';
import { print, printJson, printTable } from '../output.ts';

interface ReadOptions {
  readonly network?: string;
  readonly passwordFile?: string;
  readonly json?: boolean;
}

/** Offline: what an importer reads in a workbook. */
export function sheetCommands(program: Command): void {
  const sheet = program.command('sheet').description('Workbooks, without a console');
  sheet
    .command('read')
    .description('What an import would read in a file')
    .argument('<file>')
    .option('--network <network>', Network.options.join(' or '))
    .option('--password-file <file>', 'a file that holds the password of the workbook')
    .option('--json', 'print one line of JSON')
    .action(async (file: string, options: ReadOptions) => {
      if (options.network !== undefined && !Network.safeParse(options.network).success) {
        throw new WrongUsage(`--network is ${Network.options.join(' or ')}.`);
      }
      const password = await readSecretInput(options.passwordFile === undefined ? {} : { file: options.passwordFile });
      await requireFile(file);
      const reading = await readSheet(file, password === undefined ? {} : { password });
      if ('error' in reading) {
        if (options.json === true) printJson(reading);
        process.stderr.write(`${reading.error.message}\n`);
        process.exitCode = exit.refused;
        return;
      }
      if (options.json === true) return printJson(reading);
      printTable(
        ['row', ...reading.columns.map(String), 'problems'],
        reading.rows.map((row) => [
          row.row,
          ...reading.columns.map((column) => shown(column, row.values[column] ?? '')),
          row.problems.map((problem) => `${problem.column}: ${problem.message}`).join(' '),
        ]),
      );
      for (const notice of reading.notices) print(notice.message);
    });
}

/** A table is for people to look at together: secrets are not in it. `--json` has them. */
function shown(column: string, value: string): string {
  const secret = column === 'pwd' || column === 'totp_secret';
  return secret && value !== '' ? '•••' : value;
}
