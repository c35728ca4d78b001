import type { Scenario } from '@muster/simulator';
import { bodyOf } from '@muster/client';
import type { Lab } from './lab.ts';

const ASK_EVERY_MS = 50;

export interface LoginTimes {
  readonly wallMs: number;
  /** From the start of each task to its end. */
  readonly taskMs: readonly number[];
  /** From the making of each task to its start. */
  readonly waitMs: readonly number[];
}

/** Connects phones and puts their accounts into the console; each is known by its username. */
export async function fillPhones(
  lab: Lab,
  addresses: readonly { serial: string; address: string }[],
  scenario: Scenario,
): Promise<string[] & { login(usernames: readonly string[]): Promise<LoginTimes> }> {
  const { muster } = lab;
  const workspace = await lab.workspace('instagram');
  await muster.POST('/api/v1/devices/connect', { body: { addresses: addresses.map(({ address }) => address) } });
  const { devices } = bodyOf(await muster.GET('/api/v1/devices'));
  const idOf = new Map(devices.map((device) => [device.serial, device.id]));
  const usernames = await Promise.all(
    scenario.service.instagram.map(async (account, at) => {
      const secret = account.totpSecret === undefined ? '' : `:${account.totpSecret}`;
      await muster.POST('/api/v1/accounts', {
        body: {
          workspaceId: workspace.id,
          username: account.username,
          email: account.email ?? null,
          password: `${account.password}${secret}`,
          deviceId: idOf.get(scenario.phones[at]?.serial ?? '') ?? null,
        },
      });
      return account.username;
    }),
  );
  const login = async (chosen: readonly string[]): Promise<LoginTimes> => {
    const start = performance.now();
    let detail = bodyOf(
      await muster.POST('/api/v1/runs', {
        body: { script: 'login', workspaceId: workspace.id, selection: { usernames: [...chosen] } },
      }),
    );
    while (detail.run.state === 'running') {
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
      detail = bodyOf(await muster.GET('/api/v1/runs/{id}', { params: { path: { id: detail.run.id } } }));
    }
    const wallMs = performance.now() - start;
    const failed = detail.tasks.filter((task) => task.outcome !== 'done');
    if (failed.length > 0) throw new Error(`Not every login was done: ${JSON.stringify(failed[0])}`);
    const times = detail.tasks.map((task) => ({
      queued: Date.parse(task.queuedAt),
      started: Date.parse(task.startedAt ?? ''),
      ended: Date.parse(task.endedAt ?? ''),
    }));
    return {
      wallMs,
      taskMs: times.map(({ started, ended }) => ended - started),
      waitMs: times.map(({ queued, started }) => started - queued),
    };
  };
  return Object.assign(usernames, { login });
}
