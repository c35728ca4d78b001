import { Badge, Text } from '@mantine/core';
import type { Device, DeviceState } from '@muster/contract';
import { useTranslation } from 'react-i18next';
import { shortTime, wholeTime } from '../../ui/format.ts';

const colors: Readonly<Record<DeviceState, string>> = {
  online: 'green',
  unresponsive: 'orange',
  offline: 'gray',
  unauthorized: 'orange',
  no_permission: 'orange',
  connecting: 'blue',
  conflict: 'red',
  not_seen_yet: 'gray',
};

/** The state of a phone; unless it is online, since when, and what to do about it. */
export function StateCell({ device }: { device: Pick<Device, 'state' | 'remedy' | 'lastSeenAt'> }) {
  const { t } = useTranslation();
  return (
    <>
      <Badge variant="light" color={colors[device.state]} tt="none" fw={500}>
        {t(`devices.state.${device.state}`)}
      </Badge>
      {device.state !== 'online' && device.lastSeenAt !== null && (
        <Text size="xs" title={wholeTime(device.lastSeenAt)}>
          {t('devices.lastSeen', { at: shortTime(device.lastSeenAt) })}
        </Text>
      )}
      {device.remedy !== null && (
        <Text size="xs" c="dimmed" mt={2}>
          {device.remedy}
        </Text>
      )}
    </>
  );
}
