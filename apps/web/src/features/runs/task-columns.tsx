import { Badge, Button, Stack, Text } from '@mantine/core';
import type { Task } from '@muster/contract';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { shortTime, wholeTime } from '../../ui/format.ts';
import { TextLink } from '../../ui/links.tsx';
import type { ListColumn } from '../../ui/list-table.tsx';
import { HeldButtons } from './held-buttons.tsx';
import { byLocalClock, duration } from './moments.ts';
import { groupColors, groupOf } from './outcome.ts';
import { screenWords } from './step-words.ts';

/** The columns of the list of a run's tasks. */
export function taskColumns(t: TFunction, onSteps: (taskId: number) => void): ListColumn<Task>[] {
  return [
    {
      id: 'account',
      title: t('runs.task.account'),
      track: 'minmax(130px, 1.2fr)',
      bare: true,
      render: (task) => (
        <Text size="sm" fw={600}>
          {accountName(task, t)}
        </Text>
      ),
    },
    { id: 'device', title: t('runs.task.device'), track: '80px', render: (task) => <Phone task={task} /> },
    {
      id: 'outcome',
      title: t('runs.task.outcome'),
      track: 'minmax(150px, 1fr)',
      render: (task) => <OutcomeBadge task={task} />,
    },
    {
      id: 'what',
      title: t('runs.task.what'),
      track: 'minmax(240px, 3.4fr)',
      render: (task) => <What task={task} />,
    },
    {
      id: 'steps',
      title: t('runs.task.steps'),
      track: '96px',
      render: (task) => <Steps task={task} onSteps={onSteps} />,
    },
    { id: 'time', title: t('runs.task.time'), track: '96px', render: (task) => <Time task={task} /> },
  ];
}

/** `@ana`, or what is left to say of an account that is gone for good. */
export function accountName(task: Pick<Task, 'account'>, t: TFunction): string {
  return task.account === null ? t('runs.task.gone') : `@${task.account}`;
}

function Phone({ task: { device } }: { task: Task }) {
  const { t } = useTranslation();
  if (device === null) {
    return (
      <Text size="sm" c="dimmed">
        {t('runs.task.noDevice')}
      </Text>
    );
  }
  return (
    <TextLink to="/devices" search={{ search: device }} size="sm">
      {device}
    </TextLink>
  );
}

/** State or outcome in a word, with the reason in two or three more. */
export function OutcomeBadge({ task }: { task: Task }) {
  const { t } = useTranslation();
  const { state, outcome } = task;
  const word = state === 'ended' && outcome !== null ? t(`runs.outcome.${outcome}`) : t(`runs.taskState.${state}`);
  const why = whyWords(task, t);
  return (
    <Stack gap={0} align="flex-start">
      <Badge variant="light" color={groupColors[groupOf(task)]} tt="none" fw={500}>
        {word}
      </Badge>
      {why !== null && (
        <Text size="xs" c="dimmed">
          {why}
        </Text>
      )}
    </Stack>
  );
}

/** Why a task waits, or why it ended so; null when there is nothing to add. */
function whyWords({ state, waiting, reason }: Task, t: TFunction): string | null {
  if (state === 'queued') return waiting === null ? null : t(`runs.waiting.${waiting}`);
  return reason === null ? null : t(`runs.reason.${reason}`);
}

function What({ task }: { task: Task }) {
  const { t } = useTranslation();
  return (
    <Stack gap={4}>
      <Text size="sm">{task.state === 'running' ? runningWords(task, t) : byLocalClock(task.message)}</Text>
      {task.state === 'held' && <HeldButtons taskId={task.id} what={accountName(task, t)} />}
    </Stack>
  );
}

/** The newest step: on which page, and what was done there. */
function runningWords({ lastStep, message }: Task, t: TFunction): string {
  if (lastStep === null) return message;
  const screen = screenWords(lastStep.screen, t);
  return t('runs.task.stepSentence', { screen, text: lastStep.text });
}

function Steps({ task, onSteps }: { task: Task; onSteps: (taskId: number) => void }) {
  const { t } = useTranslation();
  const steps = t('runs.task.count', { count: task.steps });
  if (task.steps === 0 && task.state === 'ended') {
    return (
      <Text size="sm" c="dimmed">
        {steps}
      </Text>
    );
  }
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      ml={-8}
      aria-label={t('runs.task.openSteps', { steps, account: accountName(task, t) })}
      onClick={() => onSteps(task.id)}
    >
      {steps}
    </Button>
  );
}

function Time({ task: { startedAt, endedAt, queuedAt } }: { task: Task }) {
  const at = endedAt ?? startedAt ?? queuedAt;
  return (
    <Stack gap={0}>
      <Text size="sm" title={wholeTime(at)}>
        {shortTime(at)}
      </Text>
      {startedAt !== null && endedAt !== null && (
        <Text size="xs" c="dimmed">
          {duration(startedAt, endedAt)}
        </Text>
      )}
    </Stack>
  );
}
