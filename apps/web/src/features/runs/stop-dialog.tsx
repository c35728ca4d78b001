import { Alert, Button, Stack, Text } from '@mantine/core';
import { bodyOf } from '@muster/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { muster, sentenceOf } from '../../console/client.ts';
import { Dialog, DialogButtons } from '../../ui/dialog.tsx';
import { tell } from '../../ui/toasts.tsx';
import { runQuery } from './queries.ts';

export function StopDialog({ runId, onClose }: { runId: number; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const stop = useMutation({
    mutationFn: async () => bodyOf(await muster.POST('/api/v1/runs/{id}/stop', { params: { path: { id: runId } } })),
    onSuccess: (detail) => {
      queries.setQueryData(runQuery(runId).queryKey, detail);
      if (detail.run.counts.running > 0) tell(t('runs.one.stopping'));
      onClose();
    },
  });
  return (
    <Dialog opened narrow onClose={onClose} title={t('runs.one.stopTitle')}>
      <Stack>
        {stop.isError && (
          <Alert color="red" role="alert">
            {sentenceOf(stop.error)}
          </Alert>
        )}
        <Text size="sm">{t('runs.one.stopText')}</Text>
        <DialogButtons>
          <Button variant="default" onClick={onClose}>
            {t('runs.one.cancel')}
          </Button>
          <Button color="red" loading={stop.isPending} onClick={() => stop.mutate()}>
            {t('runs.one.stop')}
          </Button>
        </DialogButtons>
      </Stack>
    </Dialog>
  );
}
