import { Button, Group } from '@mantine/core';
import { bodyOf } from '@muster/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { muster } from '../../console/client.ts';
import { tellError } from '../../ui/toasts.tsx';
import { taskQuery } from './queries.ts';

type Answer = 'look-again' | 'release';

/** What a person who has seen to the phone may answer. `what` names the case for those who hear the buttons. */
export function HeldButtons({ taskId, what }: { taskId: number; what: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const answer = useMutation({
    mutationFn: async (kind: Answer) => {
      const params = { path: { id: taskId } };
      return bodyOf(
        kind === 'release'
          ? await muster.POST('/api/v1/tasks/{id}/release', { params })
          : await muster.POST('/api/v1/tasks/{id}/look-again', { params }),
      );
    },
    onSuccess: (detail) => queries.setQueryData(taskQuery(taskId).queryKey, detail),
    onError: tellError,
    // The buttons stay at rest until what they changed is seen.
    onSettled: async (detail) =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['devices'] }),
        queries.invalidateQueries({ queryKey: ['run', detail?.task.runId].filter((part) => part !== undefined) }),
      ]),
  });
  return (
    <Group gap={6}>
      <Button
        size="compact-sm"
        onClick={() => answer.mutate('look-again')}
        loading={answer.isPending && answer.variables === 'look-again'}
        disabled={answer.isPending}
        aria-label={t('runs.task.lookAgainFor', { what })}
      >
        {t('runs.task.lookAgain')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => answer.mutate('release')}
        loading={answer.isPending && answer.variables === 'release'}
        disabled={answer.isPending}
        aria-label={t('runs.task.letGoFor', { what })}
      >
        {t('runs.task.letGo')}
      </Button>
    </Group>
  );
}
