import { Button, Group, Select, Tabs, Tooltip } from '@mantine/core';
import type { Workspace } from '@muster/contract';
import { IconDownload, IconPlayerPlay, IconPlus, IconUpload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { hasFigures } from './queries.ts';

/** More workspaces than this do not fit beside each other. */
const MOST_TABS = 5;

export interface ToolbarProps {
  readonly workspace: Workspace;
  readonly selected: number;
  readonly onAdd: () => void;
  readonly onImport: () => void;
  readonly onExport: () => void;
  readonly onRun: (script: 'login' | 'match' | 'sync') => void;
  readonly busy: boolean;
}

/** The page's buttons; those that run a script act on what is selected. */
export function Toolbar({ workspace, selected, busy, ...on }: ToolbarProps) {
  const { t } = useTranslation();
  const icon = { size: 16, 'aria-hidden': true } as const;
  const hint = selected === 0 ? t('accounts.loginHint') : null;
  return (
    <Group gap="xs">
      <Button leftSection={<IconPlus {...icon} />} onClick={on.onAdd}>
        {t('accounts.add')}
      </Button>
      <Button variant="default" leftSection={<IconUpload {...icon} />} onClick={on.onImport}>
        {t('accounts.import')}
      </Button>
      <Button variant="default" leftSection={<IconDownload {...icon} />} onClick={on.onExport}>
        {t('accounts.export')}
      </Button>
      <Tooltip label={hint} disabled={hint === null}>
        <Button
          variant={selected === 0 ? 'default' : 'filled'}
          leftSection={<IconPlayerPlay {...icon} />}
          data-disabled={selected === 0 || undefined}
          aria-disabled={selected === 0}
          loading={busy}
          onClick={() => {
            if (selected > 0) on.onRun('login');
          }}
        >
          {t('accounts.loginButton')}
        </Button>
      </Tooltip>
      <Button variant="default" onClick={() => on.onRun('match')} disabled={busy}>
        {t('accounts.match')}
      </Button>
      {hasFigures(workspace.network) && (
        <Button variant="default" onClick={() => on.onRun('sync')} disabled={busy}>
          {t('accounts.sync')}
        </Button>
      )}
    </Group>
  );
}

export interface WorkspaceSwitchProps {
  readonly workspaces: readonly Workspace[];
  readonly value: number;
  readonly onChange: (workspaceId: number) => void;
}

export function WorkspaceSwitch({ workspaces, value, onChange }: WorkspaceSwitchProps) {
  const { t } = useTranslation();
  const shared = { 'aria-label': t('accounts.workspace'), value: String(value) };
  const choose = (id: string | null) => {
    if (id !== null) onChange(Number(id));
  };
  if (workspaces.length > MOST_TABS) {
    const data = workspaces.map(({ id, name }) => ({ value: String(id), label: name }));
    return <Select {...shared} data={data} searchable onChange={choose} allowDeselect={false} />;
  }
  return (
    <Tabs value={shared.value} onChange={choose} variant="pills">
      <Tabs.List aria-label={shared['aria-label']}>
        {workspaces.map(({ id, name }) => (
          <Tabs.Tab key={id} value={String(id)}>
            {name}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}
