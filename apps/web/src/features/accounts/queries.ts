import {
  networkTraits,
  type Account,
  type AccountFilter,
  type AccountSelection,
  type AccountSort,
  type Device,
  type Network,
  type Workspace,
} from '@muster/contract';
import { bodyOf } from '@muster/client';
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { muster } from '../../console/client.ts';
import { WINDOW_ROWS, windowStart, type Selection, type WindowQuery } from '../../grid/index.ts';

/** What the list of accounts shows: a workspace, a filter and an order. */
export interface AccountView {
  readonly workspaceId: number;
  readonly filter: Omit<AccountFilter, 'deleted'>;
  readonly sort: AccountSort;
  readonly order: 'asc' | 'desc';
}

/** Windows that nobody looks at are given back to the memory after this. */
const KEEP_WINDOW_MS = 15_000;

export const workspacesQuery = queryOptions({
  queryKey: ['workspaces'],
  queryFn: async ({ signal }): Promise<Workspace[]> =>
    bodyOf(await muster.GET('/api/v1/workspaces', { signal })).workspaces,
});

export const devicesQuery = queryOptions({
  queryKey: ['devices'],
  queryFn: async ({ signal }): Promise<Device[]> => bodyOf(await muster.GET('/api/v1/devices', { signal })).devices,
});

/** One window of the grid. */
export function windowQuery(view: AccountView, offset: number): WindowQuery<Account> {
  return {
    queryKey: ['accounts', 'window', view, offset],
    queryFn: async ({ signal }) => {
      const { filter, ...rest } = view;
      const flags = { enabled: flagWord(filter.enabled), assigned: flagWord(filter.assigned) };
      const query = { ...rest, ...filter, ...flags, offset, limit: WINDOW_ROWS };
      const page = bodyOf(await muster.GET('/api/v1/accounts', { params: { query }, signal }));
      return { rows: page.accounts, offset: page.offset, total: page.total };
    },
    gcTime: KEEP_WINDOW_MS,
  };
}

/** The ids of a range of rows; windows of it that are not loaded are fetched. */
export async function idsBetween(
  queries: QueryClient,
  view: AccountView,
  first: number,
  last: number,
): Promise<number[]> {
  const ids: number[] = [];
  for (let offset = windowStart(first); offset <= last; offset += WINDOW_ROWS) {
    const { rows } = await queries.fetchQuery(windowQuery(view, offset));
    for (const [index, row] of rows.entries()) {
      if (offset + index >= first && offset + index <= last) ids.push(row.id);
    }
  }
  return ids;
}

/** The selection of the grid as the console takes it. */
export function selectionOf(selection: Selection, view: AccountView): AccountSelection {
  if (selection.kind === 'some') return { ids: [...selection.ids] };
  if (selection.except.size === 0) return { filter: view.filter };
  return { filter: view.filter, except: [...selection.except] };
}

/** Whether a login on this network may ask for a code of an authenticator. */
export function hasCodes(network: Network): boolean {
  return networkTraits[network].hasCodes;
}

/** Whether accounts of this network have figures. */
export function hasFigures(network: Network): boolean {
  return networkTraits[network].hasFigures;
}

function flagWord(flag: boolean | undefined): 'true' | 'false' | undefined {
  return flag === undefined ? undefined : flag ? 'true' : 'false';
}
