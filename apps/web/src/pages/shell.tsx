import { Alert, AppShell, Box, Burger, Group, NavLink, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDeviceMobile, IconLogout, IconPlayerPlay, IconUsers } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, Navigate, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { muster } from '../console/client.ts';
import { LiveProvider } from '../console/live-provider.tsx';
import { useConnected } from '../console/live-context.ts';
import { sessionQuery, useSession } from '../console/session.ts';
import { DemoBadge, SystemNotices } from '../features/system/system-notices.tsx';
import { Mark } from '../ui/mark.tsx';

const places = [
  { to: '/accounts', word: 'nav.accounts', icon: IconUsers },
  { to: '/devices', word: 'nav.devices', icon: IconDeviceMobile },
  { to: '/runs', word: 'nav.runs', icon: IconPlayerPlay },
] as const;

/** The frame of every page behind the door: navigation on the left, the stream of events, the page. */
export function Shell() {
  const person = useSession();
  if (person === null) return <Navigate to="/sign-in" />;
  return (
    <LiveProvider>
      <Frame name={person.name} />
    </LiveProvider>
  );
}

function Frame({ name }: { name: string }) {
  const { t } = useTranslation();
  const [open, { toggle, close }] = useDisclosure(false);
  const connected = useConnected();
  const path = useRouterState({ select: (state) => state.location.pathname });

  return (
    <AppShell
      header={{ height: 52, collapsed: false }}
      navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !open } }}
      padding="md"
    >
      <AppShell.Header>
        <Group h="100%" px="md" gap="sm">
          <a className="skip-link" href="#content">
            {t('nav.skip')}
          </a>
          <Burger opened={open} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('nav.label')} />
          <Mark />
          <Text fw={600}>Muster</Text>
          <DemoBadge />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={t('nav.label')}>
        {places.map(({ to, word, icon: Icon }) => (
          <NavLink
            key={to}
            component={Link}
            to={to}
            label={t(word)}
            leftSection={<Icon size={18} aria-hidden />}
            active={path.startsWith(to)}
            aria-current={path.startsWith(to) ? 'page' : undefined}
            onClick={close}
          />
        ))}
        <Box mt="auto">
          <Text size="sm" c="dimmed" px="sm" py={4} truncate>
            {name}
          </Text>
          <SignOut />
        </Box>
      </AppShell.Navbar>
      <AppShell.Main
        id="content"
        tabIndex={-1}
        h="100dvh"
        style={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}
      >
        <SystemNotices />
        {!connected && (
          <Alert color="yellow" mb="sm" role="status">
            {t('nav.offline')}
          </Alert>
        )}
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}

function SignOut() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const signOut = useMutation({
    mutationFn: async () => muster.DELETE('/api/v1/session'),
    onSuccess: async () => {
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, null);
      await navigate({ to: '/sign-in' });
    },
  });
  return (
    <NavLink
      component="button"
      label={t('nav.signOut')}
      leftSection={<IconLogout size={18} aria-hidden />}
      onClick={() => signOut.mutate()}
    />
  );
}
