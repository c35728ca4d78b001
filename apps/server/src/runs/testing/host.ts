import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { directTcp } from '@muster/android';
import { readSecret, type Network, type Run, type RunDetail, type Task } from '@muster/contract';
import { parseScenario, startSimulator, type Simulator } from '@muster/simulator';
import { Credentials, totpToText, usernameKey } from '../../accounts/index.ts';
import { Audit } from '../../audit/index.ts';
import { openAttachedPhones, type AttachedPhones } from '../../devices/index.ts';
import { Live } from '../../live/index.ts';
import type { Actor } from '../../people/index.ts';
import { testDatabase } from '../../platform/database/testing.ts';
import { randomIds, silentLog, systemClock, type Clock, type DatabaseHandle } from '../../platform/index.ts';
import { Sessions } from '../../sessions/index.ts';
import { Vault } from '../../vault/index.ts';
import { startHostRuns, type HostRuns } from '../host-runs.ts';

export const operator: Actor = { name: 'ops', kind: 'person', personId: null, role: 'operator' };

export interface AccountSeed {
  readonly username: string;
  readonly network?: Network;
  readonly email?: string | null;
  readonly password?: string | null;
  readonly totpSecret?: string;
  readonly enabled?: boolean;
  /** Serial of the phone it lives on; null = unassigned. */
  readonly phone?: string | null;
  readonly package?: string;
}

/** A console's phones and runs on a database of its own, with simulated phones over the real wire. */
export interface TestHost extends AsyncDisposable {
  readonly database: DatabaseHandle;
  readonly simulator: Simulator;
  readonly vault: Vault;
  phones: AttachedPhones;
  runs: HostRuns;
  workspaceId(network: Network): number;
  addAccount(seed: AccountSeed): Promise<number>;
  /** Starts a login of these usernames and gives the run at once. */
  login(usernames: readonly string[], options?: { network?: Network; ignorePace?: boolean }): Promise<number>;
  /** The run once it satisfies a condition. */
  until(runId: number, done: (detail: RunDetail) => boolean, withinMs?: number): Promise<RunDetail>;
  /** The only task of a run, once it has ended or waits for a person. */
  outcome(runId: number): Promise<Task>;
  /** Stops the process part of the host and starts it again on the same database. */
  restart(): Promise<void>;
}

export async function startTestHost(scenarioJson: unknown, clock: Clock = systemClock): Promise<TestHost> {
  const simulator = await startSimulator(parseScenario(scenarioJson));
  const database = await testDatabase({ connections: 20 });
  const folder = await mkdtemp(join(tmpdir(), 'muster-runs-'));
  const { db, pool } = database;
  const vault = await Vault.start({ db, keyFile: join(folder, 'key', 'vault.key'), now: new Date() });
  const workspaces = new Map<Network, number>();
  for (const network of ['tiktok', 'instagram'] as const) {
    const { id } = await db
      .insertInto('workspace')
      .values({ uuid: randomIds.uuid(), name: network, name_key: network, network })
      .returning('id')
      .executeTakeFirstOrThrow();
    workspaces.set(network, id);
  }
  const live = new Live();
  const audit = new Audit(clock);
  const sessions = new Sessions({ live, clock });
  const people = { confirm: async () => {} };
  const credentials = new Credentials({ db, vault, audit, people, clock });
  const transport = await directTcp({ keyFolder: join(folder, 'adb'), name: 'muster-test' });
  const common = { db, pool, live, audit, sessions, clock, ids: randomIds, log: silentLog };

  const open = async () => {
    const phones = await openAttachedPhones({
      ...common,
      hostName: 'this machine',
      directTcp: transport,
      adbServer: null,
    });
    const runs = await startHostRuns({
      ...common,
      phones,
      loginMaterial: (accountId) => credentials.loginMaterial(accountId),
    });
    return { phones, runs };
  };
  const parts = await open();
  const close = async () => {
    await host.runs[Symbol.asyncDispose]();
    await host.phones[Symbol.asyncDispose]();
  };

  const host: TestHost = {
    ...parts,
    database,
    simulator,
    vault,
    workspaceId: (network) => workspaces.get(network) ?? 0,
    addAccount: async (seed) => addAccount(host, seed),
    login: async (usernames, options = {}) => {
      const workspaceId = host.workspaceId(options.network ?? 'instagram');
      const { run } = await host.runs.service.start(
        {
          script: 'login',
          workspaceId,
          selection: { usernames: [...usernames] },
          ignorePace: options.ignorePace ?? false,
        },
        operator,
      );
      return run.id;
    },
    until: async (runId, done, withinMs = 25_000) => {
      const deadline = performance.now() + withinMs;
      for (;;) {
        const detail = await host.runs.service.get(runId);
        if (done(detail)) return detail;
        if (performance.now() > deadline) throw new Error(`Run ${runId} did not get there: ${JSON.stringify(detail)}`);
        await pause(25);
      }
    },
    outcome: async (runId) => {
      const { tasks } = await host.until(runId, ({ run }) => isSettled(run));
      const [task] = tasks;
      if (task === undefined || tasks.length !== 1) throw new Error(`Run ${runId} has ${tasks.length} tasks.`);
      return task;
    },
    restart: async () => {
      await close();
      Object.assign(host, await open());
    },
    async [Symbol.asyncDispose]() {
      await close();
      await transport[Symbol.asyncDispose]();
      await simulator.close();
      await database.close();
      await rm(folder, { recursive: true });
    },
  };
  const { results } = await host.phones.service.connect(
    simulator.phones.map((phone) => phone.address),
    operator,
  );
  const failed = results.filter((result) => !result.connected && result.error?.code !== 'unauthorized');
  if (failed.length > 0) throw new Error(`Phones did not connect: ${JSON.stringify(failed)}`);
  return host;
}

function isSettled(run: Run): boolean {
  return run.state !== 'running';
}

async function addAccount(host: TestHost, seed: AccountSeed): Promise<number> {
  const { db } = host.database;
  const uuid = randomIds.uuid();
  const workspaceId = host.workspaceId(seed.network ?? 'instagram');
  const bind = (column: 'password' | 'totp') => ({ workspaceId, table: 'account', column, rowUuid: uuid });
  const totp = seed.totpSecret === undefined ? null : readSecret(seed.totpSecret);
  const password = seed.password === undefined ? 'right horse' : seed.password;
  const device = await sql<{ id: number }>`select id from device where serial = ${seed.phone ?? ''}`.execute(db);
  const { id } = await db
    .insertInto('account')
    .values({
      uuid,
      workspace_id: workspaceId,
      username: seed.username,
      username_key: usernameKey(seed.username),
      email: seed.email ?? null,
      password_sealed: password === null ? null : await host.vault.seal(password, bind('password')),
      totp_sealed: totp === null ? null : await host.vault.seal(totpToText(totp), bind('totp')),
      enabled: seed.enabled ?? true,
      device_id: device.rows[0]?.id ?? null,
      package: seed.package ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
