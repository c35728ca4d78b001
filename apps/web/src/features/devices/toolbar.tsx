import { Button, CloseButton, Group, Select, Text, TextInput, Title } from '@mantine/core';
import { IconPlugConnected, IconSearch } from '@tabler/icons-react';
import type { Device } from '@muster/contract';
import { useTranslation } from 'react-i18next';
import { conditions, deviceStates, groupsOf, isIn, type DeviceFilter, type StateFilter } from './filter.ts';

interface ToolbarProps {
  readonly devices: readonly Device[];
  readonly shown: number;
  readonly filter: DeviceFilter;
  readonly onFilter: (change: DeviceFilter) => void;
  readonly onConnect: () => void;
}

const ANY = 'any';
/** A group's own name may be anything, so it stands behind a mark. */
const GROUP_MARK = '=';

/** Title, how many there are, who needs a person, search and filters of the phones. */
export function DevicesToolbar({ devices, shown, filter, onFilter, onConnect }: ToolbarProps) {
  const { t } = useTranslation();
  const held = devices.filter((device) => isIn(device, 'needs_person')).length;
  return (
    <>
      <Group justify="space-between" gap="xs" mb="xs">
        <Group gap="sm" align="baseline">
          <Title order={1} size="h3">
            {t('devices.title')}
          </Title>
          <Text size="sm" c="dimmed" role="status">
            {shown === devices.length
              ? t('devices.count', { count: shown })
              : t('devices.shown', { shown, total: devices.length })}
          </Text>
          {held > 0 && (
            <Button
              size="compact-sm"
              variant="light"
              color="orange"
              aria-pressed={filter.state === 'needs_person'}
              onClick={() => onFilter({ state: filter.state === 'needs_person' ? undefined : 'needs_person' })}
            >
              {t('devices.needPerson', { count: held })}
            </Button>
          )}
        </Group>
        <Button leftSection={<IconPlugConnected size={16} aria-hidden />} onClick={onConnect}>
          {t('devices.connect')}
        </Button>
      </Group>
      {devices.length > 0 && (
        <Group gap="xs" mb="sm">
          <Search value={filter.search ?? ''} onChange={(search) => onFilter({ search: search || undefined })} />
          <StateSelect devices={devices} filter={filter} onFilter={onFilter} />
          <GroupSelect devices={devices} filter={filter} onFilter={onFilter} />
        </Group>
      )}
    </>
  );
}

function Search({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  return (
    <TextInput
      type="search"
      aria-label={t('devices.search')}
      placeholder={t('devices.searchHint')}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        value === '' ? null : (
          <CloseButton size="sm" aria-label={t('devices.clearSearch')} onClick={() => onChange('')} />
        )
      }
      flex="1 1 220px"
      maw={340}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

type FilterProps = Pick<ToolbarProps, 'devices' | 'filter' | 'onFilter'>;

function StateSelect({ devices, filter, onFilter }: FilterProps) {
  const { t } = useTranslation();
  const option = (value: StateFilter, word: string) => ({
    value,
    label: `${word} (${devices.filter((device) => isIn(device, value)).length})`,
  });
  const inUse = deviceStates.filter((state) => state === filter.state || devices.some((one) => one.state === state));
  return (
    <Select
      aria-label={t('devices.stateFilter')}
      w={190}
      allowDeselect={false}
      value={filter.state ?? ANY}
      onChange={(value) => onFilter({ state: value === ANY ? undefined : (value ?? undefined) })}
      data={[
        { value: ANY, label: t('devices.any') },
        ...conditions.map((condition) => option(condition, t(`devices.condition.${condition}`))),
        ...inUse.map((state) => option(state, t(`devices.state.${state}`))),
      ]}
    />
  );
}

function GroupSelect({ devices, filter, onFilter }: FilterProps) {
  const { t } = useTranslation();
  const groups = groupsOf(devices);
  if (groups.length === 0 && filter.group === undefined) return null;
  return (
    <Select
      aria-label={t('devices.groupFilter')}
      w={170}
      allowDeselect={false}
      value={filter.group === undefined ? ANY : `${GROUP_MARK}${filter.group}`}
      onChange={(value) =>
        onFilter({ group: value === null || value === ANY ? undefined : value.slice(GROUP_MARK.length) })
      }
      data={[
        { value: ANY, label: t('devices.anyGroup') },
        { value: GROUP_MARK, label: t('devices.noGroup') },
        ...groups.map((group) => ({ value: `${GROUP_MARK}${group}`, label: group })),
      ]}
    />
  );
}
