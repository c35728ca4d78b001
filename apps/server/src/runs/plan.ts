import type { OutcomeReason, TaskState, WaitReason } from '@muster/contract';
import { eligibility } from '../accounts/index.ts';
import { message } from './messages.ts';

/** An account as a new run finds it. */
export interface Candidate {
  readonly accountId: number;
  readonly username: string;
  readonly enabled: boolean;
  readonly deletedAt: Date | null;
  readonly hasPassword: boolean;
  readonly deviceId: number | null;
}

/** The task of one account of a run, as it is first written. */
export interface PlannedTask {
  readonly accountId: number;
  readonly deviceId: number | null;
  readonly state: Extract<TaskState, 'queued' | 'ended'>;
  readonly waiting: WaitReason | null;
  readonly reason: OutcomeReason | null;
  readonly message: string;
}

/**
 * One task for each account: what cannot run ends at once, as skipped, and says why; the rest waits its turn.
 * `busy` are devices that have open tasks already, `away` those that cannot be reached now.
 */
export function planTasks(
  candidates: readonly Candidate[],
  devices: { readonly busy: ReadonlySet<number>; readonly away: ReadonlySet<number> },
): PlannedTask[] {
  const taken = new Set(devices.busy);
  return candidates.map((candidate) => {
    const { accountId, deviceId, username } = candidate;
    const reason = whySkipped(candidate);
    if (reason !== null || deviceId === null) {
      const why = reason ?? 'no_device';
      const text = message('skipped', why, { username });
      return { accountId, deviceId, state: 'ended', waiting: null, reason: why, message: text };
    }
    const waiting = devices.away.has(deviceId) ? 'device_offline' : taken.has(deviceId) ? 'queued_behind' : null;
    taken.add(deviceId);
    return { accountId, deviceId, state: 'queued', waiting, reason: null, message: '' };
  });
}

function whySkipped(candidate: Candidate): OutcomeReason | null {
  const verdict = eligibility(candidate);
  if (verdict !== 'eligible') return verdict;
  if (candidate.deviceId === null) return 'no_device';
  return candidate.hasPassword ? null : 'no_password';
}
