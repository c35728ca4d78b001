import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, Outlet, redirect } from '@tanstack/react-router';
import { sessionQuery } from './console/session.ts';
import { AccountsPage } from './pages/accounts-page.tsx';
import { AccountsSearch } from './pages/accounts-search.ts';
import { DevicesPage } from './pages/devices-page.tsx';
import { DevicesSearch } from './pages/devices-search.ts';
import { RunPage } from './pages/run-page.tsx';
import { RunsPage } from './pages/runs-page.tsx';
import { RunSearch, RunsSearch } from './pages/runs-search.ts';
import { SetupPage } from './pages/setup-page.tsx';
import { Shell } from './pages/shell.tsx';
import { SignInPage } from './pages/sign-in-page.tsx';

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Outlet });

const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', component: SignInPage });
const setup = createRoute({ getParentRoute: () => root, path: '/setup', component: SetupPage });

/** Everything behind the door: without a session, the way is to the sign-in page. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  beforeLoad: async ({ context }) => {
    const person = await context.queries.ensureQueryData(sessionQuery);
    if (person === null) throw redirect({ to: '/sign-in' });
  },
});

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/accounts' });
  },
});
/** Workspace, search, filters and order are in the address, so a saved view is a bookmark. */
const accounts = createRoute({
  getParentRoute: () => inside,
  path: '/accounts',
  component: AccountsPage,
  validateSearch: AccountsSearch,
});
const devices = createRoute({
  getParentRoute: () => inside,
  path: '/devices',
  component: DevicesPage,
  validateSearch: DevicesSearch,
});
const runs = createRoute({
  getParentRoute: () => inside,
  path: '/runs',
  component: RunsPage,
  validateSearch: RunsSearch,
});
const run = createRoute({
  getParentRoute: () => inside,
  path: '/runs/$runId',
  component: RunPage,
  validateSearch: RunSearch,
});

const tree = root.addChildren([signIn, setup, inside.addChildren([home, accounts, devices, runs, run])]);

export function createPages(queries: QueryClient) {
  return createRouter({ routeTree: tree, context: { queries }, defaultPreload: 'intent' });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPages>;
  }
}
