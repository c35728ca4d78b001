import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { ImportPlan, type ImportOptions, type ImportReport, type PlanRow } from '@muster/contract';
import { bodyOf, type MusterClient } from '@muster/client';
import { workspaceOption, type AccountOptions } from '../accounts.ts';
import { chooseWorkspace, findConsole } from '../console.ts';
import { exit, WrongUsage } from '../exit.ts';
import { consoleOptions, readSecretInput, requireFile } from '../options.ts';
import { plain, print, printJson } from '../output.ts';

interface Options extends AccountOptions {
  readonly apply?: boolean;
  readonly skipRejected?: boolean;
  readonly updateKnown?: boolean;
  readonly unknownIds?: string;
  readonly blankClears?: boolean;
  readonly passwordFile?: string;
}

const PAGE = 5000;

/** `accounts import`: the plan, and with `--apply` the deed. */
export function importCommand(accounts: Command): void {
  workspaceOption(
    consoleOptions(accounts.command('import').description('Read a workbook: plan, and apply').argument('<file>')),
  )
    .option('--apply', 'apply the plan; without it nothing is written')
    .option('--skip-rejected', 'leave rejected rows out')
    .option('--update-known', 'a row without id whose username exists updates that account')
    .option('--unknown-ids <what>', 'create: make new accounts of rows whose id is not known')
    .option('--blank-clears', 'a blank cell clears the stored value (never a secret)')
    .option('--password-file <file>', 'a file that holds the password of the workbook')
    .action(async (file: string, options: Options) => {
      const { muster } = await findConsole(options);
      const workspace = await chooseWorkspace(muster, options.workspace);
      const password = await readSecretInput(options.passwordFile === undefined ? {} : { file: options.passwordFile });
      const plan = await upload(muster, { file, workspaceId: workspace.id, password, options: switches(options) });
      const report = await carryOut(muster, plan, options);
      if (options.json === true) printJson(report);
      else describe(report, plan);
      if (report.counts.rejected > 0) process.exitCode = exit.partly;
    });
}

async function carryOut(muster: MusterClient, plan: ImportPlan, options: Options): Promise<ImportReport> {
  const rows = await allRows(muster, plan);
  if (options.apply !== true) return { counts: plan.counts, rows, notices: plan.notices, applied: false };
  const applied = bodyOf(await muster.POST('/api/v1/imports/{id}/apply', { params: { path: { id: plan.id } } }));
  return { counts: applied.counts, rows, notices: plan.notices, applied: true };
}

function switches(options: Options): ImportOptions {
  if (options.unknownIds !== undefined && options.unknownIds !== 'create') {
    throw new WrongUsage('--unknown-ids takes only “create”.');
  }
  return {
    skipRejected: options.skipRejected ?? false,
    updateKnown: options.updateKnown ?? false,
    unknownIds: options.unknownIds === 'create' ? 'create' : 'reject',
    blankClears: options.blankClears ?? false,
  };
}

async function upload(
  muster: MusterClient,
  sent: { file: string; workspaceId: number; password: string | undefined; options: ImportOptions },
): Promise<ImportPlan> {
  const blob = await openFile(sent.file);
  const form = new FormData();
  form.append('options', JSON.stringify(sent.options));
  if (sent.password !== undefined) form.append('password', sent.password);
  form.append('file', blob, basename(sent.file));
  const answer = await muster.POST('/api/v1/imports', {
    params: { query: { workspaceId: sent.workspaceId } },
    body: form as never,
    bodySerializer: (body: unknown) => body as FormData,
  });
  return ImportPlan.parse(bodyOf<unknown>(answer));
}

async function openFile(path: string): Promise<Blob> {
  await requireFile(path);
  return openAsBlob(path);
}

async function allRows(muster: MusterClient, plan: ImportPlan): Promise<PlanRow[]> {
  const rows: PlanRow[] = [...plan.rows];
  for (;;) {
    const page = bodyOf(
      await muster.GET('/api/v1/imports/{id}/rows', {
        params: { path: { id: plan.id }, query: { offset: rows.length, limit: PAGE } },
      }),
    );
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.total) return rows;
  }
}

function describe(report: ImportReport, { file, options }: ImportPlan): void {
  const { counts } = report;
  print(
    `${plain(file.name)}: ${counts.new} new, ${counts.changed} changed, ${counts.unchanged} unchanged, ${counts.rejected} rejected.`,
  );
  for (const notice of report.notices) print(`  ${plain(notice.message)}`);
  for (const row of report.rows.filter((candidate) => candidate.kind === 'rejected').slice(0, 50)) {
    for (const problem of row.problems) {
      print(`  row ${row.row}, ${problem.column}: ${plain(problem.message)} ${plain(problem.remedy)}`);
    }
  }
  print(report.applied ? 'Applied.' : `Nothing was written. ${nextStep(counts.rejected > 0 && !options.skipRejected)}`);
}

function nextStep(isRefused: boolean): string {
  return isRefused
    ? 'Mend the rejected rows in the file, or leave them out with --skip-rejected.'
    : 'With --apply it is.';
}
