import { setTimeout as pause } from 'node:timers/promises';
import { AndroidError, launchApp } from '@muster/android';
import { center } from '@muster/android/tree';
import type { Act, LoginGoal, Memory, Screen } from '@muster/networks';
import type { Trx } from '../platform/index.ts';
import { transact } from '../platform/database/transact.ts';
import {
  afterPress,
  ended,
  type ActDecision,
  type AttemptEnd,
  type AttemptParts,
  type LoginJob,
  type Seen,
} from './attempt.ts';
import { MOST_SKEW_MS, skewText } from './clock-skew.ts';
import { beginAttempt, recordSubmission, type OpenAttempt } from './ledger.ts';
import { Sight } from './sight.ts';
import { permitStep, type StepRequest } from './step-store.ts';
import { formHolds } from './typed.ts';
import { Typist } from './typist.ts';

const MOST_STEPS = 150;
const MOST_MS = 6 * 60_000;
const MOST_RETYPINGS = 2;
const MOST_SLIPS = 3;
const BACK_KEY = 4;
const SWIPE_MS = 300;
/** Waiting grows from quick, for a screen that is nearly there, to patient, for one that loads. */
const WAITS_MS = [120, 200, 350, 500, 800, 1200] as const;
/**
 * One login on one phone: look, decide, act, look again. It presses Log in at most once, and only after the press
 * was written down with the lease and the account's permission in the same transaction.
 */
export class LoginAttempt {
  readonly #parts: AttemptParts;
  readonly #job: LoginJob;
  readonly #typist: Typist;
  readonly #sight: Sight;
  readonly #goal: LoginGoal;
  readonly #startedAt = performance.now();
  #memory: Memory;
  #attempt: OpenAttempt | null;
  #steps: number;
  #waitsInRow = 0;
  #restarts = 0;
  #slips = 0;
  #retypings = 0;

  constructor(parts: AttemptParts, job: LoginJob) {
    this.#parts = parts;
    this.#job = job;
    this.#sight = new Sight(parts, job);
    this.#typist = new Typist(parts, job.task.accountId, job.material);
    this.#goal = {
      script: 'login',
      username: job.material.username,
      identifier: this.#typist.identifierKind,
      hasTotp: this.#typist.hasTotp,
    };
    this.#attempt = job.prior;
    this.#steps = job.task.steps;
    this.#memory = parts.startMemory({ priorUnknown: this.#looksOnly });
  }

  /** The attempt that this one opened, or found open. */
  get attempt(): OpenAttempt | null {
    return this.#attempt;
  }

  /** @throws LeaseLostError, or the reason of `stopNow`; whatever a phone can do wrong is an end, not an error. */
  async run(): Promise<AttemptEnd> {
    try {
      for (;;) {
        const end = await this.#once();
        if (end !== null) return this.#pressed ? afterPress(end) : end;
      }
    } finally {
      this.#sight[Symbol.dispose]();
    }
  }

  get #looksOnly(): boolean {
    return this.#job.task.lookOnly || this.#job.prior !== null;
  }

  /** Log in was pressed, or was about to be, and its end was not seen yet. */
  get #pressed(): boolean {
    return this.#attempt?.submitted === true;
  }

  /** One look and one act; null when there is more to do. */
  async #once(): Promise<AttemptEnd | null> {
    const { stopNow, stopSoon } = this.#parts;
    stopNow.throwIfAborted();
    if (stopSoon.aborted && !this.#pressed) return { kind: 'again', waiting: null };
    if (this.#steps - this.#job.task.steps >= MOST_STEPS || performance.now() - this.#startedAt > MOST_MS) {
      return ended('failed', 'timed_out');
    }
    try {
      const seen = await this.#sight.look();
      const decision = this.#parts.module.decide(this.#goal, seen.screen, this.#memory);
      if (decision.do === 'act') return await this.#act(decision, seen);
      // An app's page that is recognised, and yet no way on from it is known, is as unforeseen as an unknown one.
      if (decision.reason === 'unknown_screen') await this.#sight.keep();
      await this.#permit(decision.outcome, decision.note, seen);
      return ended(decision.outcome, decision.reason ?? null, { observed: decision.observed });
    } catch (error) {
      if (error instanceof AndroidError) return this.#trouble(error);
      throw error;
    }
  }

  async #act(decision: ActDecision, seen: Seen): Promise<AttemptEnd | null> {
    const { act } = decision;
    if (act.kind === 'wait') return this.#wait(decision, seen);
    this.#waitsInRow = 0;
    switch (act.kind) {
      case 'type':
        return this.#type(act, decision, seen);
      case 'submit':
        return this.#submit(act, decision, seen);
      case 'tap':
      case 'back':
      case 'launch':
      case 'scroll': {
        const refused = await this.#permit(act.kind, decision.note, seen);
        if (refused !== null) return refused;
        await this.#touch(act, seen);
        this.#memory = decision.memory;
        return null;
      }
    }
  }

  async #touch(act: Extract<Act, { kind: 'tap' | 'back' | 'launch' | 'scroll' }>, { driver }: Seen): Promise<void> {
    const signal = this.#parts.calls;
    switch (act.kind) {
      case 'tap':
        return driver.tap(center(act.node), { signal });
      case 'back':
        return driver.pressKey(BACK_KEY, { signal });
      case 'launch':
        return launchApp(this.#parts.ui.phone, this.#job.package, { signal });
      case 'scroll': {
        const { left, right, top, bottom } = act.node.bounds;
        const x = Math.floor((left + right) / 2);
        const from = Math.floor(bottom - (bottom - top) / 4);
        const to = Math.floor(top + (bottom - top) / 4);
        return driver.swipe({ x, y: from }, { x, y: to }, SWIPE_MS, { signal });
      }
    }
  }

  /** A row of waits is one step. */
  async #wait(decision: ActDecision, seen: Seen): Promise<AttemptEnd | null> {
    const refused =
      this.#waitsInRow === 0 ? await this.#permit('wait', decision.note, seen) : await this.#permit(null, '', seen);
    if (refused !== null) return refused;
    const waitMs = WAITS_MS[Math.min(this.#waitsInRow, WAITS_MS.length - 1)];
    this.#waitsInRow += 1;
    await pause(waitMs, undefined, { signal: this.#parts.stopNow });
    this.#memory = decision.memory;
    return null;
  }

  async #type(act: Extract<Act, { kind: 'type' }>, decision: ActDecision, seen: Seen): Promise<AttemptEnd | null> {
    if (this.#looksOnly) return ended('unknown', null);
    const skewed = await this.#clockTooFarOff();
    if (skewed !== null) return skewed;
    const text = await this.#typist.textFor(act.what);
    if (text === null) return ended('skipped', act.what === 'code' ? 'no_2fa_secret' : 'no_password');
    const refused = await this.#permit(`type ${act.what}`, decision.note, seen, (trx) => this.#openAttempt(trx));
    if (refused !== null) return refused;
    this.#sight.hide();
    await seen.driver.typeText(center(act.node), text, { replace: true, signal: this.#parts.calls });
    this.#memory = decision.memory;
    return null;
  }

  async #submit(act: Extract<Act, { kind: 'submit' }>, decision: ActDecision, seen: Seen): Promise<AttemptEnd | null> {
    const attempt = this.#attempt;
    if (this.#looksOnly || attempt === null) return ended('unknown', null);
    if (act.what === 'credentials' && !formHolds(seen.screen, this.#typist.expected()))
      return this.#retype(seen.screen);
    if (act.what === 'code' && !this.#typist.codeIsGood()) return this.#forgetTyped({ code: 0 });
    const refused = await this.#permit(`submit ${act.what}`, decision.note, seen, (trx) =>
      recordSubmission(trx, attempt.id, act.what),
    );
    if (refused !== null) return refused;
    this.#attempt = { ...attempt, submitted: true };
    this.#memory = decision.memory;
    await seen.driver.tap(center(act.node), { signal: this.#parts.calls });
    return null;
  }

  /** The form did not keep what was typed: type it again, a few times. */
  #retype(screen: Screen): AttemptEnd | null {
    this.#retypings += 1;
    if (this.#retypings > MOST_RETYPINGS) {
      return ended('failed', 'ui_unavailable', { detail: 'The login form did not keep what was typed into it.' });
    }
    // On the second page of a two-page form the identifier is not there to be typed again.
    const onPage = screen.kind === 'login' && screen.identifier !== null;
    return this.#forgetTyped(onPage ? { identifier: 0, password: 0 } : { password: 0 });
  }

  #forgetTyped(fields: Partial<Memory['typed']>): null {
    this.#memory = { ...this.#memory, typed: { ...this.#memory.typed, ...fields } };
    return null;
  }

  async #openAttempt(trx: Trx): Promise<void> {
    this.#attempt ??= await beginAttempt(trx, {
      accountId: this.#job.task.accountId,
      taskId: this.#job.task.id,
      deviceId: this.#job.deviceId,
      identifier: this.#goal.identifier,
    });
  }

  /**
   * Asks whether the account may be acted for and writes the step, in one transaction with what else must be true
   * before the act. Gives an end when it may not; with `act` null it only asks.
   */
  async #permit(
    act: string | null,
    note: string,
    seen: Seen,
    also: ((trx: Trx) => Promise<void>) | null = null,
  ): Promise<AttemptEnd | null> {
    const { db, lease, news } = this.#parts;
    const { task } = this.#job;
    const number = this.#steps + 1;
    const request: StepRequest = {
      lease,
      taskId: task.id,
      step: act === null ? null : { number, screen: seen.screen.kind, act, text: note },
      evenIfStopped: this.#pressed,
    };
    const permission = await (also === null
      ? permitStep(db, request)
      : transact(db, async (trx) => {
          const answer = await permitStep(trx, request);
          if (answer.go) await also(trx);
          return answer;
        }));
    if (!permission.go) return permission.why === 'stopped' ? ended('stopped', null) : ended('skipped', permission.why);
    if (act === null) return null;
    this.#steps = number;
    news.note(task);
    return null;
  }

  async #trouble(error: AndroidError): Promise<AttemptEnd | null> {
    switch (error.code) {
      case 'app_missing':
        return ended('failed', 'app_missing', { detail: error.message });
      case 'refused_text':
      case 'debug_logging':
      case 'install_failed':
        return ended('failed', 'ui_unavailable', { detail: error.message });
      case 'field_not_focused':
        this.#slips += 1;
        return this.#slips > MOST_SLIPS ? ended('failed', 'ui_unavailable', { detail: error.message }) : null;
      default:
        return this.#restartOrLeave(error);
    }
  }

  /** Either the phone has gone, or only the driver on it: that one is started anew, once. */
  async #restartOrLeave(error: AndroidError): Promise<AttemptEnd | null> {
    // Once the phone counts as lost it was asked, and gave no answer.
    const here = !this.#parts.calls.aborted && (await this.#parts.registry.answers(this.#job.deviceId));
    this.#parts.ui.reset();
    if (!here) return this.#pressed ? ended('unknown', null) : { kind: 'again', waiting: 'device_offline' };
    this.#restarts += 1;
    return this.#restarts > 1 ? ended('failed', 'ui_unavailable', { detail: error.message }) : null;
  }

  async #clockTooFarOff(): Promise<AttemptEnd | null> {
    if (!this.#typist.hasTotp) return null;
    const skewMs = await this.#parts.skew.skewMs();
    if (skewMs === null || Math.abs(skewMs) <= MOST_SKEW_MS) return null;
    return ended('failed', 'clock_skew', { detail: skewText(skewMs) });
  }
}
