import type { UiDriver } from '@muster/android';
import type { Outcome, OutcomeReason } from '@muster/contract';
import type { Decision, Memory, NetworkModule, Observed, Screen } from '@muster/networks';
import type { LoginMaterial } from '../accounts/index.ts';
import type { Clock, Database } from '../platform/index.ts';
import type { HeldLease } from './lease-keeper.ts';
import type { OpenAttempt } from './ledger.ts';
import type { PhoneUi } from './phone-ui.ts';
import type { SkewWatch } from './clock-skew.ts';
import type { StepNews } from './step-news.ts';
import type { OpenTask } from './task-store.ts';

export interface LoginJob {
  readonly task: OpenTask & { readonly accountId: number };
  readonly deviceId: number;
  readonly package: string;
  readonly appVersion: string | null;
  readonly material: LoginMaterial;
  /** An attempt of before whose press nobody saw the end of. */
  readonly prior: OpenAttempt | null;
}

/** What the runner needs of the phones' registry. */
export interface PhoneWatch {
  answers(deviceId: number): Promise<boolean>;
  hideScreen(deviceId: number): Disposable;
  /** `signal` fires, with an AndroidError, when the phone goes or falls silent. */
  whileHere(deviceId: number): Disposable & { readonly signal: AbortSignal };
}

export interface AttemptParts {
  readonly db: Database;
  readonly news: StepNews;
  readonly clock: Clock;
  readonly registry: PhoneWatch;
  readonly skew: SkewWatch;
  readonly module: NetworkModule;
  readonly startMemory: (options: { priorUnknown: boolean }) => Memory;
  readonly ui: PhoneUi;
  readonly lease: HeldLease;
  /** Fires when the console stops: be done at the next safe point. */
  readonly stopSoon: AbortSignal;
  /** Fires when the lease was lost, or the grace of a stop is over: no further act. */
  readonly stopNow: AbortSignal;
  /** Ends calls to the phone: `stopNow`, and as soon as the phone has gone or fallen silent. */
  readonly calls: AbortSignal;
}

/** How one attempt ended: with an outcome, or to be begun anew later because nothing was submitted yet. */
export type AttemptEnd =
  | {
      readonly kind: 'ended';
      readonly outcome: Outcome;
      readonly reason: OutcomeReason | null;
      readonly observed: Observed | null;
      readonly detail?: string;
    }
  | { readonly kind: 'again'; readonly waiting: 'device_offline' | null };

/** What one look gave. */
export interface Seen {
  readonly driver: UiDriver;
  readonly screen: Screen;
}

export type ActDecision = Extract<Decision, { do: 'act' }>;

export function ended(
  outcome: Outcome,
  reason: OutcomeReason | null,
  more: { observed?: Observed | undefined; detail?: string } = {},
): AttemptEnd {
  return {
    kind: 'ended',
    outcome,
    // `unknown` has no reasons: what was not seen has no cause that anybody knows.
    reason: outcome === 'unknown' ? null : reason,
    observed: more.observed ?? null,
    ...(more.detail === undefined ? {} : { detail: more.detail }),
  };
}

/** Ends that say "we did not see what happened"; after a press they are `unknown` (rule 5). */
const UNSEEN: ReadonlySet<OutcomeReason> = new Set<OutcomeReason>([
  'unknown_screen',
  'timed_out',
  'ui_unavailable',
  'internal',
  'app_missing',
  'app_unsupported',
]);

/** An end after Log in was pressed: what nobody saw stays unknown, whatever stopped the looking. */
export function afterPress(end: AttemptEnd): AttemptEnd {
  if (end.kind === 'again') return end;
  const unseen =
    end.outcome === 'stopped' ||
    end.outcome === 'skipped' ||
    (end.outcome === 'failed' && end.reason !== null && UNSEEN.has(end.reason));
  return unseen && end.reason !== 'no_2fa_secret' ? { ...end, outcome: 'unknown', reason: null } : end;
}
