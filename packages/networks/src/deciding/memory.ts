import type { Act, Decision, Goal, Memory, Observed, Used } from '../decision.ts';
import type { FailReason, OutcomeReason } from '@muster/contract';

/** How much of each patience one attempt has. The runner sets how long one wait is. */
export const patience: Readonly<Record<keyof Used, number>> = {
  steps: 160,
  launches: 3,
  waits: 45,
  unknowns: 8,
  covers: 16,
  detours: 40,
  scrolls: 4,
};

/**
 * What an attempt knows before its first look.
 * `priorUnknown`: the outcome of this account's last submission is not known, so this attempt looks and never types.
 */
export function startMemory({ priorUnknown }: { readonly priorUnknown: boolean }): Memory {
  return {
    priorUnknown,
    submitted: false,
    codeSubmitted: false,
    typed: { identifier: 0, password: 0, code: 0 },
    addingAccount: false,
    switchingFrom: null,
    opened: [],
    used: { steps: 0, launches: 0, waits: 0, unknowns: 0, covers: 0, detours: 0, scrolls: 0 },
  };
}

/** An act that makes progress: it ends every wait. */
export function act(act: Act, memory: Memory, note: string, change: Partial<Omit<Memory, 'used'>> = {}): Decision {
  const used = { ...memory.used, steps: memory.used.steps + 1, waits: 0, unknowns: 0 };
  return { do: 'act', act, memory: { ...memory, ...change, used }, note };
}

/** The same, paid from a patience; `exhausted` when nothing of it is left. */
export function spend(
  from: Exclude<keyof Used, 'steps' | 'waits' | 'unknowns'>,
  memory: Memory,
  decide: (memory: Memory) => Decision,
  exhausted: () => Decision,
): Decision {
  if (memory.used[from] >= patience[from]) return exhausted();
  return decide({ ...memory, used: { ...memory.used, [from]: memory.used[from] + 1 } });
}

/** Looks again later, or gives up when that was done often enough. */
export function wait(on: 'waits' | 'unknowns', memory: Memory, reason: FailReason, note: string): Decision {
  if (memory.used[on] >= patience[on]) return giveUp(memory, reason, note);
  const used = { ...memory.used, steps: memory.used.steps + 1, [on]: memory.used[on] + 1 };
  return { do: 'act', act: { kind: 'wait' }, memory: { ...memory, used }, note };
}

/**
 * Ends without a result. Once Log in was pressed, now or by an earlier attempt, what became of it is not known, and the
 * outcome says so: whoever comes next looks first.
 */
export function giveUp(memory: Memory, reason: FailReason, note: string): Decision {
  const outcome = memory.submitted || memory.priorUnknown ? 'unknown' : 'failed';
  return { do: 'end', outcome, reason, note };
}

export function end(
  outcome: 'failed' | 'needs_person' | 'skipped',
  reason: OutcomeReason,
  note: string,
  more: { readonly observed?: Observed; readonly detail?: string } = {},
): Decision {
  return { do: 'end', outcome, reason, note, ...more };
}

/**
 * The look after a submission, ours or an earlier one, found the account not signed in. The outcome stays `unknown`, for it
 * is not known why, and no program tries again by itself: a new attempt is for a person to ask for.
 */
export function notSignedIn(goal: Goal, note: string): Decision {
  return { do: 'end', outcome: 'unknown', observed: { status: 'signed_out', username: goal.username }, note };
}
