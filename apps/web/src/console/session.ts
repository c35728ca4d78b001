import type { Person } from '@muster/contract';
import { bodyOf } from '@muster/client';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { isSignedOut, muster } from './client.ts';

/** Who is signed in; null = nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<Person | null> => {
    try {
      return bodyOf(await muster.GET('/api/v1/session')).person;
    } catch (error) {
      if (isSignedOut(error)) return null;
      throw error;
    }
  },
  staleTime: Infinity,
});

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: async () => bodyOf(await muster.GET('/api/v1/setup')),
});

export function useSession(): Person | null {
  return useQuery(sessionQuery).data ?? null;
}
