import { Button, Chip, Group, Stack, Text, Title } from '@mantine/core';
import { IconChevronLeft, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import type { Run } from '@muster/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wholeTime } from '../../ui/format.ts';
import { TextLink } from '../../ui/links.tsx';
import { CountsBar } from './counts-bar.tsx';
import { duration } from './moments.ts';
import { groups, retryable, tally, type TaskGroup } from './outcome.ts';
import { RetryDialog } from './retry-dialog.tsx';
import { runName, RunStateBadge, startedBy, tallyWords } from './run-words.tsx';
import { StopDialog } from './stop-dialog.tsx';

interface RunHeadProps {
  readonly run: Run;
  readonly show: TaskGroup | undefined;
  readonly onShow: (group: TaskGroup | undefined) => void;
}

/** What run this is, how far it is, and what can be done with it. */
export function RunHead({ run, show, onShow }: RunHeadProps) {
  const { t } = useTranslation();
  const by = startedBy(run, t);
  return (
    <Stack gap="xs" mb="sm">
      <TextLink to="/runs" size="sm" display="inline-flex" style={{ alignItems: 'center', alignSelf: 'flex-start' }}>
        <IconChevronLeft size={16} aria-hidden />
        {t('runs.one.back')}
      </TextLink>
      <Group justify="space-between" gap="xs">
        <Group gap="sm">
          <Title order={1} size="h3">
            {runName(run, t)}
          </Title>
          <RunStateBadge state={run.state} />
        </Group>
        <Buttons run={run} />
      </Group>
      <Text size="sm" c="dimmed">
        {t('runs.one.startedBy', {
          script: t(`runs.script.${run.script}`),
          workspace: run.workspace,
          by,
          at: wholeTime(run.startedAt),
        })}
        {run.endedAt !== null && `; ${t('runs.one.took', { duration: duration(run.startedAt, run.endedAt) })}`}
      </Text>
      <CountsBar counts={run.counts} />
      <Filter run={run} show={show} onShow={onShow} />
      <span className="visually-hidden" role="status">
        {run.state !== 'running' &&
          t('runs.one.status', {
            id: run.id,
            state: t(`runs.state.${run.state}`),
            tally: tallyWords(run.counts, t),
          })}
      </span>
    </Stack>
  );
}

function Buttons({ run }: { run: Run }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<'stop' | 'retry' | null>(null);
  const close = () => setAsked(null);
  const goesOn = run.counts.queued + run.counts.running > 0;
  return (
    <Group gap="xs">
      {goesOn && (
        <Button
          variant="default"
          leftSection={<IconPlayerStop size={16} aria-hidden />}
          onClick={() => setAsked('stop')}
        >
          {t('runs.one.stop')}
        </Button>
      )}
      {retryable(run.counts) > 0 && (
        <Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} onClick={() => setAsked('retry')}>
          {t('runs.one.retry')}
        </Button>
      )}
      {asked === 'stop' && <StopDialog runId={run.id} onClose={close} />}
      {asked === 'retry' && <RetryDialog run={run} onClose={close} />}
    </Group>
  );
}

const ALL = 'all';

/** One chip for each kind of task there is; it stays when the last of its kind has moved on. */
function Filter({ run, show, onShow }: RunHeadProps) {
  const { t } = useTranslation();
  const kinds = tally(run.counts);
  const listed =
    show === undefined || kinds.some(({ group }) => group === show) ? kinds : [...kinds, { group: show, count: 0 }];
  return (
    <Chip.Group value={show ?? ALL} onChange={(value) => onShow(groups.find((group) => group === value))}>
      <Group gap={6} role="group" aria-label={t('runs.one.show')}>
        <Chip value={ALL} size="xs">
          {t('runs.one.filterCount', { group: t('runs.one.all'), count: run.counts.total })}
        </Chip>
        {listed.map(({ group, count }) => (
          <Chip key={group} value={group} size="xs">
            {t('runs.one.filterCount', { group: t(`runs.group.${group}`), count })}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}
