import { Button, Center, Group, Select, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../console/client.ts';
import { workspacesQuery } from '../features/accounts/queries.ts';
import { runColumns } from '../features/runs/columns.tsx';
import { runsQuery } from '../features/runs/queries.ts';
import { ButtonLink } from '../ui/links.tsx';
import { ListTable } from '../ui/list-table.tsx';
import { Failed, Loading, Nothing } from '../ui/load-state.tsx';
import { ScrollPage } from '../ui/scroll-page.tsx';

/** What was run, the newest first. */
export function RunsPage() {
  const { t } = useTranslation();
  const { workspace } = useSearch({ from: '/inside/runs' });
  return (
    <ScrollPage title={t('runs.title')} head={<Head workspace={workspace} />}>
      <Runs workspace={workspace} />
    </ScrollPage>
  );
}

const ALL = 'all';

function Head({ workspace }: { workspace: number | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/runs' });
  const { data: workspaces = [] } = useQuery(workspacesQuery);
  return (
    <Group justify="space-between" gap="xs" mb="sm">
      <Title order={1} size="h3">
        {t('runs.title')}
      </Title>
      <Select
        aria-label={t('runs.workspaceFilter')}
        w={190}
        allowDeselect={false}
        value={workspace === undefined ? ALL : String(workspace)}
        onChange={(value) =>
          void navigate({ search: { workspace: value === ALL ? undefined : Number(value) }, replace: true })
        }
        data={[
          { value: ALL, label: t('runs.anyWorkspace') },
          ...workspaces.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
      />
    </Group>
  );
}

function Runs({ workspace }: { workspace: number | undefined }) {
  const { t } = useTranslation();
  const { data, isError, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    runsQuery(workspace),
  );
  const columns = useMemo(() => runColumns(t), [t]);
  const runs = useMemo(() => data?.pages.flatMap((page) => page.runs) ?? [], [data]);

  if (isError && data === undefined) {
    const again = { label: t('runs.tryAgain'), act: () => void refetch() };
    return <Failed title={t('runs.failed')} sentence={sentenceOf(error)} again={again} />;
  }
  if (data === undefined) return <Loading label={t('runs.loading')} />;
  if (runs.length === 0) {
    return (
      <Nothing title={workspace === undefined ? t('runs.empty') : t('runs.noMatch')}>
        <Text>{t('runs.emptyText')}</Text>
        <ButtonLink to="/accounts" variant="default">
          {t('runs.toAccounts')}
        </ButtonLink>
      </Nothing>
    );
  }
  return (
    <>
      <ListTable
        label={t('runs.title')}
        columns={columns}
        rows={runs}
        keyOf={(run) => run.id}
        more={(count) => t('runs.one.more', { count })}
      />
      {hasNextPage && (
        <Center py="md">
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('runs.more')}
          </Button>
        </Center>
      )}
    </>
  );
}
