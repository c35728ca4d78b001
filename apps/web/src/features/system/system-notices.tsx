import { Alert, Badge } from '@mantine/core';
import { bodyOf } from '@muster/client';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { muster } from '../../console/client.ts';

const systemQuery = queryOptions({
  queryKey: ['system'],
  queryFn: async ({ signal }) => bodyOf(await muster.GET('/api/v1/system', { signal })),
});

/** Says on every page that the phones are invented, where they are. */
export function DemoBadge() {
  const { t } = useTranslation();
  const { data } = useQuery(systemQuery);
  if (data?.demo !== true) return null;
  return (
    <Badge variant="light" color="grape" tt="none" fw={500}>
      {t('nav.demo')}
    </Badge>
  );
}

/** What is not well with the console, and what to do about it; it stays until it is mended. */
export function SystemNotices() {
  const { data } = useQuery(systemQuery);
  return data?.notices.map(({ code, message, remedy }) => (
    <Alert key={code} color="red" role="alert" title={message} mb="sm" flex="none">
      {remedy}
    </Alert>
  ));
}
