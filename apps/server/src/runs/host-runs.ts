import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { networks, startMemory } from '@muster/networks';
import type { LoginMaterial } from '../accounts/index.ts';
import { resolveSelection } from '../accounts/index.ts';
import type { Audit } from '../audit/index.ts';
import type { AttachedPhones } from '../devices/index.ts';
import type { Live } from '../live/index.ts';
import type { Clock, Database, Ids } from '../platform/index.ts';
import type { Sessions } from '../sessions/index.ts';
import { Agent } from './agent.ts';
import { SkewWatch } from './clock-skew.ts';
import { leaseHolder } from './lease.ts';
import { workOnPhone } from './phone-work.ts';
import { RunService } from './service.ts';
import { WakeQueue } from './wake-queue.ts';

export interface HostRunsOptions {
  readonly db: Database;
  /** For the job queue's own SQL. */
  readonly pool: Pool;
  readonly live: Live;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  readonly sessions: Sessions;
  readonly phones: AttachedPhones;
  readonly loginMaterial: (accountId: number) => Promise<LoginMaterial>;
}

/** Runs on the phones of this machine. Disposing it lets running tasks reach a safe point first. */
export interface HostRuns extends AsyncDisposable {
  readonly service: RunService;
}

/** Starts working on the phones of this host: what was queued or under way before goes on. */
export async function startHostRuns(options: HostRunsOptions): Promise<HostRuns> {
  const { phones, ids, clock, pool, log } = options;
  const { hostId, registry } = phones;
  const queue = await WakeQueue.start({ pool, hostId, log });
  const holder = leaseHolder(hostId, ids.uuid());
  const skew = new SkewWatch(registry, clock);
  const agent = await Agent.start({
    ...options,
    hostId,
    queue,
    phones: registry,
    workOn: (deviceId, signals, wake) =>
      workOnPhone({ ...options, registry, skew, networks, startMemory, holder, wake }, deviceId, signals),
  });
  const service = new RunService({
    ...options,
    phones: registry,
    resolveSelection,
    wake: (deviceIds) => agent.wake(deviceIds),
  });
  return {
    service,
    async [Symbol.asyncDispose]() {
      await agent[Symbol.asyncDispose]();
      await queue[Symbol.asyncDispose]();
    },
  };
}
