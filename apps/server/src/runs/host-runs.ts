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
import { LeaseKeeper } from './lease-keeper.ts';
import { openPhones } from './open-phones.ts';
import { RunService } from './service.ts';
import { StepNews } from './step-news.ts';
import { UiShelf } from './ui-shelf.ts';
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
  /** Finds tasks that nobody was woken for, and ends those that waited for too long; done by itself every 10 s. */
  sweep(): Promise<void>;
}

const KEEP_DRIVER_MS = 30_000;
const TELL_STEPS_EVERY_MS = 1000;

/** Starts working on the phones of this host: what was queued or under way before goes on. */
export async function startHostRuns(options: HostRunsOptions): Promise<HostRuns> {
  const { phones, ids, clock, pool, log } = options;
  const { hostId, registry } = phones;
  await using starting = new AsyncDisposableStack();
  const queue = starting.use(await WakeQueue.start({ pool, hostId, log }));
  const leases = starting.use(new LeaseKeeper(options.db, leaseHolder(hostId, ids.uuid()), log));
  const shelf = starting.use(new UiShelf(KEEP_DRIVER_MS));
  const news = starting.use(new StepNews({ ...options, everyMs: TELL_STEPS_EVERY_MS }));
  const skew = new SkewWatch(registry, clock);
  const agent = starting.use(
    await Agent.start({
      ...options,
      hostId,
      queue,
      phones: registry,
      open: (deviceIds, signals, wake) =>
        openPhones(
          { ...options, registry, skew, news, leases, shelf, networks, startMemory, wake },
          deviceIds,
          signals,
        ),
    }),
  );
  const service = new RunService({
    ...options,
    phones: registry,
    resolveSelection,
    wake: (deviceIds) => agent.wake(deviceIds),
  });
  const running = starting.move();
  return { service, sweep: () => agent.sweep(), [Symbol.asyncDispose]: () => running.disposeAsync() };
}
