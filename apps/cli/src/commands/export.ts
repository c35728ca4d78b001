import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { bodyOf } from '@muster/client';
import { workspaceOption, type AccountOptions } from '../accounts.ts';
import { chooseWorkspace, findConsole } from '../console.ts';
import { consoleOptions, readSecretInput } from '../options.ts';
import { print, printJson } from '../output.ts';
import { writeWhole } from '../whole-file.ts';

interface Options extends AccountOptions {
  readonly out?: string;
  readonly withoutSecrets?: boolean;
  readonly passwordFile?: string;
}

/** `accounts export`: accounts.xlsx, replaced whole or not at all. */
export function exportCommand(accounts: Command): void {
  workspaceOption(consoleOptions(accounts.command('export').description('Write accounts.xlsx')))
    .option('--out <file>', 'where to write it (else accounts.xlsx in MUSTER_DOWNLOADS or ~/Downloads)')
    .option('--without-secrets', 'leave passwords and 2FA secrets out')
    .option('--password-file <file>', 'protect the workbook with the password in this file')
    .action(async (options: Options) => {
      const { muster } = await findConsole(options);
      const workspace = await chooseWorkspace(muster, options.workspace);
      const workbookPassword = await readSecretInput(
        options.passwordFile === undefined ? {} : { file: options.passwordFile },
      );
      const answer = await muster.POST('/api/v1/exports', {
        body: {
          workspaceId: workspace.id,
          secrets: options.withoutSecrets !== true,
          ...(workbookPassword === undefined ? {} : { workbookPassword }),
        },
        parseAs: 'stream',
      });
      const path = resolve(options.out ?? join(downloadFolder(), 'accounts.xlsx'));
      await writeWhole(bodyOf<unknown>(answer) as ReadableStream<Uint8Array>, path);
      if (options.json === true) printJson({ file: path, accounts: workspace.accounts });
      else print(`${workspace.accounts} accounts of ${workspace.name} are in ${path}.`);
    });
}

function downloadFolder(): string {
  return process.env['MUSTER_DOWNLOADS'] ?? join(homedir(), 'Downloads');
}
