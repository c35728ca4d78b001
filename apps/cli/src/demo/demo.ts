import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImportPlan, type Network, type RunDetail, type Workspace } from '@muster/contract';
import { bodyOf, createMuster } from '@muster/client';
import { startConsole } from '@muster/server';
import { demoScenario, startSimulator } from '@muster/simulator';
import { openAsBlob } from 'node:fs';
import { localAccess, type Console } from '../console.ts';
import { plain, print, printJson, printTable } from '../output.ts';
import { untilAskedToStop } from '../signals.ts';
import { waitForRun } from '../wait.ts';
import { writeDemoWorkbook } from './accounts.ts';

export interface DemoOptions {
  readonly phones: number;
  readonly host?: string;
  readonly port?: string;
  readonly data?: string;
  readonly json?: boolean;
}

/** The same seed every time: the demo shows everybody the same phones. */
const SEED = 7;

/**
 * The main job on simulated phones: a workbook in, phones found over adb, every enabled account signed in, a summary.
 * The console stays open until it is asked to stop; without `--data` nothing of it is kept.
 */
export async function runDemo(options: DemoOptions): Promise<void> {
  const say = options.json === true ? (): void => undefined : print;
  const folder = options.data ?? (await mkdtemp(join(tmpdir(), 'muster-demo-')));
  const scenario = demoScenario(options.phones, SEED);
  say(`Starting ${options.phones} simulated phones …`);
  const simulator = await startSimulator(scenario);
  try {
    say('Starting the console …');
    const running = await startConsole({
      flags: {
        data: join(folder, 'data'),
        ...(options.host === undefined ? {} : { host: options.host }),
        port: options.port ?? '0',
      },
      environment: { ...process.env, MUSTER_TIKTOK_WEB: simulator.tiktokWeb, MUSTER_ADB_SERVER: 'off' },
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
  readonly scenario: ReturnType<typeof demoScenario>;
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
      const path = join(folder, `accounts-${workspace.network}.xlsx`);
      await writeDemoWorkbook(path, scenario, workspace.network);
      await importWorkbook(found, workspace, path, say);
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
  summarise(
    runs,
    started.map(({ network }) => network),
    say,
  );
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
