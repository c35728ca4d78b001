import { Alert, Button, Paper, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { bodyOf } from '@muster/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { muster, sentenceOf } from '../console/client.ts';
import { sessionQuery, setupQuery } from '../console/session.ts';
import { DoorPage } from '../ui/door-page.tsx';

export function SignInPage() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const setup = useQuery(setupQuery);
  const form = useForm({ initialValues: { name: '', password: '' } });
  const signIn = useMutation({
    mutationFn: async (values: { name: string; password: string }) =>
      bodyOf(await muster.POST('/api/v1/session', { body: values })),
    onSuccess: async ({ person }) => {
      queries.setQueryData(sessionQuery.queryKey, person);
      await navigate({ to: '/accounts' });
    },
  });

  return (
    <DoorPage>
      <Title order={1} size="h3">
        {t('session.signIn')}
      </Title>
      {setup.data?.needed === true ? (
        <Alert color="blue">{t('session.setupNeeded')}</Alert>
      ) : (
        <Paper component="form" onSubmit={form.onSubmit((values) => signIn.mutate(values))}>
          <Stack>
            {signIn.isError && (
              <Alert color="red" role="alert">
                {sentenceOf(signIn.error)}
              </Alert>
            )}
            <TextInput label={t('session.name')} autoComplete="username" required {...form.getInputProps('name')} />
            <PasswordInput
              label={t('session.password')}
              autoComplete="current-password"
              required
              {...form.getInputProps('password')}
            />
            <Button type="submit" loading={signIn.isPending}>
              {t('session.signIn')}
            </Button>
          </Stack>
        </Paper>
      )}
    </DoorPage>
  );
}
