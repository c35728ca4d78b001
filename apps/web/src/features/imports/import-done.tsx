import { Alert, Button, List, Stack } from '@mantine/core';
import type { ImportPlan } from '@muster/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../../console/client.ts';
import { DialogButtons } from '../../ui/dialog.tsx';
import { undoImport } from './calls.ts';

/** The report of an import, with the way to take it back. */
export function ImportDone({ plan, onClose }: { plan: ImportPlan; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const undo = useMutation({
    mutationFn: () => undoImport(plan.id),
    onSuccess: () => {
      for (const word of ['accounts', 'workspaces', 'devices']) void queries.invalidateQueries({ queryKey: [word] });
    },
  });
  return (
    <Stack gap="sm">
      {undo.isSuccess ? (
        <Alert color="blue" role="status" title={t('imports.undone', { count: undo.data.undone })}>
          {undo.data.refused.length > 0 && (
            <List size="sm">
              {undo.data.refused.map(({ accountId, username, reason }) => (
                <List.Item key={accountId}>{t(`imports.refused.${reason}`, { username })}</List.Item>
              ))}
            </List>
          )}
        </Alert>
      ) : (
        <Alert color="green" role="status">
          {t('imports.applied', { new: plan.counts.new, changed: plan.counts.changed })}
        </Alert>
      )}
      {undo.isError && (
        <Alert color="red" role="alert">
          {sentenceOf(undo.error)}
        </Alert>
      )}
      <DialogButtons>
        {!undo.isSuccess && (
          <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
            {t('imports.undo')}
          </Button>
        )}
        <Button onClick={onClose} data-autofocus>
          {t('imports.done')}
        </Button>
      </DialogButtons>
    </Stack>
  );
}
