import type { Run } from '@muster/contract';
import { groupColors, type TaskGroup } from './outcome.ts';
import classes from './counts-bar.module.css';

/** What stands on the left is over, what stands on the right is still to come. */
const order: readonly TaskGroup[] = [
  'done',
  'skipped',
  'stopped',
  'unknown',
  'failed',
  'needsPerson',
  'running',
  'queued',
];

/** The tasks of a run as one bar. It repeats what stands beside it in words, so it is hidden from screen readers. */
export function CountsBar({ counts }: { counts: Run['counts'] }) {
  return (
    <div className={classes.bar} aria-hidden>
      {order.map(
        (group) =>
          counts[group] > 0 && (
            <div key={group} className={classes.part} style={{ flexGrow: counts[group], background: shade(group) }} />
          ),
      )}
    </div>
  );
}

function shade(group: TaskGroup): string {
  if (group === 'queued') return 'transparent';
  return `var(--mantine-color-${groupColors[group]}-${group === 'skipped' ? 5 : 6})`;
}
