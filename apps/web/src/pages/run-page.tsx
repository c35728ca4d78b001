import { Button } from '@mantine/core';
import type { RunDetail } from '@muster/contract';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../console/client.ts';
import { groupOf, type TaskGroup } from '../features/runs/outcome.ts';
import { runQuery } from '../features/runs/queries.ts';
import { RunHead } from '../features/runs/run-head.tsx';
import { runName } from '../features/runs/run-words.tsx';
import { StepsDrawer } from '../features/runs/steps-drawer.tsx';
import { taskColumns } from '../features/runs/task-columns.tsx';
import { ListTable } from '../ui/list-table.tsx';
import { Failed, Loading, Nothing } from '../ui/load-state.tsx';
import { ScrollPage } from '../ui/scroll-page.tsx';

/** One run, task by task, while it runs and afterwards. */
export function RunPage() {
  const { t } = useTranslation();
  const { runId } = useParams({ from: '/inside/runs/$runId' });
  const { data, isError, error, refetch } = useQuery(runQuery(Number(runId)));
  if (data !== undefined) return <RunDetails detail={data} />;
  return (
    <ScrollPage title={t('runs.title')} head={null}>
      {isError ? (
        <Failed
          title={t('runs.one.failed')}
          sentence={sentenceOf(error)}
          again={{ label: t('runs.tryAgain'), act: () => void refetch() }}
        />
      ) : (
        <Loading label={t('runs.one.loading')} />
      )}
    </ScrollPage>
  );
}

function RunDetails({ detail: { run, tasks } }: { detail: RunDetail }) {
  const { t } = useTranslation();
  const { show, task } = useSearch({ from: '/inside/runs/$runId' });
  const navigate = useNavigate({ from: '/runs/$runId' });
  const onShow = (group: TaskGroup | undefined) =>
    void navigate({ search: (now) => ({ ...now, show: group }), replace: true });
  const onSteps = useCallback(
    (taskId: number | undefined) => void navigate({ search: (now) => ({ ...now, task: taskId }), replace: true }),
    [navigate],
  );
  const columns = useMemo(() => taskColumns(t, onSteps), [t, onSteps]);
  const shown = useMemo(
    () => (show === undefined ? tasks : tasks.filter((one) => groupOf(one) === show)),
    [tasks, show],
  );
  return (
    <ScrollPage title={runName(run, t)} head={<RunHead run={run} show={show} onShow={onShow} />}>
      {shown.length === 0 ? (
        <Nothing title={t('runs.one.noMatch')}>
          <Button variant="default" onClick={() => onShow(undefined)}>
            {t('runs.one.all')}
          </Button>
        </Nothing>
      ) : (
        <ListTable
          label={t('runs.one.tasks')}
          columns={columns}
          rows={shown}
          keyOf={(one) => one.id}
          more={(count) => t('runs.one.more', { count })}
        />
      )}
      <StepsDrawer taskId={task} onClose={() => onSteps(undefined)} />
    </ScrollPage>
  );
}
