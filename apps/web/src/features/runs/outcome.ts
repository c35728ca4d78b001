import type { Run, Task } from '@muster/contract';

/** What a run's tasks are told apart by, what asks for somebody first. */
export const groups = ['needsPerson', 'failed', 'unknown', 'running', 'queued', 'done', 'skipped', 'stopped'] as const;
export type TaskGroup = (typeof groups)[number];

export const groupColors: Readonly<Record<TaskGroup, string>> = {
  needsPerson: 'orange',
  failed: 'red',
  unknown: 'grape',
  running: 'blue',
  queued: 'gray',
  done: 'green',
  skipped: 'gray',
  stopped: 'gray',
};

/** Where a task belongs. A held task has its outcome already; let go, it stays with those that needed a person. */
export function groupOf(task: Pick<Task, 'state' | 'outcome'>): TaskGroup {
  switch (task.state) {
    case 'queued':
      return 'queued';
    case 'running':
      return 'running';
    case 'held':
      return 'needsPerson';
    case 'ended':
      return groupOfOutcome(task.outcome);
  }
}

function groupOfOutcome(outcome: Task['outcome']): TaskGroup {
  switch (outcome) {
    case 'done':
    case 'already_signed_in':
    case 'no_change':
      return 'done';
    case 'needs_person':
      return 'needsPerson';
    case 'skipped':
    case 'failed':
    case 'unknown':
    case 'stopped':
      return outcome;
    case null:
      return 'unknown';
  }
}

/** The groups of a run that are not empty. */
export function tally(counts: Run['counts']): { group: TaskGroup; count: number }[] {
  return groups.map((group) => ({ group, count: counts[group] })).filter(({ count }) => count > 0);
}

/** How many accounts a further run would take up: what ended without success. */
export function retryable(counts: Run['counts']): number {
  return (
    counts.failed + counts.unknown + counts.stopped + counts.skipped + Math.max(0, counts.needsPerson - counts.held)
  );
}
