import { Stack, Text } from '@mantine/core';
import type { Run } from '@muster/contract';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { shortTime, wholeTime } from '../../ui/format.ts';
import { TextLink } from '../../ui/links.tsx';
import type { ListColumn } from '../../ui/list-table.tsx';
import { CountsBar } from './counts-bar.tsx';
import { duration } from './moments.ts';
import { runName, RunStateBadge, startedBy, tallyWords } from './run-words.tsx';

/** The columns of the list of runs. */
export function runColumns(t: TFunction): ListColumn<Run>[] {
  return [
    {
      id: 'run',
      title: t('runs.column.run'),
      track: '110px',
      bare: true,
      render: (run) => (
        <TextLink to="/runs/$runId" params={{ runId: String(run.id) }} fw={600} size="sm">
          {runName(run, t)}
        </TextLink>
      ),
    },
    {
      id: 'state',
      title: t('runs.column.state'),
      track: '150px',
      render: ({ state }) => <RunStateBadge state={state} />,
    },
    {
      id: 'result',
      title: t('runs.column.result'),
      track: 'minmax(220px, 3fr)',
      render: ({ counts }) => <Result counts={counts} />,
    },
    {
      id: 'workspace',
      title: t('runs.column.workspace'),
      track: 'minmax(90px, 1fr)',
      render: ({ workspace }) => <Text size="sm">{workspace}</Text>,
    },
    {
      id: 'by',
      title: t('runs.column.by'),
      track: 'minmax(130px, 1fr)',
      render: (run) => <Text size="sm">{startedBy(run, t)}</Text>,
    },
    {
      id: 'started',
      title: t('runs.column.started'),
      track: '84px',
      render: ({ startedAt }) => (
        <Text size="sm" title={wholeTime(startedAt)}>
          {shortTime(startedAt)}
        </Text>
      ),
    },
    {
      id: 'took',
      title: t('runs.column.took'),
      track: '90px',
      render: ({ startedAt, endedAt }) =>
        endedAt === null ? null : <Text size="sm">{duration(startedAt, endedAt)}</Text>,
    },
  ];
}

function Result({ counts }: { counts: Run['counts'] }) {
  const { t } = useTranslation();
  return (
    <Stack gap={4}>
      <CountsBar counts={counts} />
      <Text size="xs" c="dimmed">
        {tallyWords(counts, t)}
      </Text>
    </Stack>
  );
}
