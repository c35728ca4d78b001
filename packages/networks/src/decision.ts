import type { UiNode } from '@muster/android/tree';
import type { LoginStatus, Outcome, OutcomeReason } from '@muster/contract';

/** What a run wants of a phone. No secret is part of it. */
export interface LoginGoal {
  readonly script: 'login';
  readonly username: string;
  /** Which of the two the runner types as the identifier. */
  readonly identifier: 'email' | 'username';
  /** Whether a current code can be had for this account. */
  readonly hasTotp: boolean;
}

export type Goal = LoginGoal;

/** One act on the phone. The runner puts the text in the place of `what`; it is never known here. */
export type Act =
  | { readonly kind: 'tap'; readonly node: UiNode }
  | { readonly kind: 'type'; readonly node: UiNode; readonly what: 'identifier' | 'password' | 'code' }
  /** The press that goes into the attempt ledger before it is made. */
  | { readonly kind: 'submit'; readonly node: UiNode; readonly what: 'credentials' | 'code' }
  | { readonly kind: 'back' }
  | { readonly kind: 'launch' }
  | { readonly kind: 'wait' }
  /** One swipe upwards inside the node, to see what lies below. */
  | { readonly kind: 'scroll'; readonly node: UiNode };

/**
 * What one attempt remembers between two looks: plain JSON.
 * A fresh one comes from `startMemory`; each decision to act hands back the next one.
 */
export interface Memory {
  /** An earlier attempt pressed Log in and nobody saw what followed: this one only looks. */
  readonly priorUnknown: boolean;
  /** Log in was pressed in this attempt. It never becomes false again. */
  readonly submitted: boolean;
  /** A code was submitted in this attempt. It never becomes false again. */
  readonly codeSubmitted: boolean;
  /** How often each field was typed into. */
  readonly typed: { readonly identifier: number; readonly password: number; readonly code: number };
  /** "Add account" was pressed: a login page no longer means that nobody is signed in. */
  readonly addingAccount: boolean;
  /** The account that was in front when another row of the switcher was pressed, until another one shows. */
  readonly switchingFrom: string | null;
  /** Names of switcher rows that were opened to learn whose they are. */
  readonly opened: readonly string[];
  readonly used: Used;
}

/** How much of each patience is used up. */
export interface Used {
  /** Decisions in all. */
  readonly steps: number;
  readonly launches: number;
  /** Looks in a row that showed nothing to act upon yet. */
  readonly waits: number;
  /** Looks in a row that showed nothing that is known, or nothing that could be read. */
  readonly unknowns: number;
  /** Covers declined or closed. */
  readonly covers: number;
  /** Steps on the way: tabs, back, choosers, the switcher. */
  readonly detours: number;
  readonly scrolls: number;
}

/** What was seen about one account. `username` is the account it was seen for, which need not be the goal's. */
export interface Observed {
  readonly status: Exclude<LoginStatus, 'unknown'>;
  readonly username: string;
}

/** What to do next: one act and the memory to look again with, or the end of the attempt. */
export type Decision =
  | { readonly do: 'act'; readonly act: Act; readonly memory: Memory; readonly note: string }
  | {
      readonly do: 'end';
      readonly outcome: Extract<
        Outcome,
        'done' | 'already_signed_in' | 'skipped' | 'failed' | 'needs_person' | 'unknown'
      >;
      readonly reason?: OutcomeReason;
      readonly observed?: Observed;
      /** Which challenge, channel or kind of suspension it was, as the screen's `reason`. */
      readonly detail?: string;
      /** What was seen, for the step log; holds no secret. */
      readonly note: string;
    };
