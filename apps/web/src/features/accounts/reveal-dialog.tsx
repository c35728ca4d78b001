import { Alert, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import type { Account } from '@muster/contract';
import { bodyOf } from '@muster/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { muster, sentenceOf } from '../../console/client.ts';
import { Dialog, DialogButtons } from '../../ui/dialog.tsx';

/** Shows the secrets of an account to a person who typed their own password again. They live in this dialog only. */
export function RevealDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation();
  const [personPassword, setPersonPassword] = useState('');
  const reveal = useMutation({
    mutationFn: async () =>
      bodyOf(
        await muster.POST('/api/v1/accounts/{id}/reveal', {
          params: { path: { id: account.id } },
          body: { personPassword },
        }),
      ),
    gcTime: 0,
    onSuccess: () => setPersonPassword(''),
  });
  const none = t('accounts.reveal.none');

  return (
    <Dialog opened narrow onClose={onClose} title={t('accounts.reveal.title', { username: account.username })}>
      {reveal.isSuccess ? (
        <Stack>
          <TextInput
            label={t('accounts.reveal.password')}
            readOnly
            value={reveal.data.password ?? none}
            data-autofocus
          />
          <TextInput label={t('accounts.reveal.totp')} readOnly value={reveal.data.totpSecret ?? none} />
          <DialogButtons>
            <Button onClick={onClose}>{t('accounts.close')}</Button>
          </DialogButtons>
        </Stack>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            reveal.mutate();
          }}
        >
          <Stack>
            <Text size="sm">{t('accounts.reveal.text')}</Text>
            {reveal.isError && (
              <Alert color="red" role="alert">
                {sentenceOf(reveal.error)}
              </Alert>
            )}
            <PasswordInput
              label={t('accounts.reveal.yourPassword')}
              autoComplete="current-password"
              data-autofocus
              value={personPassword}
              onChange={(event) => setPersonPassword(event.currentTarget.value)}
            />
            <DialogButtons>
              <Button variant="default" onClick={onClose}>
                {t('accounts.cancel')}
              </Button>
              <Button type="submit" loading={reveal.isPending} disabled={personPassword === ''}>
                {t('accounts.reveal.show')}
              </Button>
            </DialogButtons>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}
