import { Alert, Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { bodyOf } from '@muster/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { muster, sentenceOf } from '../console/client.ts';
import { sessionQuery } from '../console/session.ts';
import { DoorPage } from '../ui/door-page.tsx';

const SHORTEST_PASSWORD = 12;

/** Behind the one-time link. The token stands in the fragment, which browsers send to nobody. */
export function SetupPage() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const token = globalThis.location.hash.slice(1);
  const form = useForm({
    initialValues: { name: '', password: '', repeat: '' },
    validate: {
      name: (name) => (name.trim() === '' ? t('session.nameMissing') : null),
      password: (password) => (password.length < SHORTEST_PASSWORD ? t('session.tooShort') : null),
      repeat: (repeat, values) => (repeat === values.password ? null : t('session.different')),
    },
  });
  const setUp = useMutation({
    mutationFn: async ({ name, password }: { name: string; password: string }) =>
      bodyOf(await muster.POST('/api/v1/setup', { body: { token, name, password } })),
    onSuccess: async ({ person }) => {
      queries.setQueryData(sessionQuery.queryKey, person);
      await queries.invalidateQueries({ queryKey: ['setup'] });
      await navigate({ to: '/accounts', replace: true });
    },
  });

  if (token === '') {
    return (
      <DoorPage>
        <Alert color="red" role="alert">
          {t('session.noLink')}
        </Alert>
      </DoorPage>
    );
  }
  return (
    <DoorPage>
      <Title order={1} size="h3">
        {t('session.setUpTitle')}
      </Title>
      <Text c="dimmed" size="sm">
        {t('session.setUpText')}
      </Text>
      <Paper component="form" noValidate onSubmit={form.onSubmit((values) => setUp.mutate(values))}>
        <Stack>
          {setUp.isError && (
            <Alert color="red" role="alert">
              {sentenceOf(setUp.error)}
            </Alert>
          )}
          <TextInput label={t('session.name')} autoComplete="username" required {...form.getInputProps('name')} />
          <PasswordInput
            label={t('session.newPassword')}
            autoComplete="new-password"
            required
            {...form.getInputProps('password')}
          />
          <PasswordInput
            label={t('session.repeat')}
            autoComplete="new-password"
            required
            {...form.getInputProps('repeat')}
          />
          <Button type="submit" loading={setUp.isPending}>
            {t('session.create')}
          </Button>
        </Stack>
      </Paper>
    </DoorPage>
  );
}
