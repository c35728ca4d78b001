import { ActionIcon, Menu, Stack, Text } from '@mantine/core';
import { IconDots, IconPhoto, IconPlugX, IconUsers } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import type { Device } from '@muster/contract';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { InlineText } from '../../ui/inline-text.tsx';
import type { ListColumn } from '../../ui/list-table.tsx';
import { AccountsCell } from './accounts-cell.tsx';
import { NowCell } from './now-cell.tsx';
import { editDevice } from './queries.ts';
import { StateCell } from './state-cell.tsx';

const LONGEST_LABEL = 40;
const LONGEST_GROUP = 60;

/** What is asked of a phone in a dialog. */
export interface DeviceAct {
  readonly kind: 'screen' | 'disconnect';
  readonly deviceId: number;
}

/** The columns of the table of phones. */
export function deviceColumns(
  t: TFunction,
  groups: readonly string[],
  onAct: (act: DeviceAct) => void,
): ListColumn<Device>[] {
  return [
    {
      id: 'label',
      title: t('devices.column.label'),
      track: '72px',
      bare: true,
      render: (device) => <Label device={device} />,
    },
    {
      id: 'state',
      title: t('devices.column.state'),
      track: 'minmax(124px, 1fr)',
      render: (device) => <StateCell device={device} />,
    },
    {
      id: 'now',
      title: t('devices.column.now'),
      track: 'minmax(180px, 1.3fr)',
      render: (device) => (device.busyWith === null && device.held.length === 0 ? null : <NowCell device={device} />),
    },
    {
      id: 'accounts',
      title: t('devices.column.accounts'),
      track: 'minmax(160px, 1.7fr)',
      render: (device) => <AccountsCell device={device} />,
    },
    { id: 'model', title: t('devices.column.model'), track: '112px', render: (device) => <Model device={device} /> },
    {
      id: 'address',
      title: t('devices.column.address'),
      track: '158px',
      render: (device) => <Address device={device} />,
    },
    {
      id: 'group',
      title: t('devices.column.group'),
      track: '96px',
      render: (device) => <Group device={device} groups={groups} />,
    },
    {
      id: 'menu',
      title: t('devices.column.menu'),
      titleHidden: true,
      track: '66px',
      bare: true,
      corner: true,
      render: (device) => <Acts device={device} onAct={onAct} />,
    },
  ];
}

function Label({ device }: { device: Device }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { label } = device;
  return (
    <InlineText
      value={label}
      editLabel={t('devices.edit', { value: label, what: t('devices.column.label').toLowerCase(), label })}
      fieldLabel={t('devices.labelField', { label })}
      maxLength={LONGEST_LABEL}
      onSave={async (text) => editDevice(queries, device, { label: text })}
    >
      <Text span fw={700}>
        {label}
      </Text>
    </InlineText>
  );
}

function Group({ device, groups }: { device: Device; groups: readonly string[] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { group, label } = device;
  const value = group ?? t('devices.nothing');
  return (
    <InlineText
      value={group ?? ''}
      editLabel={t('devices.edit', { value, what: t('devices.column.group').toLowerCase(), label })}
      fieldLabel={t('devices.groupField', { label })}
      maxLength={LONGEST_GROUP}
      suggestions={groups}
      onSave={async (text) => editDevice(queries, device, { group: text === '' ? null : text })}
    >
      <Text span size="sm" c={group === null ? 'dimmed' : undefined}>
        {value}
      </Text>
    </InlineText>
  );
}

function Model({ device: { model, androidVersion } }: { device: Device }) {
  const { t } = useTranslation();
  return (
    <Stack gap={0}>
      <Text size="sm">{model ?? t('devices.unknownModel')}</Text>
      {androidVersion !== null && (
        <Text size="xs" c="dimmed">
          {t('devices.android', { version: androidVersion })}
        </Text>
      )}
    </Stack>
  );
}

function Address({ device: { serial, transports } }: { device: Device }) {
  const { t } = useTranslation();
  return (
    <Stack gap={0}>
      <Text size="sm">{serial}</Text>
      {transports.map((transport) => (
        <Text key={`${transport.kind} ${transport.address}`} size="xs" c="dimmed">
          {transport.address === serial ? '' : `${transport.address} · `}
          {t(`devices.transport.${transport.kind}`)}
          {transport.state === 'online' ? '' : ` · ${t(`devices.state.${transport.state}`).toLowerCase()}`}
        </Text>
      ))}
    </Stack>
  );
}

function Acts({ device, onAct }: { device: Device; onAct: (act: DeviceAct) => void }) {
  const { t } = useTranslation();
  const { id, label } = device;
  return (
    <ActionIcon.Group>
      <ActionIcon
        variant="default"
        size={30}
        aria-label={t('devices.screenOf', { label })}
        title={t('devices.screenOf', { label })}
        onClick={() => onAct({ kind: 'screen', deviceId: id })}
      >
        <IconPhoto size={16} aria-hidden />
      </ActionIcon>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={t('devices.menuOf', { label })}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconUsers size={16} aria-hidden />}
            renderRoot={(props) => <Link to="/accounts" search={{ deviceId: id }} {...props} />}
          >
            {t('devices.accountsOf')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconPlugX size={16} aria-hidden />}
            onClick={() => onAct({ kind: 'disconnect', deviceId: id })}
          >
            {t('devices.disconnect')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </ActionIcon.Group>
  );
}
