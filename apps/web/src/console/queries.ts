import { QueryClient } from '@tanstack/react-query';
import { isSignedOut } from './client.ts';

/** What is shown is fetched anew when the console says that it changed; the time is only for what has no event. */
const FRESH_FOR_MS = 60_000;

export function createQueries(): QueryClient {
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_FOR_MS,
        refetchOnWindowFocus: true,
        retry: (failures, error) => !isSignedOut(error) && failures < 2,
      },
    },
  });
  queries.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'error') return;
    if (isSignedOut(event.action.error)) queries.setQueryData(['session'], null);
  });
  return queries;
}
