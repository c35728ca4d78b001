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
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** What can be done with one account from its row. */
export interface RowAct {
  readonly kind: 'edit' | 'login' | 'toggle' | 'code' | 'reveal' | 'history' | 'delete';
  readonly account: Account;
}

export interface RowMenuProps {
  readonly account: Account;
  readonly onAct: (act: RowAct) => void;
}

/** The button of a row's menu; the menu itself is made when it is first opened, for a screen shows forty of them. */
export function RowMenu({ account, onAct }: RowMenuProps) {
  const { t } = useTranslation();
  const [made, setMade] = useState(false);
  const [opened, setOpened] = useState(false);
  const open = () => {
    setMade(true);
    setOpened(true);
  };
  const button = (
    <ActionIcon
      variant="subtle"
      color="gray"
      tabIndex={-1}
      data-cell-act
      aria-label={t('accounts.menuOf', { username: account.username })}
      aria-haspopup="menu"
      onClick={made ? undefined : open}
    >
      <IconDots {...icon} />
    </ActionIcon>
  );
  if (!made) return button;
  return (
    <Menu position="bottom-end" width={180} withinPortal opened={opened} onChange={setOpened}>
      <Menu.Target>{button}</Menu.Target>
      <Items account={account} onAct={onAct} />
    </Menu>
  );
}

const icon = { size: 16, 'aria-hidden': true } as const;

function Items({ account, onAct }: RowMenuProps) {
  const { t } = useTranslation();
  const act = (kind: RowAct['kind']) => () => onAct({ kind, account });
  return (
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
  );
}
