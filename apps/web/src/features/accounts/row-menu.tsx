import { ActionIcon, Menu } from '@mantine/core';
import type { Account } from '@muster/contract';
import {
  IconDots,
  IconEye,
  IconHistory,
  IconKey,
  IconPencil,
  IconPlayerPlay,
  IconToggleLeft,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** What can be done with one account from its row. */
export interface RowAct {
  readonly kind: 'edit' | 'login' | 'toggle' | 'code' | 'reveal' | 'history' | 'delete';
  readonly account: Account;
}

export function RowMenu({ account, onAct }: { account: Account; onAct: (act: RowAct) => void }) {
  const { t } = useTranslation();
  const act = (kind: RowAct['kind']) => () => onAct({ kind, account });
  const icon = { size: 16, 'aria-hidden': true } as const;
  return (
    <Menu position="bottom-end" width={180} withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          tabIndex={-1}
          data-cell-act
          aria-label={t('accounts.menuOf', { username: account.username })}
        >
          <IconDots {...icon} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil {...icon} />} onClick={act('edit')}>
          {t('accounts.menu.edit')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPlayerPlay {...icon} />} onClick={act('login')} disabled={!account.enabled}>
          {t('accounts.menu.login')}
        </Menu.Item>
        <Menu.Item leftSection={<IconToggleLeft {...icon} />} onClick={act('toggle')}>
          {t(account.enabled ? 'accounts.menu.disable' : 'accounts.menu.enable')}
        </Menu.Item>
        <Menu.Divider />
        {account.hasTotp && (
          <Menu.Item leftSection={<IconKey {...icon} />} onClick={act('code')}>
            {t('accounts.menu.code')}
          </Menu.Item>
        )}
        {(account.hasPassword || account.hasTotp) && (
          <Menu.Item leftSection={<IconEye {...icon} />} onClick={act('reveal')}>
            {t('accounts.menu.reveal')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconHistory {...icon} />} onClick={act('history')}>
          {t('accounts.menu.history')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<IconTrash {...icon} />} onClick={act('delete')}>
          {t('accounts.menu.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
