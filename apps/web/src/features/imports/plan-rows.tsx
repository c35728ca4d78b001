import { Alert, Badge, Button, Center, Stack, Table, Text } from '@mantine/core';
import type { ImportPlan, PlanRow, PlanRowKind } from '@muster/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../../console/client.ts';
import { planRowsQuery } from './calls.ts';
import styles from './imports.module.css';

const kindColors: Readonly<Record<PlanRowKind, string>> = {
  new: 'green',
  changed: 'blue',
  unchanged: 'gray',
  rejected: 'red',
};

/** The rows of a plan: for each cell what is stored and what it becomes, and what is wrong with it. */
export function PlanRowsTable({ plan, kind }: { plan: ImportPlan; kind: PlanRowKind | null }) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(planRowsQuery(plan, kind));
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  if (pages.isError) {
    return (
      <Alert color="red" role="alert">
        {sentenceOf(pages.error)}
      </Alert>
    );
  }
  if (pages.isSuccess && rows.length === 0) {
    return (
      <Text c="dimmed" size="sm" ta="center" py="md">
        {t('imports.noRows')}
      </Text>
    );
  }
  return (
    <Table.ScrollContainer
      minWidth={560}
      maxHeight="42vh"
      scrollAreaProps={{ type: 'auto', viewportProps: { tabIndex: 0 } }}
    >
      <Table aria-label={t('imports.rows')} stickyHeader verticalSpacing={6} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={64}>{t('imports.row')}</Table.Th>
            <Table.Th w={110}>{t('imports.kind')}</Table.Th>
            <Table.Th w={150}>{t('imports.account')}</Table.Th>
            <Table.Th>{t('imports.what')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.row}>
              <Table.Td>{row.row}</Table.Td>
              <Table.Td>
                <Badge variant="light" color={kindColors[row.kind]} tt="none" fw={500}>
                  {t(`imports.counts.${row.kind}`)}
                </Badge>
              </Table.Td>
              <Table.Td className={styles['change']}>{row.username ?? '–'}</Table.Td>
              <Table.Td>
                <WhatHappens row={row} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {pages.hasNextPage && (
        <Center p="xs">
          <Button variant="subtle" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('imports.more')}
          </Button>
        </Center>
      )}
    </Table.ScrollContainer>
  );
}

function WhatHappens({ row }: { row: PlanRow }) {
  const { t } = useTranslation();
  return (
    <Stack gap={2} className={styles['change']}>
      {row.problems.map((problem, index) => (
        <Text key={index} size="sm" c="red">
          <b>{problem.column}</b>: {problem.message} {problem.remedy}
        </Text>
      ))}
      {row.changes.map(({ column, from, to }) => (
        <Text key={column} size="sm">
          <b>{column}</b>:{' '}
          {row.kind === 'changed' && (
            <>
              <span className={styles['old']}>{said(from, t('imports.blank'))}</span>
              <span className="visually-hidden"> {t('imports.to')} </span>
              <span aria-hidden> → </span>
            </>
          )}
          {said(to, t('imports.blank'))}
        </Text>
      ))}
      {row.totp !== 'none' && (
        <Text size="xs" c={row.totp === 'found' ? 'dimmed' : 'orange'}>
          {t(`imports.totp.${row.totp}`)}
        </Text>
      )}
    </Stack>
  );
}

function said(value: string | null, blank: string): string {
  return value === null || value === '' ? blank : value;
}
