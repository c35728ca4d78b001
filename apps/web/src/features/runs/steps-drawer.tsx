import { Alert, Drawer, Group, Loader, Stack, Table, Text } from '@mantine/core';
import type { Step, Task } from '@muster/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../../console/client.ts';
import { Loading } from '../../ui/load-state.tsx';
import { HeldButtons } from './held-buttons.tsx';
import { byLocalClock } from './moments.ts';
import { taskQuery } from './queries.ts';
import { actWords, screenWords } from './step-words.ts';
import { accountName, OutcomeBadge } from './task-columns.tsx';

const clock = new Intl.DateTimeFormat(undefined, {
  hourCycle: 'h23',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 1,
});

/** What one task did on its phone, step by step, while it does it. */
export function StepsDrawer({ taskId, onClose }: { taskId: number | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={taskId !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={t('runs.task.steps')}
      closeButtonProps={{ 'aria-label': t('accounts.close') }}
      transitionProps={{ duration: 120 }}
    >
      {taskId !== undefined && <TaskSteps taskId={taskId} />}
    </Drawer>
  );
}

function TaskSteps({ taskId }: { taskId: number }) {
  const { t } = useTranslation();
  const { data, isError, error } = useQuery(taskQuery(taskId));
  if (data === undefined) {
    return isError ? (
      <Alert color="red" role="alert">
        {sentenceOf(error)}
      </Alert>
    ) : (
      <Loading label={t('runs.task.loading')} />
    );
  }
  const { task, steps } = data;
  return (
    <Stack>
      <Summary task={task} />
      {steps.length === 0 ? (
        <Text c="dimmed">{task.state === 'ended' ? t('runs.task.noSteps') : t('runs.task.notYet')}</Text>
      ) : (
        <StepTable steps={steps} label={t('runs.task.stepsOf', { account: accountName(task, t) })} />
      )}
      {task.state === 'running' && (
        <Group gap="xs">
          <Loader size={14} aria-hidden />
          <Text size="sm" c="dimmed">
            {t('runs.task.live')}
          </Text>
        </Group>
      )}
    </Stack>
  );
}

function Summary({ task }: { task: Task }) {
  const { t } = useTranslation();
  return (
    <Stack gap={6}>
      <Group gap="xs" align="baseline">
        <Text fw={600}>{accountName(task, t)}</Text>
        {task.device !== null && <Text size="sm">{t('runs.task.onPhone', { label: task.device })}</Text>}
        <Text size="sm" c="dimmed">
          {t('runs.task.attempts', { count: task.attempts })}
        </Text>
      </Group>
      <OutcomeBadge task={task} />
      <Text size="sm" role="status">
        {byLocalClock(task.message)}
      </Text>
      {task.state === 'held' && <HeldButtons taskId={task.id} what={accountName(task, t)} />}
    </Stack>
  );
}

function StepTable({ steps, label }: { steps: readonly Step[]; label: string }) {
  const { t } = useTranslation();
  return (
    <Table aria-label={label} verticalSpacing={4} horizontalSpacing="xs" fz="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('runs.task.when')}</Table.Th>
          <Table.Th>{t('runs.task.saw')}</Table.Th>
          <Table.Th>{t('runs.task.did')}</Table.Th>
          <Table.Th>{t('runs.task.why')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {steps.map((step) => (
          <Table.Tr key={step.number}>
            <Table.Td c="dimmed" style={{ whiteSpace: 'nowrap' }}>
              {clock.format(new Date(step.at))}
            </Table.Td>
            <Table.Td>{screenWords(step.screen, t)}</Table.Td>
            <Table.Td fw={500}>{actWords(step.act, t)}</Table.Td>
            <Table.Td>{step.text}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
