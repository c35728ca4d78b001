import { Stack, Text } from '@mantine/core';
import { PersonReason, type Device } from '@muster/contract';
import { useTranslation } from 'react-i18next';
import { HeldButtons } from '../runs/held-buttons.tsx';
import { shortTime, wholeTime } from '../../ui/format.ts';
import { appName } from './app-name.ts';

/** An app of a phone that waits for a person: why, since when, and the two answers. */
export function HeldApp({ held, label }: { held: Device['held'][number]; label: string }) {
  const { t } = useTranslation();
  const reason = PersonReason.safeParse(held.reason).data ?? 'other';
  const app = appName(held.package);
  return (
    <Stack gap={4} align="flex-start">
      <Text size="sm" component="div">
        <Text span fw={600} size="sm">
          {t('devices.heldApp', { app })}
        </Text>
        {': '}
        {t(`devices.heldWhy.${reason}`)}{' '}
        <Text span size="xs" c="dimmed" title={wholeTime(held.since)}>
          {t('devices.heldSince', { at: shortTime(held.since) })}
        </Text>
      </Text>
      {held.taskId > 0 && <HeldButtons taskId={held.taskId} what={t('devices.heldOn', { app, label })} />}
    </Stack>
  );
}
