import { openAsBlob } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImportPlan, type Network, type RunDetail, type Workspace } from '@muster/contract';
import { bodyOf, createMuster } from '@muster/client';
import { startConsole } from '@muster/server';
import type { Scenario } from '@muster/simulator';
import { localAccess, type Console } from '../console.ts';
import { plain, print, printJson, printTable } from '../output.ts';
import { untilAskedToStop } from '../signals.ts';
import { waitForRun } from '../wait.ts';
import { startPhonesAnywhere } from '../phones.ts';
import { DEMO_PHONES, exampleWorkbook, scenarioFor, writeDemoWorkbook } from './accounts.ts';
import { writeWhole } from '../whole-file.ts';

export interface DemoOptions {
  readonly phones: number;
  readonly host?: string;
  readonly port?: string;
  readonly data?: string;
  readonly json?: boolean;
}

/**
 * The main job on simulated phones: a workbook in, phones found over adb, every enabled account signed in, a summary.
 * The console stays open until it is asked to stop; without `--data` nothing of it is kept.
 */
export async function runDemo(options: DemoOptions): Promise<void> {
  const say = options.json === true ? (): void => undefined : print;
  const folder = options.data ?? (await temporaryFolder());
  const scenario = scenarioFor(options.phones);
  say(`Starting ${options.phones} simulated phones …`);
  const simulator = await startPhonesAnywhere(scenario);
  try {
    say('Starting the console …');
    const running = await startConsole({
      flags: {
        data: join(folder, 'data'),
        ...(options.host === undefined ? {} : { host: options.host }),
        port: options.port ?? '0',
      },
      environment: {
        ...process.env,
        MUSTER_TIKTOK_WEB: simulator.tiktokWeb,
        MUSTER_ADB_SERVER: 'off',
        MUSTER_LOG: process.env['MUSTER_LOG'] ?? 'warn',
      },
      demo: true,
    });
    try {
      if (options.json === true) printJson({ ready: true, url: running.url, setupUrl: running.setupUrl });
      await showMainJob({ folder, scenario, addresses: simulator.phones.map(({ address }) => address), say });
      say('');
      say(`The console is open at ${running.url}`);
      if (running.setupUrl !== null) say(`Come in by this link, once, within 15 minutes: ${running.setupUrl}`);
      say('Ctrl+C ends the demo.');
      await untilAskedToStop();
    } finally {
      await running.close();
    }
  } finally {
    await simulator.close();
    if (options.data === undefined) await rm(folder, { recursive: true, force: true });
  }
}

interface Show {
  readonly folder: string;
  readonly scenario: Scenario;
  readonly addresses: readonly string[];
  readonly say: (text: string) => void;
}

async function showMainJob({ folder, scenario, addresses, say }: Show): Promise<void> {
  const access = await localAccess(join(folder, 'data'));
  const found: Console = {
    ...access,
    muster: createMuster({ baseUrl: access.url, token: access.token }),
  };
  const { results } = bodyOf(
    await found.muster.POST('/api/v1/devices/connect', { body: { addresses: [...addresses] } }),
  );
  say(`${results.filter((result) => result.connected).length} of ${addresses.length} phones are connected over adb.`);

  const { workspaces } = bodyOf(await found.muster.GET('/api/v1/workspaces'));
  const runs: RunDetail[] = [];
  const started = await Promise.all(
    workspaces.map(async (workspace) => {
      await importWorkbook(found, workspace, await workbookOf(workspace.network, scenario, folder), say);
      const started = bodyOf(
        await found.muster.POST('/api/v1/runs', {
          body: { script: 'login', workspaceId: workspace.id, selection: { all: true } },
        }),
      );
      return { run: started.run.id, network: workspace.network };
    }),
  );
  say('Signing every enabled account in on its phone …');
  for (const { run } of started) runs.push(await waitForRun(found, run));
  say('');
  for (const workspace of workspaces) {
    say(`${workspace.name} comes out again as ${await exportWorkbook(found, workspace, folder)}`);
  }
  say('');
  summarise(
    runs,
    started.map(({ network }) => network),
    say,
  );
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-demo-'));
  // As root the database runs as another user, who must be able to pass through; what lies inside is closed.
  await chmod(folder, 0o711);
  return folder;
}

/** The example that comes with Muster; for another number of phones, one of the same kind. */
async function workbookOf(network: Network, scenario: Scenario, folder: string): Promise<string> {
  if (scenario.phones.length === DEMO_PHONES) return exampleWorkbook(network);
  const path = join(folder, `accounts-${network}.xlsx`);
  await writeDemoWorkbook(path, scenario, network);
  return path;
}

/** accounts.xlsx again, as it stands after the logins. */
async function exportWorkbook(found: Console, workspace: Workspace, folder: string): Promise<string> {
  const path = join(folder, `accounts-${workspace.network}-after.xlsx`);
  const answer = await found.muster.POST('/api/v1/exports', {
    body: { workspaceId: workspace.id, secrets: true },
    parseAs: 'stream',
  });
  await writeWhole(bodyOf<unknown>(answer) as ReadableStream<Uint8Array>, path);
  return path;
}

async function importWorkbook(
  found: Console,
  workspace: Workspace,
  path: string,
  say: (text: string) => void,
): Promise<void> {
  const form = new FormData();
  form.append('file', await openAsBlob(path), 'accounts.xlsx');
  const answer = await found.muster.POST('/api/v1/imports', {
    params: { query: { workspaceId: workspace.id } },
    body: form as never,
    bodySerializer: (body: unknown) => body as FormData,
  });
  const plan = ImportPlan.parse(bodyOf<unknown>(answer));
  await found.muster.POST('/api/v1/imports/{id}/apply', { params: { path: { id: plan.id } } });
  say(`${workspace.name}: ${plan.counts.new} accounts imported from ${plan.file.name}.`);
}

function summarise(runs: readonly RunDetail[], networks: readonly Network[], say: (text: string) => void): void {
  const rows = runs.flatMap((run, at) =>
    run.tasks.map((task) => [
      networks[at] ?? '',
      task.account,
      task.device,
      task.outcome ?? task.state,
      plain(task.message),
    ]),
  );
  if (say === print) printTable(['network', 'account', 'phone', 'outcome', 'message'], rows);
}
