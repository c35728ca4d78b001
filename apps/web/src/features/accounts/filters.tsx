import { Autocomplete, CloseButton, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { LoginStatus, type AccountFilter, type Device } from '@muster/contract';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

type Filter = Omit<AccountFilter, 'deleted'>;

const SEARCH_AFTER_MS = 180;

export interface FiltersProps {
  readonly filter: Filter;
  readonly devices: readonly Pick<Device, 'id' | 'label'>[];
  /** Tags of the rows in sight, to choose from. */
  readonly tags: readonly string[];
  readonly onFilter: (change: Partial<Filter>) => void;
}

/** The search box and the filters. What is chosen is in the address. */
export function Filters({ filter, devices, tags, onFilter }: FiltersProps) {
  const { t } = useTranslation();
  const loginWords = LoginStatus.options.map((value) => ({ value, label: t(`accounts.login.${value}`) }));
  const deviceWords = [
    { value: UNASSIGNED, label: t('accounts.filter.unassigned') },
    ...devices.map(({ id, label }) => ({ value: String(id), label })),
  ];
  const login = LoginStatus.safeParse(filter.login).data ?? null;

  return (
    <Group gap="xs" role="search" aria-label={t('accounts.filter.group')}>
      <SearchBox value={filter.search ?? ''} onChange={(search) => onFilter({ search })} />
      <Select
        w={140}
        aria-label={t('accounts.filter.status')}
        placeholder={t('accounts.filter.anyStatus')}
        clearable
        clearButtonProps={{ 'aria-label': t('accounts.filter.anyStatus') }}
        data={[
          { value: 'true', label: t('accounts.enabled') },
          { value: 'false', label: t('accounts.disabled') },
        ]}
        value={filter.enabled === undefined ? null : String(filter.enabled)}
        onChange={(value) => onFilter({ enabled: value === null ? undefined : value === 'true' })}
      />
      <Select
        w={165}
        aria-label={t('accounts.filter.login')}
        placeholder={t('accounts.filter.anyLogin')}
        clearable
        clearButtonProps={{ 'aria-label': t('accounts.filter.anyLogin') }}
        data={loginWords}
        value={login}
        onChange={(value) => onFilter({ login: LoginStatus.safeParse(value).data })}
      />
      <Select
        w={140}
        aria-label={t('accounts.filter.device')}
        placeholder={t('accounts.filter.anyDevice')}
        clearable
        clearButtonProps={{ 'aria-label': t('accounts.filter.anyDevice') }}
        searchable
        limit={100}
        data={deviceWords}
        value={filter.assigned === false ? UNASSIGNED : filter.deviceId === undefined ? null : String(filter.deviceId)}
        onChange={(value) =>
          onFilter({
            assigned: value === UNASSIGNED ? false : undefined,
            deviceId: value === null || value === UNASSIGNED ? undefined : Number(value),
          })
        }
      />
      <TagFilter value={filter.tag ?? ''} tags={tags} onChange={(tag) => onFilter({ tag })} />
    </Group>
  );
}

const UNASSIGNED = 'unassigned';

function SearchBox({ value, onChange }: { value: string; onChange: (search: string | undefined) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useText(value);
  const tell = useDebouncedCallback(() => onChange(text.trim() === '' ? undefined : text.trim()), SEARCH_AFTER_MS);
  const write = (next: string) => {
    setText(next);
    tell();
  };
  return (
    <TextInput
      type="search"
      w={{ base: '100%', xs: 260 }}
      aria-label={t('accounts.search')}
      placeholder={t('accounts.search')}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        text === '' ? null : <CloseButton size="sm" aria-label={t('accounts.clearFilters')} onClick={() => write('')} />
      }
      value={text}
      onChange={(event) => write(event.currentTarget.value)}
    />
  );
}

interface TagFilterProps {
  readonly value: string;
  readonly tags: readonly string[];
  readonly onChange: (tag: string | undefined) => void;
}

function TagFilter({ value, tags, onChange }: TagFilterProps) {
  const { t } = useTranslation();
  const [text, setText] = useText(value);
  const tell = useDebouncedCallback(() => onChange(text.trim() === '' ? undefined : text.trim()), SEARCH_AFTER_MS * 2);
  return (
    <Autocomplete
      w={130}
      aria-label={t('accounts.filter.tag')}
      placeholder={t('accounts.filter.anyTag')}
      data={[...tags]}
      limit={50}
      value={text}
      onChange={(next) => {
        setText(next);
        tell();
      }}
    />
  );
}

/** Text that is typed here and also changes with the address, such as by Back. */
function useText(value: string): [string, (text: string) => void] {
  const [text, setText] = useState(value);
  const told = useRef(value);
  useEffect(() => {
    if (told.current === value) return;
    told.current = value;
    setText((now) => (now.trim() === value ? now : value));
  }, [value]);
  return [text, setText];
}
