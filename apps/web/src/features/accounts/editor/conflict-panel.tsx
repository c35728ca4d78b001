import { Alert, Radio, Stack, Text } from '@mantine/core';
import type { Device } from '@muster/contract';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Clash, EditorValues, SharedField } from './editor-form.ts';

export interface ConflictPanelProps {
  readonly clashes: readonly Clash[];
  readonly values: EditorValues;
  readonly devices: readonly Pick<Device, 'id' | 'label'>[];
  readonly onChoose: (field: SharedField, value: EditorValues[SharedField]) => void;
}

/** Fields that two people changed at once, each with both values to choose from. */
export function ConflictPanel({ clashes, values, devices, onChoose }: ConflictPanelProps) {
  const { t } = useTranslation();
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.focus(), []);
  const said = (value: EditorValues[SharedField], field: SharedField): string => {
    if (typeof value === 'boolean') return t(value ? 'accounts.conflict.yes' : 'accounts.conflict.no');
    if (field === 'deviceId') {
      const label = devices.find((device) => device.id === value)?.label;
      return label === undefined ? t('accounts.editor.unassigned') : t('accounts.conflict.device', { label });
    }
    const text = Array.isArray(value) ? value.join(', ') : String(value ?? '');
    return text === '' ? t('accounts.conflict.blank') : text;
  };
  const names: Readonly<Record<SharedField, string>> = {
    username: t('accounts.editor.username'),
    email: t('accounts.editor.email'),
    loggedIn: t('accounts.editor.loggedIn'),
    enabled: t('accounts.enabled'),
    deviceId: t('accounts.editor.device'),
    package: t('accounts.editor.package'),
    tags: t('accounts.editor.tags'),
    notes: t('accounts.editor.notes'),
  };

  return (
    <Alert color="yellow" role="alert" title={t('accounts.conflict.title')} ref={panel} tabIndex={-1}>
      <Stack gap="sm">
        <Text size="sm">{t('accounts.conflict.text')}</Text>
        {clashes.map(({ field, yours, theirs }) => (
          <Radio.Group
            key={field}
            aria-label={t('accounts.conflict.which')}
            aria-describedby={`conflict-${field}`}
            value={JSON.stringify(values[field]) === JSON.stringify(theirs) ? 'theirs' : 'yours'}
            onChange={(whose) => onChoose(field, whose === 'theirs' ? theirs : yours)}
          >
            <Stack gap={4}>
              <Text size="sm" fw={600} id={`conflict-${field}`}>
                {names[field]}
              </Text>
              <Radio value="yours" label={t('accounts.conflict.yours', { value: said(yours, field) })} />
              <Radio value="theirs" label={t('accounts.conflict.theirs', { value: said(theirs, field) })} />
            </Stack>
          </Radio.Group>
        ))}
      </Stack>
    </Alert>
  );
}
