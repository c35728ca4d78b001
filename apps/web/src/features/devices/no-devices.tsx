import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Nothing } from '../../ui/load-state.tsx';

/** How the first phone gets in. */
export function NoDevices({ onConnect }: { onConnect: () => void }) {
  const { t } = useTranslation();
  return (
    <Nothing title={t('devices.empty')}>
      <Stack gap="xs" ta="left">
        <Text>{t('devices.emptyUsb')}</Text>
        <Text>{t('devices.emptyWifi')}</Text>
        <Text>{t('devices.emptyCloud')}</Text>
      </Stack>
      <Button onClick={onConnect}>{t('devices.connect')}</Button>
    </Nothing>
  );
}
