import { Button } from '@mantine/core';
import type { Device } from '@muster/contract';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../console/client.ts';
import { deviceColumns, type DeviceAct } from '../features/devices/columns.tsx';
import { ConnectDialog } from '../features/devices/connect-dialog.tsx';
import { DisconnectDialog } from '../features/devices/disconnect-dialog.tsx';
import { groupsOf, matching } from '../features/devices/filter.ts';
import { NoDevices } from '../features/devices/no-devices.tsx';
import { devicesQuery } from '../features/devices/queries.ts';
import { ScreenDialog } from '../features/devices/screen-dialog.tsx';
import { DevicesToolbar } from '../features/devices/toolbar.tsx';
import { ListTable } from '../ui/list-table.tsx';
import { Failed, Loading, Nothing } from '../ui/load-state.tsx';
import { ScrollPage } from '../ui/scroll-page.tsx';

type Asked = DeviceAct | { readonly kind: 'connect' } | null;

const none: readonly Device[] = [];

/** The phones: who is well, who waits for a person, who lives where. */
export function DevicesPage() {
  const { t } = useTranslation();
  const filter = useSearch({ from: '/inside/devices' });
  const navigate = useNavigate({ from: '/devices' });
  const [asked, setAsked] = useState<Asked>(null);
  const { data, isError, error, refetch } = useQuery(devicesQuery);
  const devices = data ?? none;
  const shown = useMemo(() => matching(devices, filter), [devices, filter]);
  const connect = () => setAsked({ kind: 'connect' });
  const refilter = (change: typeof filter) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true });

  return (
    <ScrollPage
      title={t('devices.title')}
      head={
        <DevicesToolbar
          devices={devices}
          shown={shown.length}
          filter={filter}
          onFilter={refilter}
          onConnect={connect}
        />
      }
    >
      {isError && data === undefined ? (
        <Failed
          title={t('devices.failed')}
          sentence={sentenceOf(error)}
          again={{ label: t('devices.tryAgain'), act: () => void refetch() }}
        />
      ) : data === undefined ? (
        <Loading label={t('devices.loading')} />
      ) : data.length === 0 ? (
        <NoDevices onConnect={connect} />
      ) : shown.length === 0 ? (
        <Nothing title={t('devices.noMatch')}>
          <Button variant="default" onClick={() => void navigate({ search: {}, replace: true })}>
            {t('devices.clearFilters')}
          </Button>
        </Nothing>
      ) : (
        <Phones all={devices} shown={shown} onAct={setAsked} />
      )}
      <Dialogs asked={asked} devices={devices} onClose={() => setAsked(null)} />
    </ScrollPage>
  );
}

interface PhonesProps {
  readonly all: readonly Device[];
  readonly shown: readonly Device[];
  readonly onAct: (act: DeviceAct) => void;
}

function Phones({ all, shown, onAct }: PhonesProps) {
  const { t } = useTranslation();
  const groups = groupsOf(all).join('\n');
  const columns = useMemo(() => deviceColumns(t, groups === '' ? [] : groups.split('\n'), onAct), [t, groups, onAct]);
  return (
    <ListTable
      label={t('devices.title')}
      columns={columns}
      rows={shown}
      keyOf={(device) => device.id}
      more={(count) => t('devices.more', { count })}
    />
  );
}

function Dialogs({ asked, devices, onClose }: { asked: Asked; devices: readonly Device[]; onClose: () => void }) {
  if (asked === null) return null;
  if (asked.kind === 'connect') return <ConnectDialog onClose={onClose} />;
  const device = devices.find((one) => one.id === asked.deviceId);
  if (device === undefined) return null;
  return asked.kind === 'screen' ? (
    <ScreenDialog device={device} onClose={onClose} />
  ) : (
    <DisconnectDialog device={device} onClose={onClose} />
  );
}
