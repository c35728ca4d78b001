import type { Network, Outcome } from '@muster/contract';
import { usernameKey } from '../accounts/index.ts';
import type { Live } from '../live/index.ts';
import { transact } from '../platform/database/transact.ts';
import type { Database, Trx } from '../platform/index.ts';
import type { Sessions } from '../sessions/index.ts';
import type { AttemptEnd } from './attempt.ts';
import { placeHold } from './holds.ts';
import { assertLease, type Lease } from './lease.ts';
import { endAttempt, type OpenAttempt } from './ledger.ts';
import { message } from './messages.ts';
import { endTask, lockTask, requeueTask, type OpenTask } from './task-store.ts';

export interface FinishParts {
  readonly db: Database;
  readonly live: Live;
  readonly sessions: Sessions;
  readonly lease: Lease;
}

type Ended = Extract<AttemptEnd, { kind: 'ended' }>;

const networkNames: Readonly<Record<Network, string>> = { tiktok: 'TikTok', instagram: 'Instagram' };

/** Writes down how an attempt ended: ledger, observation, hold and task in one transaction, under the lease. */
export class Finish {
  readonly #parts: FinishParts;

  constructor(parts: FinishParts) {
    this.#parts = parts;
  }

  /** The end of a running task. @throws LeaseLostError: then somebody else writes its end. */
  async task(task: OpenTask, packageName: string, attempt: OpenAttempt | null, end: AttemptEnd): Promise<void> {
    const { db, live, lease } = this.#parts;
    await transact(db, async (trx) => {
      await assertLease(trx, lease);
      await this.#closeAttempt(trx, attempt, end);
      if (end.kind === 'again') return requeueTask(trx, live, task, end.waiting);
      await this.#observe(trx, task, end);
      if (end.outcome === 'needs_person') await this.#hold(trx, task, packageName, end);
      await endTask(trx, live, task, { ...end, message: sentence(task, end) });
      await live.publish(trx, { type: 'devices.changed', ids: [lease.deviceId] });
    });
  }

  /** What a look at an attempt whose end nobody had seen found. The task stays `unknown`, unless a person is needed. */
  async look(task: OpenTask, packageName: string, attempt: OpenAttempt | null, end: AttemptEnd): Promise<void> {
    const { db, live, lease } = this.#parts;
    if (end.kind === 'again') return;
    await transact(db, async (trx) => {
      await assertLease(trx, lease);
      if ((await lockTask(trx, task.id))?.state !== 'ended') return;
      await this.#closeAttempt(trx, attempt, end);
      await this.#observe(trx, task, end);
      if (end.outcome === 'needs_person') {
        await this.#hold(trx, task, packageName, end);
        return endTask(trx, live, task, { ...end, message: sentence(task, end) });
      }
      if (!wasSeen(end)) return;
      await endTask(trx, live, task, { outcome: 'unknown', reason: null, message: foundSentence(task, end) });
    });
  }

  /** A queued task that needs no phone for its end. True when it was ended here. */
  async withoutPhone(task: OpenTask, end: AttemptEnd): Promise<true> {
    const { db, live } = this.#parts;
    if (end.kind === 'again') return true;
    await transact(db, async (trx) => {
      if ((await lockTask(trx, task.id))?.state !== 'queued') return;
      await endTask(trx, live, task, { ...end, message: sentence(task, end) });
    });
    return true;
  }

  /** A press whose end was not seen leaves the attempt open, so that the next one looks first. */
  async #closeAttempt(trx: Trx, attempt: OpenAttempt | null, end: AttemptEnd): Promise<void> {
    if (attempt === null) return;
    if (attempt.submitted && !(end.kind === 'ended' && wasSeen(end))) return;
    const outcome: Outcome = end.kind === 'ended' ? end.outcome : 'stopped';
    await endAttempt(trx, attempt.id, { outcome, reason: end.kind === 'ended' ? end.reason : null });
  }

  async #observe(trx: Trx, task: OpenTask, end: Ended): Promise<void> {
    if (end.observed === null) return;
    const account = await trx
      .selectFrom('account')
      .select('id')
      .where('workspace_id', '=', task.workspaceId)
      .where('username_key', '=', usernameKey(end.observed.username))
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    if (account === undefined) return;
    await this.#parts.sessions.observe(trx, {
      accountId: account.id,
      deviceId: this.#parts.lease.deviceId,
      status: end.observed.status,
      source: 'login',
      byWhom: null,
      taskId: Number(task.id),
      evidence: `${networkNames[task.network]} on phone ${task.deviceLabel}`,
    });
  }

  async #hold(trx: Trx, task: OpenTask, packageName: string, end: Ended): Promise<void> {
    await placeHold(trx, {
      deviceId: this.#parts.lease.deviceId,
      package: packageName,
      taskId: task.id,
      reason: end.reason ?? 'challenge',
    });
  }
}

function sentence(task: OpenTask, end: Ended): string {
  return message(end.outcome, end.reason, {
    username: task.username,
    device: task.deviceLabel,
    app: networkNames[task.network],
    ...(end.detail === undefined ? {} : { detail: end.detail }),
  });
}

function wasSeen(end: Ended): boolean {
  return end.outcome !== 'unknown' || end.observed !== null;
}

/** What a later look found after a press whose end nobody had seen. */
function foundSentence(task: OpenTask, end: Ended): string {
  const before = 'What followed the press of Log in was not seen at once.';
  switch (end.observed?.status) {
    case 'signed_in':
      return `${before} The phone shows the account as signed in.`;
    case 'signed_out':
      return `${before} The phone shows the account as signed out. Run the login again if it should be signed in.`;
    case 'challenged':
    case 'suspended':
    case undefined:
      return `${before} ${sentence(task, end)}`;
  }
}
