import { Badge } from '@mantine/core';
import type { Run } from '@muster/contract';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { tally } from './outcome.ts';

const colors: Readonly<Record<Run['state'], string>> = { running: 'blue', held: 'orange', ended: 'gray' };

export function RunStateBadge({ state }: { state: Run['state'] }) {
  const { t } = useTranslation();
  return (
    <Badge variant="light" color={colors[state]} tt="none" fw={500}>
      {t(`runs.state.${state}`)}
    </Badge>
  );
}

/** `Login 12`: what a run is called. */
export function runName(run: Pick<Run, 'id' | 'script'>, t: TFunction): string {
  return t('runs.name', { script: t(`runs.script.${run.script}`), id: run.id });
}

/** `2 failed, 16 done`: what came of a run. */
export function tallyWords(counts: Run['counts'], t: TFunction): string {
  const words = tally(counts).map(({ group, count }) => t(`runs.tally.${group}`, { count }));
  return words.length === 0 ? t('runs.nothing') : words.join(', ');
}

/** Who started a run; the local command line has no person's name. */
export function startedBy(run: Pick<Run, 'by'>, t: TFunction): string {
  return run.by === 'local' ? t('runs.local') : run.by;
}
