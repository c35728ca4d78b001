import { Button, Group, Paper, Popover, Select, Stack, Text, TextInput } from '@mantine/core';
import type { BulkAct, Device } from '@muster/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

type Act = BulkAct['act'];

export interface BulkBarProps {
  readonly count: number;
  readonly devices: readonly Pick<Device, 'id' | 'label'>[];
  readonly busy: boolean;
  readonly onAct: (act: Act) => void;
  readonly onClear: () => void;
}

/** What can be done with the selected accounts and runs nothing; Login and Export stand above. */
export function BulkBar({ count, devices, busy, onAct, onClear }: BulkBarProps) {
  const { t } = useTranslation();
  const button = { size: 'compact-sm', variant: 'default', disabled: busy } as const;
  return (
    <Paper withBorder px="sm" py={6} role="region" aria-label={t('accounts.bulk.label')}>
      <Group gap="xs">
        <Text size="sm" fw={600} role="status" mr="xs">
          {t('accounts.bulk.count', { count })}
        </Text>
        <Button {...button} onClick={() => onAct({ kind: 'enable' })}>
          {t('accounts.bulk.enable')}
        </Button>
        <Button {...button} onClick={() => onAct({ kind: 'disable' })}>
          {t('accounts.bulk.disable')}
        </Button>
        <TagButton button={button} onAct={onAct} />
        <AssignButton button={button} devices={devices} onAct={onAct} />
        <Button {...button} c="red" onClick={() => onAct({ kind: 'delete' })}>
          {t('accounts.bulk.delete')}
        </Button>
        <Button size="compact-sm" variant="subtle" ml="auto" onClick={onClear}>
          {t('accounts.bulk.clear')}
        </Button>
      </Group>
    </Paper>
  );
}

interface ButtonProps {
  readonly button: { readonly size: 'compact-sm'; readonly variant: 'default'; readonly disabled: boolean };
  readonly onAct: (act: Act) => void;
}

function TagButton({ button, onAct }: ButtonProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [tag, setTag] = useState('');
  const act = (kind: 'tag' | 'untag') => {
    onAct({ kind, tag: tag.trim() });
    setOpen(false);
  };
  return (
    <Popover opened={open} onChange={setOpen} trapFocus position="bottom-start" withinPortal>
      <Popover.Target>
        <Button {...button} onClick={() => setOpen(!open)}>
          {t('accounts.bulk.tag')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('accounts.bulk.tag')}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (tag.trim() !== '') act('tag');
          }}
        >
          <Stack gap="xs">
            <TextInput
              label={t('accounts.bulk.tagName')}
              value={tag}
              maxLength={60}
              data-autofocus
              onChange={(event) => setTag(event.currentTarget.value)}
            />
            <Group gap="xs">
              <Button type="submit" size="compact-sm" disabled={tag.trim() === ''}>
                {t('accounts.bulk.addTag')}
              </Button>
              <Button size="compact-sm" variant="default" disabled={tag.trim() === ''} onClick={() => act('untag')}>
                {t('accounts.bulk.removeTag')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

function AssignButton({ button, devices, onAct }: ButtonProps & Pick<BulkBarProps, 'devices'>) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const data = [
    { value: 'none', label: t('accounts.filter.unassigned') },
    ...devices.map(({ id, label }) => ({ value: String(id), label })),
  ];
  return (
    <Popover opened={open} onChange={setOpen} trapFocus position="bottom-start" withinPortal>
      <Popover.Target>
        <Button {...button} onClick={() => setOpen(!open)}>
          {t('accounts.bulk.assign')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('accounts.bulk.assign')}>
        <Select
          label={t('accounts.editor.device')}
          data={data}
          searchable
          limit={100}
          data-autofocus
          comboboxProps={{ withinPortal: false }}
          onChange={(value) => {
            if (value === null) return;
            onAct({ kind: 'assign', deviceId: value === 'none' ? null : Number(value) });
            setOpen(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
