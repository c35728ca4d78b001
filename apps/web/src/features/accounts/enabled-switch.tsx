import { Switch } from '@mantine/core';
import type { Account } from '@muster/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useToggle } from './acts.ts';

/** Enabled or disabled, changed where it is shown. While the console is asked it shows what was wanted. */
export function EnabledSwitch({ account }: { account: Account }) {
  const { t } = useTranslation();
  const toggle = useToggle(account.workspaceId);
  const [wanted, setWanted] = useState<boolean | null>(null);
  const shown = wanted ?? account.enabled;
  const change = (enabled: boolean) => {
    setWanted(enabled);
    toggle.mutate({ id: account.id, enabled }, { onSettled: () => setWanted(null) });
  };
  return (
    <Switch
      size="xs"
      checked={shown}
      onChange={(event) => change(event.currentTarget.checked)}
      label={t(shown ? 'accounts.enabled' : 'accounts.disabled')}
      aria-label={t('accounts.enabledOf', { username: account.username })}
      tabIndex={-1}
      data-cell-act
    />
  );
}
