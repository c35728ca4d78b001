import type { ImportOptions, PlanRow } from '@muster/contract';
import type { SheetReading } from '@muster/sheets';
import type { z } from 'zod';
import type { PlanNotice } from '@muster/contract';
import { AppError } from '../platform/app-error.ts';
import type { WorkspaceRef } from '../accounts/index.ts';
import type { PlannedRow } from './plan.ts';
import type { Counts } from './store.ts';

export type Notice = z.infer<typeof PlanNotice>;

/** A plan that waits to be applied. Its cells hold secrets in plain text, so it is in memory only, and not for long. */
export interface HeldPlan {
  readonly id: string;
  readonly workspace: WorkspaceRef;
  readonly file: { readonly name: string; readonly sha256: string; readonly bytes: number };
  /** The cells of the file; null once the plan was applied. */
  readonly reading: SheetReading | null;
  readonly options: ImportOptions;
  readonly rows: readonly PlannedRow[];
  readonly notices: readonly Notice[];
  readonly counts: Counts;
  readonly appliedAt: Date | null;
}

const KEEP_MS = 30 * 60 * 1000;
const MOST_PLANS = 20;
const MOST_ROWS = 400_000;

/** The plans that are held, bounded in time, number and rows: a new one makes room by dropping the oldest. */
export class HeldPlans {
  readonly #plans = new Map<string, { plan: HeldPlan; timer: NodeJS.Timeout }>();
  readonly #busy = new Set<string>();

  get(id: string): HeldPlan | null {
    return this.#plans.get(id)?.plan ?? null;
  }

  /** Keeps a plan, or its next state, for half an hour from now. */
  keep(plan: HeldPlan): void {
    this.drop(plan.id);
    const rows = () => [...this.#plans.values()].reduce((sum, held) => sum + held.plan.rows.length, 0);
    for (const oldest of this.#plans.keys()) {
      if (this.#plans.size < MOST_PLANS && rows() + plan.rows.length <= MOST_ROWS) break;
      if (!this.#busy.has(oldest)) this.drop(oldest);
    }
    const timer = setTimeout(() => this.drop(plan.id), KEEP_MS);
    timer.unref();
    this.#plans.set(plan.id, { plan, timer });
  }

  drop(id: string): void {
    clearTimeout(this.#plans.get(id)?.timer);
    this.#plans.delete(id);
  }

  /** Lets one act at a time work on a plan. @throws AppError `unavailable` while another one does. */
  async alone<T>(id: string, act: () => Promise<T>): Promise<T> {
    if (this.#busy.has(id)) {
      throw new AppError('unavailable', {
        status: 409,
        detail: 'This plan is being worked on.',
        remedy: 'Wait until that has ended.',
      });
    }
    this.#busy.add(id);
    try {
      return await act();
    } finally {
      this.#busy.delete(id);
    }
  }
}

/** How many rows of each kind. */
export function countsOf(rows: readonly { readonly kind: PlanRow['kind'] }[]): Counts {
  const counts = { new: 0, changed: 0, unchanged: 0, rejected: 0 };
  for (const { kind } of rows) counts[kind] += 1;
  return counts;
}
