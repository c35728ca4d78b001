import { Group, Text } from '@mantine/core';
import { IconBrandInstagram, IconBrandTiktok } from '@tabler/icons-react';
import { LoginStatus, type Device, type Network } from '@muster/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { TextLink } from '../../ui/links.tsx';
import { workspacesQuery } from '../accounts/queries.ts';
import classes from './accounts-cell.module.css';

const icons = { tiktok: IconBrandTiktok, instagram: IconBrandInstagram } satisfies Record<Network, unknown>;
const MOST_SHOWN = 6;

/** The accounts that live on a phone, each with its network and whether it is signed in. */
export function AccountsCell({ device }: { device: Device }) {
  const { t } = useTranslation();
  const { accounts } = device;
  if (accounts.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('devices.noAccounts')}
      </Text>
    );
  }
  const hidden = accounts.length - MOST_SHOWN;
  return (
    <Group gap={4}>
      {accounts.slice(0, MOST_SHOWN).map((account) => (
        <AccountBadge key={account.id} account={account} deviceId={device.id} />
      ))}
      {hidden > 0 && (
        <TextLink to="/accounts" search={{ deviceId: device.id }} size="xs">
          {t('devices.moreAccounts', { count: hidden })}
        </TextLink>
      )}
    </Group>
  );
}

function AccountBadge({ account, deviceId }: { account: Device['accounts'][number]; deviceId: number }) {
  const { t } = useTranslation();
  const { username, enabled } = account;
  const { data: workspaces } = useQuery(workspacesQuery);
  const workspace = workspaces?.find(({ network }) => network === account.network)?.id;
  const Icon = icons[account.network];
  const login = LoginStatus.safeParse(account.loginStatus).data ?? 'unknown';
  const words = {
    username: `@${username}`,
    network: t(`devices.network.${account.network}`),
    status: t(`accounts.login.${login}`),
  };
  const title = enabled ? t('devices.accountTitle', words) : t('devices.accountDisabled', words);
  return (
    <TextLink
      className={classes.badge}
      data-login={login}
      data-disabled={!enabled || undefined}
      to="/accounts"
      search={{ deviceId, workspace }}
      underline="never"
      title={title}
      aria-label={title}
    >
      <Icon size={14} aria-hidden />
      <span className={classes.name}>{username}</span>
      <span className={classes.dot} aria-hidden />
    </TextLink>
  );
}
