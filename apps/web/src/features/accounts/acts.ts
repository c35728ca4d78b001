import type { BulkAct, BulkResult, RunRequest } from '@muster/contract';
import { bodyOf } from '@muster/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { muster } from '../../console/client.ts';
import { tell, tellError, tellWith } from '../../ui/toasts.tsx';

type Act = BulkAct['act'];

/** Acts on one account or many at once; a deletion can be taken back from where it is reported. */
export function useBulk(workspaceId: number) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const bulk = useMutation({
    mutationFn: async ({ selection, act }: Pick<BulkAct, 'selection' | 'act'>): Promise<BulkResult> =>
      bodyOf(await muster.POST('/api/v1/accounts/bulk', { body: { workspaceId, selection, act } })),
    onSuccess: (result, { act }) => {
      void queries.invalidateQueries({ queryKey: ['accounts'] });
      void queries.invalidateQueries({ queryKey: ['workspaces'] });
      const said = t(`accounts.done.${act.kind}`, { count: result.changed });
      if (act.kind !== 'delete' || result.changed === 0) tell(said);
      else {
        const undo = () => bulk.mutate({ selection: { ids: result.ids }, act: { kind: 'restore' } });
        tellWith(said, { label: t('accounts.undo'), act: undo });
      }
    },
    onError: tellError,
  });
  return bulk;
}

/** The switch in a row: no word is needed when it worked, since the switch shows it. */
export function useToggle(workspaceId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, enabled }: { id: number; enabled: boolean }) => {
      const act: Act = { kind: enabled ? 'enable' : 'disable' };
      return bodyOf(
        await muster.POST('/api/v1/accounts/bulk', { body: { workspaceId, selection: { ids: [id] }, act } }),
      );
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['accounts'] }),
    onError: tellError,
  });
}

/** Starts a script, and offers the way to what it does. */
export function useRun(workspaceId: number) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (request: Pick<RunRequest, 'script' | 'selection'>) =>
      bodyOf(await muster.POST('/api/v1/runs', { body: { workspaceId, ...request } })),
    onSuccess: ({ run }) => {
      void queries.invalidateQueries({ queryKey: ['runs'] });
      tellWith(t('accounts.runStarted', { run: run.id, count: run.counts.total }), {
        label: t('accounts.showRun'),
        act: () => void navigate({ to: '/runs/$runId', params: { runId: String(run.id) } }),
      });
    },
    onError: tellError,
  });
}
