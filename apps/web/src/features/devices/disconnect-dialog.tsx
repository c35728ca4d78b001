import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { bodyOf } from '@muster/client';
import type { Device } from '@muster/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { muster, sentenceOf } from '../../console/client.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { tell } from '../../ui/toasts.tsx';
import { devicesQuery } from './queries.ts';

export function DisconnectDialog({ device, onClose }: { device: Device; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { label } = device;
  const disconnect = useMutation({
    mutationFn: async () =>
      bodyOf(await muster.POST('/api/v1/devices/{id}/disconnect', { params: { path: { id: device.id } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: devicesQuery.queryKey });
      tell(t('devices.disconnected', { label }));
      onClose();
    },
  });
  return (
    <Dialog opened narrow onClose={onClose} title={t('devices.disconnectOf', { label })}>
      <Stack>
        {disconnect.isError && (
          <Alert color="red" role="alert">
            {sentenceOf(disconnect.error)}
          </Alert>
        )}
        <Text size="sm">{t('devices.disconnectText')}</Text>
        {device.busyWith !== null && <Alert color="yellow">{t('devices.disconnectBusy')}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('devices.cancel')}
          </Button>
          <Button color="red" loading={disconnect.isPending} onClick={() => disconnect.mutate()}>
            {t('devices.disconnect')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
