import { Alert, Loader, ScrollArea, Stack, Text } from '@mantine/core';
import type { Account, AccountHistory } from '@muster/contract';
import { bodyOf } from '@muster/client';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { muster, sentenceOf } from '../../console/client.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { wholeTime } from '../../ui/format.ts';

/** What happened to an account: edits, attempts, and where it was seen. */
export function HistoryDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation();
  const history = useQuery({
    queryKey: ['account', account.id, 'history'],
    queryFn: async ({ signal }): Promise<AccountHistory> =>
      bodyOf(await muster.GET('/api/v1/accounts/{id}/history', { params: { path: { id: account.id } }, signal })),
  });
  const lines = history.data === undefined ? [] : linesOf(history.data, t);

  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('accounts.historyOf.title', { username: account.username })}
      scrollAreaComponent={ScrollArea.Autosize}
    >
      {history.isPending && <Loader size="sm" aria-label={t('accounts.loading')} />}
      {history.isError && (
        <Alert color="red" role="alert">
          {sentenceOf(history.error)}
        </Alert>
      )}
      {history.isSuccess && lines.length === 0 && <Text c="dimmed">{t('accounts.historyOf.empty')}</Text>}
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
        {lines.map((line, index) => (
          <li key={index}>
            <Text size="sm">{line.text}</Text>
            <Text size="xs" c="dimmed">
              {[wholeTime(line.at), ...line.notes].join(' · ')}
            </Text>
          </li>
        ))}
      </Stack>
    </Dialog>
  );
}

interface Line {
  readonly at: string;
  readonly text: string;
  readonly notes: readonly string[];
}

/** Everything in one line of time, the newest first. */
function linesOf(history: AccountHistory, t: TFunction): Line[] {
  const by = (name: string | null) => (name === null ? [] : [t('accounts.historyOf.by', { by: name })]);
  const seen = history.observations.map((one): Line => {
    const status = t(`accounts.login.${one.status}`);
    const device = one.device === null ? [] : [t('accounts.historyOf.on', { device: one.device })];
    const evidence = one.evidence === null ? [] : [one.evidence];
    const text = t('accounts.historyOf.seen', { status, source: one.source });
    return { at: one.at, text, notes: [...by(one.by), ...device, ...evidence] };
  });
  const entries = history.entries.map((entry): Line => ({ at: entry.at, text: entry.text, notes: by(entry.by) }));
  return [...seen, ...entries].sort((a, b) => b.at.localeCompare(a.at));
}
