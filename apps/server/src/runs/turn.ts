import { eligibility } from '../accounts/index.ts';
import { ended, type AttemptEnd } from './attempt.ts';
import { mayStartAt } from './pace.ts';
import type { OpenTask } from './task-store.ts';

export type AccountTask = OpenTask & { readonly accountId: number };

/** What is to be done with a queued task now, as far as the phone need not be asked. */
export type Turn =
  | { readonly kind: 'run'; readonly task: AccountTask }
  | { readonly kind: 'end'; readonly end: AttemptEnd }
  /** The account lives on another phone by now. */
  | { readonly kind: 'move'; readonly deviceId: number }
  | { readonly kind: 'pause'; readonly until: Date };

/** Eligibility, the run's stop, the account's phone, and the pace between two attempts (rules 2, 3, 14). */
export function turnOf(task: OpenTask, deviceId: number, now: Date, paceMs: number): Turn {
  if (!isAccountTask(task)) return { kind: 'end', end: ended('skipped', 'deleted') };
  const verdict = eligibility(task);
  if (verdict !== 'eligible') return { kind: 'end', end: ended('skipped', verdict) };
  if (task.stopRequested) return { kind: 'end', end: ended('stopped', null) };
  if (task.accountDeviceId === null) return { kind: 'end', end: ended('skipped', 'no_device') };
  if (task.accountDeviceId !== deviceId) return { kind: 'move', deviceId: task.accountDeviceId };
  // Where only a look is taken, nothing is attempted that the pace is about.
  if (task.ignorePace || task.lookOnly || task.openPress !== null) return { kind: 'run', task };
  const until = mayStartAt(task.lastPressAt, now, paceMs);
  return until === null ? { kind: 'run', task } : { kind: 'pause', until };
}

export function isAccountTask(task: OpenTask): task is AccountTask {
  return task.accountId !== null;
}
