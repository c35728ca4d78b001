import { Badge, Group, Text, Tooltip } from '@mantine/core';
import type { Account, AccountSort, Figures, Health, LoginStatus, Network } from '@muster/contract';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { GridColumn } from '../../grid/index.ts';
import { shortTime, wholeNumber, wholeTime } from '../../ui/format.ts';
import { EnabledSwitch } from './enabled-switch.tsx';
import { hasFigures } from './queries.ts';
import { RowMenu, type RowAct } from './row-menu.tsx';

export type AccountColumn = GridColumn<Account, AccountSort>;

const loginColors: Readonly<Record<LoginStatus, string>> = {
  signed_in: 'green',
  signed_out: 'gray',
  challenged: 'orange',
  suspended: 'red',
  unknown: 'gray',
};
const healthColors: Readonly<Record<Health, string>> = {
  needs_person: 'red',
  signed_out: 'orange',
  secret_missing: 'orange',
  phone_offline: 'yellow',
  not_seen: 'gray',
  figures_stale: 'gray',
  disabled: 'gray',
  well: 'green',
};

const counted = ['followers', 'following', 'hearts', 'videos', 'friends'] as const;

/** The columns of the grid "Accounts" for a network. */
export function accountColumns(network: Network, t: TFunction, onAct: (act: RowAct) => void): AccountColumn[] {
  return [
    {
      id: 'username',
      title: t('accounts.column.username'),
      track: 'minmax(170px, 1.4fr)',
      sort: 'username',
      pinned: 'start',
      render: (account) => <Username account={account} />,
    },
    {
      id: 'email',
      title: t('accounts.column.email'),
      track: 'minmax(170px, 1.6fr)',
      sort: 'email',
      render: ({ email }) => <Plain text={email} />,
    },
    {
      id: 'login',
      title: t('accounts.column.login'),
      track: '128px',
      sort: 'login',
      render: ({ loginStatus, loginSeenAt }) => (
        <Badge
          variant="light"
          color={loginColors[loginStatus]}
          tt="none"
          fw={500}
          title={loginSeenAt === null ? undefined : t('accounts.seenAt', { at: wholeTime(loginSeenAt) })}
        >
          {t(`accounts.login.${loginStatus}`)}
        </Badge>
      ),
    },
    {
      id: 'status',
      title: t('accounts.column.status'),
      track: '116px',
      sort: 'status',
      render: (account) => <EnabledSwitch key={account.id} account={account} />,
    },
    {
      id: 'device',
      title: t('accounts.column.device'),
      track: '88px',
      sort: 'device',
      render: ({ device }) =>
        device === null ? (
          <Plain text={null} />
        ) : (
          <Badge variant="outline" color={device.state === 'online' ? 'teal' : 'gray'} tt="none" title={device.state}>
            {device.label}
          </Badge>
        ),
    },
    {
      id: 'health',
      title: t('accounts.column.health'),
      track: '132px',
      render: (account, { active }) => <HealthBadge account={account} active={active} />,
    },
    {
      id: 'tags',
      title: t('accounts.column.tags'),
      track: 'minmax(110px, 1fr)',
      render: ({ tags }) => <Tags tags={tags} />,
    },
    ...(hasFigures(network) ? counted.map((name) => figureColumn(name, t)) : []),
    {
      id: 'updated',
      title: t('accounts.column.updated'),
      track: '104px',
      sort: 'updated',
      render: ({ updatedAt }) => (
        <Text size="sm" c="dimmed" title={wholeTime(updatedAt)}>
          {shortTime(updatedAt)}
        </Text>
      ),
    },
    {
      id: 'menu',
      title: t('accounts.column.menu'),
      track: '48px',
      pinned: 'end',
      render: (account) => <RowMenu key={account.id} account={account} onAct={onAct} />,
    },
  ];
}

function figureColumn(name: (typeof counted)[number], t: TFunction): AccountColumn {
  return {
    id: name,
    title: t(`accounts.column.${name}`),
    track: '96px',
    align: 'end',
    ...(name === 'followers' ? { sort: name } : {}),
    render: ({ figures }) => <Figure figures={figures} name={name} />,
  };
}

/** A number as it was read; a dash says that nobody knows, which is not zero. */
function Figure({ figures, name }: { figures: Figures | null; name: (typeof counted)[number] }) {
  const value = figures?.[name] ?? null;
  if (figures === null || value === null) return <Plain text={null} />;
  const about = figures.rounded.includes(name);
  const read = figures.readAt === null ? undefined : wholeTime(figures.readAt);
  return (
    <span title={read}>
      {about && '≈ '}
      {wholeNumber(value)}
    </span>
  );
}

/**
 * The word and its reason: for a pointer as the browser shows titles, for the keyboard as a tooltip, for a screen reader
 * as text. A tooltip for each row would make a screen of rows twice as slow.
 */
function HealthBadge({ account, active }: { account: Account; active: boolean }) {
  const { t } = useTranslation();
  const { health, healthReason } = account;
  const badge = (
    <Badge variant="dot" color={healthColors[health]} tt="none" fw={500} title={healthReason}>
      {t(`accounts.health.${health}`)}
      <span className="visually-hidden">: {healthReason}</span>
    </Badge>
  );
  if (!active) return badge;
  return (
    <Tooltip label={healthReason} opened multiline maw={280}>
      {badge}
    </Tooltip>
  );
}

function Username({ account }: { account: Account }) {
  const nickname = account.figures?.nickname ?? '';
  return (
    <Group gap={6} wrap="nowrap" miw={0} style={{ cursor: 'pointer' }}>
      <Text size="sm" fw={500} truncate title={account.username}>
        {account.username}
      </Text>
      {nickname !== '' && (
        <Text size="xs" c="dimmed" truncate>
          {nickname}
        </Text>
      )}
    </Group>
  );
}

function Tags({ tags }: { tags: readonly string[] }) {
  return (
    <Group gap={4} wrap="nowrap" title={tags.join(', ')}>
      {tags.map((tag) => (
        <Badge key={tag} variant="default" tt="none" fw={400} radius="sm">
          {tag}
        </Badge>
      ))}
    </Group>
  );
}

function Plain({ text }: { text: string | null }) {
  if (text === null || text === '') {
    return (
      <Text size="sm" c="dimmed">
        –
      </Text>
    );
  }
  return (
    <Text size="sm" truncate title={text}>
      {text}
    </Text>
  );
}
