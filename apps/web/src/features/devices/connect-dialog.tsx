import { Alert, Button, Group, List, Stack, Text, Textarea, ThemeIcon } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { bodyOf } from '@muster/client';
import type { ConnectResult } from '@muster/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { muster, sentenceOf } from '../../console/client.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { readAddresses } from './addresses.ts';
import { devicesQuery } from './queries.ts';

type Result = ConnectResult['results'][number];

/** Connects phones by address; those that did not answer stay in the field, to be tried again. */
export function ConnectDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const connect = useMutation({
    mutationFn: async (addresses: string[]) =>
      bodyOf(await muster.POST('/api/v1/devices/connect', { body: { addresses } })).results,
    onSuccess: async (results) => {
      setText(results.flatMap((result) => (result.connected ? [] : [result.address])).join('\n'));
      await queries.invalidateQueries({ queryKey: devicesQuery.queryKey });
    },
  });

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    const addresses = readAddresses(text);
    setMissing(addresses.length === 0);
    if (addresses.length > 0) connect.mutate(addresses);
  }

  return (
    <Dialog opened onClose={onClose} title={t('devices.connectTitle')}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {connect.isError && (
            <Alert color="red" role="alert">
              {sentenceOf(connect.error)}
            </Alert>
          )}
          {connect.data !== undefined && !connect.isPending && <Results results={connect.data} />}
          <Textarea
            label={t('devices.addresses')}
            description={t('devices.addressesHint')}
            placeholder={'192.168.1.20:5555\n192.168.1.21:5555'}
            autosize
            minRows={4}
            maxRows={12}
            data-autofocus
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            error={missing ? t('devices.addressesMissing') : undefined}
          />
          <Group justify="space-between" align="center">
            <Text size="sm" c="dimmed" role="status">
              {connect.isPending ? t('devices.connecting') : ''}
            </Text>
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                {t('devices.close')}
              </Button>
              <Button type="submit" loading={connect.isPending}>
                {t('devices.connect')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

/** What came of each address; those that failed first. */
function Results({ results }: { results: readonly Result[] }) {
  const { t } = useTranslation();
  const connected = results.filter((result) => result.connected).length;
  const sorted = results.toSorted((one, other) => Number(one.connected) - Number(other.connected));
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600} role="status">
        {t('devices.connectedSome', { connected, total: results.length })}{' '}
        {connected < results.length && t('devices.connectRest')}
      </Text>
      <List
        aria-label={t('devices.connectResults')}
        tabIndex={0}
        size="sm"
        spacing={4}
        mah={220}
        style={{ overflow: 'auto' }}
        center
      >
        {sorted.map((result) => (
          <List.Item key={result.address} icon={<ResultIcon connected={result.connected} />}>
            <Text span size="sm" fw={500}>
              {result.address}
            </Text>
            {': '}
            {result.device === undefined
              ? (result.error?.message ?? t('devices.state.offline'))
              : t('devices.connectedAs', { label: result.device.label })}
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}

function ResultIcon({ connected }: { connected: boolean }) {
  return (
    <ThemeIcon size={18} radius="xl" color={connected ? 'green' : 'red'} aria-hidden>
      {connected ? <IconCheck size={12} /> : <IconX size={12} />}
    </ThemeIcon>
  );
}
