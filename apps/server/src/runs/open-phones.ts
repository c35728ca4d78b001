import type { StopSignals } from './agent.ts';
import { claimTasks, type Claim } from './claim.ts';
import type { HeldLease } from './lease-keeper.ts';
import { unresolvedOn } from './ledger.ts';
import { PhoneWork, type PhoneWorkOptions } from './phone-work.ts';
import { readSettings } from './settings.ts';
import { queuedOn, recoverTasks, type OpenTask } from './task-store.ts';
import { turnOf, type AccountTask } from './turn.ts';

/** Works through what is queued on one phone; settles when nothing more can be done there now. */
export type Work = () => Promise<void>;

/**
 * Takes the leases of phones and makes the first task of each the running one, in a handful of statements however many
 * phones there are: a run on 200 phones starts on the last of them as soon as on the first. A phone that somebody else
 * works on is left out; what a phone must be asked for first is found out by its own work.
 */
export async function openPhones(
  options: PhoneWorkOptions,
  deviceIds: readonly number[],
  signals: StopSignals,
): Promise<Map<number, Work>> {
  const { db, live, leases } = options;
  await using held = new AsyncDisposableStack();
  const ours = (await leases.hold(deviceIds)).map((lease) => held.use(lease));
  const ids = ours.map((lease) => lease.deviceId);
  if (ids.length === 0) return new Map();
  await recoverTasks(db, live, ids);
  const looks = Map.groupBy(await unresolvedOn(db, ids), (one) => one.deviceId);
  const ready = ours.filter((lease) => !looks.has(lease.deviceId));
  const claimed = await claimTasks(db, live, await firstTasks(options, ready));
  const tasks = new Map(claimed.map(({ lease, task }) => [lease.deviceId, task]));
  held.move();
  return new Map(
    ours.map((lease) => [
      lease.deviceId,
      async () => {
        await using work = new PhoneWork(options, lease, signals);
        const lookAt = looks.get(lease.deviceId) ?? [];
        await work.run(
          tasks.get(lease.deviceId) ?? null,
          lookAt.map((one) => one.taskId),
        );
      },
    ]),
  );
}

/** The first task of each phone, if it may run and the phone need not be asked about that. */
async function firstTasks(
  { db, registry, clock }: PhoneWorkOptions,
  leases: readonly HeldLease[],
): Promise<Claim<AccountTask>[]> {
  const paceMs = (await readSettings(db)).loginPaceMinutes * 60_000;
  const queued = await queuedOn(
    db,
    leases.map((lease) => lease.deviceId),
  );
  const first = new Map<number | null, OpenTask>();
  for (const task of queued) if (!first.has(task.deviceId)) first.set(task.deviceId, task);
  return leases.flatMap((lease) => {
    const task = first.get(lease.deviceId);
    if (task === undefined || task.heldPackages.length > 0) return [];
    if (registry.connection(lease.deviceId) === null) return [];
    const turn = turnOf(task, lease.deviceId, clock.now(), paceMs);
    return turn.kind === 'run' ? [{ lease, task: turn.task }] : [];
  });
}
