import type { Command } from 'commander';
import { Script, type RunDetail, type RunReport, type RunSelection, type Task } from '@muster/contract';
import { bodyOf, type MusterClient } from '@muster/client';
import { workspaceOption, type AccountOptions } from '../accounts.ts';
import { chooseWorkspace, findConsole, type Console, type ConsoleOptions } from '../console.ts';
import { CommandRefused, exit, WrongUsage } from '../exit.ts';
import { consoleOptions, wholeNumber } from '../options.ts';
import { plain, print, printJson, printTable } from '../output.ts';
import { waitForRun } from '../wait.ts';

interface RunOptions extends AccountOptions {
  readonly accounts?: string;
  readonly tag?: string;
  readonly device?: string;
  readonly group?: string;
  readonly all?: boolean;
  readonly wait?: boolean;
  readonly timeout?: string;
  readonly ignorePace?: boolean;
}

export function runCommands(program: Command): void {
  workspaceOption(
    consoleOptions(program.command('run').description('Run a script').argument('<script>', Script.options.join(' | '))),
  )
    .option('--accounts <a,b>', 'usernames, separated by commas')
    .option('--tag <tag>')
    .option('--device <label>')
    .option('--group <group>')
    .option('--all', 'every enabled account of the workspace')
    .option('--wait', 'return when every task has ended or waits for a person')
    .option('--timeout <seconds>', 'with --wait: give up waiting after this long (the run goes on)')
    .option('--ignore-pace', 'do not wait for the pause between two attempts of one account')
    .action(startRun);

  const runs = program.command('runs').description('What was run');
  consoleOptions(runs.command('list').description('Runs, newest first')).action(async (options: ConsoleOptions) => {
    const { muster } = await findConsole(options);
    const body = bodyOf(await muster.GET('/api/v1/runs'));
    if (options.json === true) return printJson(body);
    printTable(
      ['run', 'script', 'workspace', 'state', 'tasks', 'done', 'failed', 'needs a person', 'started'],
      body.runs.map((run) => [
        run.id,
        run.script,
        run.workspace,
        run.state,
        run.counts.total,
        run.counts.done,
        run.counts.failed,
        run.counts.needsPerson,
        run.startedAt,
      ]),
    );
  });
  consoleOptions(runs.command('show').description('One run and its tasks').argument('<run>')).action(
    async (id: string, options: ConsoleOptions) => {
      const { muster } = await findConsole(options);
      printReport(await detailOf(muster, wholeNumber(id, 'A run')), options);
    },
  );
  consoleOptions(runs.command('stop').description('Stop at the next safe point').argument('<run>')).action(
    async (id: string, options: ConsoleOptions) => {
      const { muster } = await findConsole(options);
      const runId = wholeNumber(id, 'A run');
      await muster.POST('/api/v1/runs/{id}/stop', { params: { path: { id: runId } } });
      printReport(await detailOf(muster, runId), options);
    },
  );
  consoleOptions(
    runs.command('retry').description('Run again what failed or was stopped, as a new run').argument('<run>'),
  ).action(async (id: string, options: ConsoleOptions) => {
    const { muster } = await findConsole(options);
    const again = await muster.POST('/api/v1/runs/{id}/retry', {
      params: { path: { id: wholeNumber(id, 'A run') } },
      body: {},
    });
    printReport(bodyOf(again), options);
  });
}

async function startRun(scriptName: string, options: RunOptions): Promise<void> {
  const script = Script.safeParse(scriptName);
  if (!script.success) throw new WrongUsage(`A script is ${Script.options.join(', ')}, not “${scriptName}”.`);
  const selection = selectionOf(options);
  const timeoutMs = options.timeout === undefined ? undefined : wholeNumber(options.timeout, '--timeout') * 1000;
  const found: Console = await findConsole(options);
  const workspace = await chooseWorkspace(found.muster, options.workspace);
  const started = bodyOf(
    await found.muster.POST('/api/v1/runs', {
      body: {
        script: script.data,
        workspaceId: workspace.id,
        selection,
        ...(options.ignorePace === true ? { ignorePace: true } : {}),
      },
    }),
  );
  const detail = options.wait === true ? await waitForRun(found, started.run.id, timeoutMs) : started;
  printReport(detail, options);
  if (options.wait !== true) return;
  if (detail.run.state === 'running') throw new CommandRefused(`Run ${detail.run.id} has not ended yet; it goes on.`);
  if (detail.tasks.some((task) => !succeeded(task))) process.exitCode = exit.partly;
}

function selectionOf(options: RunOptions): RunSelection {
  const ways: RunSelection[] = [];
  if (options.all === true) ways.push({ all: true });
  if (options.accounts !== undefined) {
    ways.push({
      usernames: options.accounts
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    });
  }
  if (options.tag !== undefined) ways.push({ tag: options.tag });
  if (options.device !== undefined) ways.push({ deviceLabel: options.device });
  if (options.group !== undefined) ways.push({ group: options.group });
  const [only, ...others] = ways;
  if (only === undefined || others.length > 0) {
    throw new WrongUsage('Choose accounts one way: --accounts, --tag, --device, --group or --all.');
  }
  return only;
}

async function detailOf(muster: MusterClient, id: number): Promise<RunDetail> {
  return bodyOf(await muster.GET('/api/v1/runs/{id}', { params: { path: { id } } }));
}

function succeeded(task: Task): boolean {
  return task.outcome === 'done' || task.outcome === 'already_signed_in' || task.outcome === 'no_change';
}

/** The shape that `--json` prints. */
export function reportOf(detail: RunDetail): RunReport {
  return {
    run: detail.run.id,
    state: detail.run.state,
    tasks: detail.tasks.map((task) => ({
      account: task.account,
      device: task.device,
      outcome: task.outcome,
      ...(task.reason === null ? {} : { reason: task.reason }),
      message: task.message,
      attempts: task.attempts,
      steps: task.steps,
    })),
  };
}

function printReport(detail: RunDetail, options: ConsoleOptions): void {
  if (options.json === true) return printJson(reportOf(detail));
  print(`Run ${detail.run.id} (${detail.run.script}, ${plain(detail.run.workspace)}): ${detail.run.state}`);
  printTable(
    ['account', 'phone', 'outcome', 'message'],
    detail.tasks.map((task) => [task.account, task.device, task.outcome ?? task.waiting ?? task.state, task.message]),
  );
}
