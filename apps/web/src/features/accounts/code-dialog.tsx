import { Alert, Progress, Stack, Text } from '@mantine/core';
import type { Account } from '@muster/contract';
import { bodyOf } from '@muster/client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { muster, sentenceOf } from '../../console/client.ts';
import { Dialog } from '../../ui/dialog.tsx';

const PERIOD_SECONDS = 30;

/** The account's current 2FA code, with the next one when its time is over. */
export function CodeDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation();
  const code = useQuery({
    queryKey: ['code', account.id],
    queryFn: async ({ signal }) => {
      const params = { path: { id: account.id } };
      const now = bodyOf(await muster.GET('/api/v1/accounts/{id}/code', { params, signal }));
      return { code: now.code, endsAtMs: Date.now() + now.secondsLeft * 1000 };
    },
    staleTime: 0,
    gcTime: 0,
    refetchInterval: ({ state }) =>
      state.data === undefined ? false : Math.max(500, state.data.endsAtMs - Date.now() + 100),
  });
  const seconds = useSecondsUntil(code.data?.endsAtMs);

  return (
    <Dialog opened narrow onClose={onClose} title={t('accounts.code.title', { username: account.username })}>
      {code.isError ? (
        <Alert color="red" role="alert">
          {sentenceOf(code.error)}
        </Alert>
      ) : (
        <Stack align="center">
          <Text fz={36} fw={600} ff="monospace" lts={4} role="status">
            {code.data?.code ?? '······'}
          </Text>
          <Progress w="100%" value={(seconds / PERIOD_SECONDS) * 100} aria-hidden />
          <Text size="sm" c="dimmed">
            {t('accounts.code.left', { seconds })}
          </Text>
        </Stack>
      )}
    </Dialog>
  );
}

function useSecondsUntil(endsAtMs: number | undefined): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  return endsAtMs === undefined ? 0 : Math.max(0, Math.ceil((endsAtMs - now) / 1000));
}
