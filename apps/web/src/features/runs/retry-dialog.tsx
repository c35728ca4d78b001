import { Alert, Button, Checkbox, Stack, Text } from '@mantine/core';
import { bodyOf } from '@muster/client';
import type { Run } from '@muster/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { muster, sentenceOf } from '../../console/client.ts';
import { Dialog, DialogButtons } from '../../ui/dialog.tsx';
import { tell } from '../../ui/toasts.tsx';
import { retryable } from './outcome.ts';
import { runQuery } from './queries.ts';

/** Asks before a run is run again, for logins are not to be repeated without thought. */
export function RetryDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [ignorePace, setIgnorePace] = useState(false);
  const retry = useMutation({
    mutationFn: async () =>
      bodyOf(await muster.POST('/api/v1/runs/{id}/retry', { params: { path: { id: run.id } }, body: { ignorePace } })),
    onSuccess: async (detail) => {
      const { id } = detail.run;
      queries.setQueryData(runQuery(id).queryKey, detail);
      tell(t('runs.one.started', { id }));
      onClose();
      await navigate({ to: '/runs/$runId', params: { runId: String(id) } });
    },
  });
  return (
    <Dialog opened narrow onClose={onClose} title={t('runs.one.retryTitle')}>
      <Stack>
        {retry.isError && (
          <Alert color="red" role="alert">
            {sentenceOf(retry.error)}
          </Alert>
        )}
        <Text size="sm">
          {t('runs.one.retryText', { count: retryable(run.counts) })} {run.counts.held > 0 && t('runs.one.retryHeld')}
        </Text>
        {run.script === 'login' && (
          <Checkbox
            label={t('runs.one.ignorePace')}
            checked={ignorePace}
            onChange={(event) => setIgnorePace(event.currentTarget.checked)}
          />
        )}
        <DialogButtons>
          <Button variant="default" onClick={onClose}>
            {t('runs.one.cancel')}
          </Button>
          <Button loading={retry.isPending} onClick={() => retry.mutate()}>
            {t('runs.one.retry')}
          </Button>
        </DialogButtons>
      </Stack>
    </Dialog>
  );
}
