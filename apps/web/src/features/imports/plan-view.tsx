import { Alert, Checkbox, Fieldset, List, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core';
import type { ImportOptions, ImportPlan, PlanRowKind } from '@muster/contract';
import { PlanRowKind as kinds } from '@muster/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wholeNumber } from '../../ui/format.ts';
import { PlanRowsTable } from './plan-rows.tsx';

export interface PlanViewProps {
  readonly plan: ImportPlan;
  /** As they were last chosen; the plan is made anew with them. */
  readonly options: ImportOptions;
  readonly busy: boolean;
  readonly onOptions: (options: ImportOptions) => void;
}

const MOST_NOTICES = 20;

/** What a file would do: the counts first, then how it is read, then each row. */
export function PlanView({ plan, options, busy, onOptions }: PlanViewProps) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<PlanRowKind | 'all'>('all');
  const { counts } = plan;
  const total = counts.new + counts.changed + counts.unchanged + counts.rejected;
  const data = [
    { value: 'all', label: `${t('imports.counts.all')} ${wholeNumber(total)}` },
    ...kinds.options.map((value) => ({
      value,
      label: `${t(`imports.counts.${value}`)} ${wholeNumber(counts[value])}`,
    })),
  ];

  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label={t('imports.counts.label')}
        data={data}
        value={kind}
        onChange={(value) => setKind(kinds.safeParse(value).data ?? 'all')}
        fullWidth
        style={{ overflowX: 'auto' }}
      />
      {counts.rejected > 0 && !plan.options.skipRejected && (
        <Alert color="red" role="alert">
          {t('imports.blocked')}
        </Alert>
      )}
      <Fieldset legend={t('imports.options.label')} disabled={busy} py="xs">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
          <Checkbox
            label={t('imports.options.skipRejected')}
            checked={options.skipRejected}
            onChange={(event) => onOptions({ ...options, skipRejected: event.currentTarget.checked })}
          />
          <Checkbox
            label={t('imports.options.updateKnown')}
            checked={options.updateKnown}
            onChange={(event) => onOptions({ ...options, updateKnown: event.currentTarget.checked })}
          />
          <Checkbox
            label={t('imports.options.unknownIds')}
            checked={options.unknownIds === 'create'}
            onChange={(event) =>
              onOptions({ ...options, unknownIds: event.currentTarget.checked ? 'create' : 'reject' })
            }
          />
          <Checkbox
            label={t('imports.options.blankClears')}
            description={t('imports.options.blankText')}
            checked={options.blankClears}
            onChange={(event) => onOptions({ ...options, blankClears: event.currentTarget.checked })}
          />
        </SimpleGrid>
      </Fieldset>
      {plan.notices.length > 0 && <Notices notices={plan.notices} />}
      <PlanRowsTable plan={plan} kind={kind === 'all' ? null : kind} />
    </Stack>
  );
}

function Notices({ notices }: { notices: ImportPlan['notices'] }) {
  const { t } = useTranslation();
  return (
    <Alert color="yellow" title={t('imports.notices')} py="xs">
      <List size="sm">
        {notices.slice(0, MOST_NOTICES).map((notice, index) => (
          <List.Item key={index}>
            {notice.row !== undefined && `${t('imports.inRow', { row: notice.row })}: `}
            {notice.message}
          </List.Item>
        ))}
      </List>
      {notices.length > MOST_NOTICES && (
        <Text size="sm" c="dimmed">
          {t('imports.moreNotices', { count: notices.length - MOST_NOTICES })}
        </Text>
      )}
    </Alert>
  );
}
