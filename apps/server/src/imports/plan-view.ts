import type { ImportPlan } from '@muster/contract';
import type { HeldPlan } from './held.ts';
import { viewOf } from './plan.ts';
import type { StoredImport } from './store.ts';

const FIRST_ROWS = 200;

/** A held plan as the API shows it, with its first rows. */
export function view(plan: HeldPlan, undoneAt: Date | null): ImportPlan {
  return {
    id: plan.id,
    workspaceId: plan.workspace.id,
    file: plan.file,
    options: plan.options,
    columns: [...(plan.reading?.columns ?? [])],
    counts: plan.counts,
    rows: plan.rows.slice(0, FIRST_ROWS).map(viewOf),
    notices: [...plan.notices],
    state: undoneAt !== null ? 'undone' : plan.appliedAt === null ? 'planned' : 'applied',
    appliedAt: plan.appliedAt?.toISOString() ?? null,
  };
}

/** What is left of an import whose rows are not held any more. */
export function viewStored(stored: StoredImport): ImportPlan {
  return {
    id: stored.id,
    workspaceId: stored.workspaceId,
    file: { name: stored.fileName, sha256: stored.sha256, bytes: 0 },
    options: { skipRejected: false, updateKnown: false, unknownIds: 'reject', blankClears: false },
    columns: [],
    counts: stored.counts,
    rows: [],
    notices: [],
    state: stored.undoneAt === null ? 'applied' : 'undone',
    appliedAt: stored.appliedAt.toISOString(),
  };
}
