import { Alert, Button, Group, Loader, Stack, Text, Title } from '@mantine/core';
import type { Account, AccountSort, Workspace } from '@muster/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../console/client.ts';
import { AccountDialog, type OpenDialog } from '../features/accounts/account-dialog.tsx';
import { useBulk, useRun } from '../features/accounts/acts.ts';
import { BulkBar } from '../features/accounts/bulk-bar.tsx';
import { accountColumns } from '../features/accounts/columns.tsx';
import { Filters } from '../features/accounts/filters.tsx';
import {
  devicesQuery,
  idsBetween,
  selectionOf,
  windowQuery,
  workspacesQuery,
  type AccountView,
} from '../features/accounts/queries.ts';
import type { RowAct } from '../features/accounts/row-menu.tsx';
import { Toolbar, WorkspaceSwitch } from '../features/accounts/toolbar.tsx';
import { countOf, DataGrid, MOST_ROWS, nothing, useWindows, type Selection } from '../grid/index.ts';
import type { AccountsSearch } from './accounts-search.ts';

const route = getRouteApi('/inside/accounts');

export function AccountsPage() {
  const { t } = useTranslation();
  const workspaces = useQuery(workspacesQuery);
  const search = route.useSearch();
  const workspace = workspaces.data?.find(({ id }) => id === search.workspace) ?? workspaces.data?.[0];

  if (workspaces.isError) {
    return (
      <Alert color="red" role="alert">
        {sentenceOf(workspaces.error)}
      </Alert>
    );
  }
  if (workspace === undefined) return <Loader aria-label={t('accounts.loading')} />;
  return (
    <WorkspaceAccounts key={workspace.id} workspace={workspace} workspaces={workspaces.data ?? []} search={search} />
  );
}

interface WorkspaceAccountsProps {
  readonly workspace: Workspace;
  readonly workspaces: readonly Workspace[];
  readonly search: AccountsSearch;
}

function WorkspaceAccounts({ workspace, workspaces, search }: WorkspaceAccountsProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = route.useNavigate();
  const devices = useQuery(devicesQuery).data ?? [];
  const view = useView(workspace.id, search);
  const rows = useWindows<Account>(useCallback((offset: number) => windowQuery(view, offset), [view]));
  const [chosen, setSelection] = useState<Selection>(nothing);
  const viewKey = JSON.stringify(view.filter);
  const [selectedIn, setSelectedIn] = useState(viewKey);
  // "All" means all that this filter matches: with another filter it would mean other rows.
  const selection = chosen.kind === 'all' && selectedIn !== viewKey ? nothing : chosen;
  const select = (next: Selection) => {
    setSelection(next);
    setSelectedIn(viewKey);
  };
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const bulk = useBulk(workspace.id);
  const run = useRun(workspace.id);

  const total = rows.total ?? 0;
  const selected = countOf(selection, total);
  const isFiltered = viewKey !== '{}';
  const chosenRows = selectionOf(selection, view);

  const write = (change: Partial<AccountsSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const onSort = (by: AccountSort) =>
    write({ sort: by, order: view.sort === by && view.order === 'asc' ? 'desc' : 'asc' });

  const { mutate: doBulk } = bulk;
  const { mutate: doRun } = run;
  const onAct = useCallback(
    ({ kind, account }: RowAct) => {
      const one = { ids: [account.id] };
      if (kind === 'login') doRun({ script: 'login', selection: one });
      else if (kind === 'delete') doBulk({ selection: one, act: { kind: 'delete' } });
      else if (kind === 'toggle') doBulk({ selection: one, act: { kind: account.enabled ? 'disable' : 'enable' } });
      else setDialog({ kind, account });
    },
    [doBulk, doRun],
  );
  const columns = useMemo(() => accountColumns(workspace.network, t, onAct), [workspace.network, t, onAct]);

  return (
    <Stack gap="sm" style={{ flex: 1, minHeight: 0 }}>
      <Group justify="space-between" gap="xs">
        <Group gap="md">
          <Title order={1} size="h3">
            {t('accounts.title')}
          </Title>
          <WorkspaceSwitch
            workspaces={workspaces}
            value={workspace.id}
            onChange={(id) => void navigate({ search: { workspace: id } })}
          />
          <Text size="sm" c="dimmed" role="status">
            {rows.total !== null && t(isFiltered ? 'accounts.countFiltered' : 'accounts.count', { count: total })}
            {total > MOST_ROWS && ` · ${t('accounts.tooMany', { shown: MOST_ROWS })}`}
          </Text>
        </Group>
        <Toolbar
          workspace={workspace}
          selected={selected}
          busy={run.isPending}
          onAdd={() => setDialog({ kind: 'add' })}
          onImport={() => setDialog({ kind: 'import' })}
          onExport={() => setDialog({ kind: 'export' })}
          onRun={(script) => doRun({ script, selection: selected === 0 ? { all: true } : chosenRows })}
        />
      </Group>
      <Filters
        filter={view.filter}
        devices={devices}
        tags={tagsInSight(rows.at, total)}
        onFilter={(change) => write(change)}
      />
      {selected > 0 && (
        <BulkBar
          count={selected}
          devices={devices}
          busy={bulk.isPending}
          onAct={(act) =>
            doBulk({ selection: chosenRows, act }, { onSuccess: () => act.kind === 'delete' && select(nothing) })
          }
          onClear={() => select(nothing)}
        />
      )}
      {rows.error !== null && (
        <Alert color="red" role="alert" title={t('accounts.failed')}>
          {sentenceOf(rows.error)}
        </Alert>
      )}
      <DataGrid
        label={t('accounts.title')}
        columns={columns}
        rows={rows}
        view={JSON.stringify(view)}
        sort={{ by: view.sort, order: view.order }}
        onSort={onSort}
        selection={selection}
        onSelect={select}
        idsBetween={(first, last) => idsBetween(queries, view, first, last)}
        onOpen={(account) => setDialog({ kind: 'edit', account })}
        openBy="username"
        selectLabel={({ username }) => t('accounts.select', { username })}
        selectAllLabel={t('accounts.selectAll')}
        empty={
          <Empty
            filtered={isFiltered}
            onClear={() => void navigate({ search: { workspace: workspace.id }, replace: true })}
          />
        }
      />
      <Text size="xs" c="dimmed" visibleFrom="sm">
        {t('accounts.keys')}
      </Text>
      {dialog !== null && (
        <AccountDialog
          dialog={dialog}
          workspace={workspace}
          exported={{ selected, selection: chosenRows, matching: total, filter: isFiltered ? view.filter : null }}
          onClose={() => setDialog(null)}
        />
      )}
    </Stack>
  );
}

function Empty({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack align="center" gap="xs" py="xl">
      <Text fw={600}>{t(filtered ? 'accounts.noMatch' : 'accounts.empty')}</Text>
      {filtered ? (
        <Button variant="light" onClick={onClear}>
          {t('accounts.clearFilters')}
        </Button>
      ) : (
        <Text c="dimmed">{t('accounts.emptyText')}</Text>
      )}
    </Stack>
  );
}

/** What the address says, as the console is asked for it; the same object while it says the same. */
function useView(workspaceId: number, address: AccountsSearch): AccountView {
  const { search, enabled, login, deviceId, assigned, tag, sort = 'id', order = 'asc' } = address;
  return useMemo(() => {
    const filter = Object.entries({ search, enabled, login, deviceId, assigned, tag });
    const present = filter.filter(([, value]) => value !== undefined);
    return { workspaceId, filter: Object.fromEntries(present), sort, order };
  }, [workspaceId, search, enabled, login, deviceId, assigned, tag, sort, order]);
}

const ROWS_WITH_TAGS = 400;

/** Tags to choose from: those of the rows that are loaded near the top. */
function tagsInSight(at: (index: number) => Account | undefined, total: number): string[] {
  const tags = new Set<string>();
  for (let index = 0; index < Math.min(total, ROWS_WITH_TAGS); index += 1) {
    for (const tag of at(index)?.tags ?? []) tags.add(tag);
  }
  return [...tags].sort((a, b) => a.localeCompare(b));
}
