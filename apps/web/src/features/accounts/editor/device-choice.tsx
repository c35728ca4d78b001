import { Group, Radio, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import type { Device } from '@muster/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './device-choice.module.css';

/** More phones than this are easier to find by typing a label. */
const MANY = 18;

export interface DeviceChoiceProps {
  readonly devices: readonly Pick<Device, 'id' | 'label' | 'state'>[];
  readonly value: number | null;
  readonly onChange: (deviceId: number | null) => void;
  readonly error?: string | undefined;
}

/** The phone an account lives on, chosen by the label that people say aloud. */
export function DeviceChoice({ devices, value, onChange, error }: DeviceChoiceProps) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState('');
  const text = wanted.trim().toLowerCase();
  const shown = devices.filter((device) => device.id === value || device.label.toLowerCase().includes(text));
  return (
    <Radio.Group
      label={t('accounts.editor.device')}
      value={value === null ? '' : String(value)}
      onChange={(id) => onChange(id === '' ? null : Number(id))}
      error={error}
    >
      <Stack gap={6} mt={4}>
        {devices.length > MANY && (
          <TextInput
            size="xs"
            placeholder={t('accounts.editor.findDevice')}
            aria-label={t('accounts.editor.findDevice')}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
        )}
        <ScrollArea.Autosize mah={132} type="auto">
          <Group gap={6} p={2}>
            <Badge value="" label={t('accounts.editor.unassigned')} />
            {shown.map((device) => (
              <Badge key={device.id} value={String(device.id)} label={device.label} state={device.state} />
            ))}
          </Group>
        </ScrollArea.Autosize>
        {text !== '' && shown.length === 0 && (
          <Text size="xs" c="dimmed">
            {t('accounts.editor.noDevice')}
          </Text>
        )}
      </Stack>
    </Radio.Group>
  );
}

function Badge({ value, label, state }: { value: string; label: string; state?: string }) {
  return (
    <Radio.Card value={value} className={styles['badge']} radius="xl" title={state?.replaceAll('_', ' ')}>
      {state !== undefined && <span className={styles['dot']} data-state={state} aria-hidden />}
      {label}
    </Radio.Card>
  );
}
