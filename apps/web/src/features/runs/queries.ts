import type { Run, RunDetail } from '@muster/contract';
import { bodyOf } from '@muster/client';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { muster } from '../../console/client.ts';

const RUNS_AT_ONCE = 50;

/** Runs, the newest first; of one workspace, or of all. */
export function runsQuery(workspaceId: number | undefined) {
  return infiniteQueryOptions({
    queryKey: ['runs', workspaceId ?? null],
    queryFn: async ({ signal, pageParam }): Promise<{ runs: Run[]; nextCursor: string | null }> => {
      const query = {
        limit: RUNS_AT_ONCE,
        ...(workspaceId === undefined ? {} : { workspaceId }),
        ...(pageParam === null ? {} : { cursor: Number(pageParam) }),
      };
      return bodyOf(await muster.GET('/api/v1/runs', { params: { query }, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function runQuery(id: number) {
  return queryOptions({
    queryKey: ['run', id],
    queryFn: async ({ signal }): Promise<RunDetail> =>
      bodyOf(await muster.GET('/api/v1/runs/{id}', { params: { path: { id } }, signal })),
  });
}

/** A task with its steps. */
export function taskQuery(id: number) {
  return queryOptions({
    queryKey: ['task', id],
    queryFn: async ({ signal }) => bodyOf(await muster.GET('/api/v1/tasks/{id}', { params: { path: { id } }, signal })),
  });
}
