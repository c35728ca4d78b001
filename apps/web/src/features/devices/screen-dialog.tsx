import { Alert, Button, Center, Group, Image, Loader, Stack, Switch, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../../console/client.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { wholeTime } from '../../ui/format.ts';
import { takeScreenshot } from './queries.ts';

const REFRESH_EVERY_MS = 2000;

interface ScreenDialogProps {
  readonly device: { readonly id: number; readonly label: string };
  readonly onClose: () => void;
}

/** A picture of a phone's screen, taken anew on request or every two seconds. */
export function ScreenDialog({ device, onClose }: ScreenDialogProps) {
  const { t } = useTranslation();
  const { id, label } = device;
  const [keepRefreshing, setKeepRefreshing] = useState(false);
  const screen = useQuery({
    queryKey: ['screen', id],
    queryFn: async ({ signal }) => ({ png: await takeScreenshot(id, signal), at: new Date().toISOString() }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchInterval: keepRefreshing ? REFRESH_EVERY_MS : false,
  });
  const at = screen.data === undefined ? '' : wholeTime(screen.data.at);

  return (
    <Dialog opened narrow onClose={onClose} title={t('devices.screenOf', { label })}>
      <Stack>
        {screen.isError && (
          <Alert color="red" role="alert">
            {sentenceOf(screen.error)}
          </Alert>
        )}
        {screen.data === undefined ? (
          screen.isFetching && (
            <Center py="xl" role="status">
              <Group gap="sm">
                <Loader size="sm" aria-hidden />
                <Text c="dimmed">{t('devices.screenLoading')}</Text>
              </Group>
            </Center>
          )
        ) : (
          <Image
            src={screen.data.png}
            alt={t('devices.screenAlt', { label, at })}
            mah="60vh"
            fit="contain"
            radius="md"
            bg="var(--mantine-color-default-hover)"
          />
        )}
        <Group justify="space-between">
          <Text size="xs" c="dimmed">
            {at === '' ? '' : t('devices.screenTaken', { at })}
          </Text>
          <Button
            variant="default"
            size="xs"
            leftSection={screen.isFetching ? <Loader size={14} aria-hidden /> : <IconRefresh size={14} aria-hidden />}
            onClick={() => void screen.refetch()}
          >
            {t('devices.refresh')}
          </Button>
        </Group>
        <Switch
          label={t('devices.keepRefreshing')}
          checked={keepRefreshing}
          onChange={(event) => setKeepRefreshing(event.currentTarget.checked)}
        />
      </Stack>
    </Dialog>
  );
}
