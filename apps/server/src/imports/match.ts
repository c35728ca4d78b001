import type { ImportOptions } from '@muster/contract';
import type { RowProblem, Wish } from './wish.ts';

/** What matching needs to know of a stored account. */
export interface Named {
  readonly id: number;
  readonly usernameKey: string;
}

/** Which account a row means: one that is stored, a new one, or none because of a problem. */
export type Match<A extends Named> =
  | { readonly kind: 'update'; readonly account: A }
  | { readonly kind: 'create' }
  | { readonly kind: 'rejected'; readonly problems: readonly RowProblem[] };

/** Stored accounts of the workspace that rows may mean, by id and by username. */
export interface StoredAccounts<A extends Named> {
  readonly byId: ReadonlyMap<number, A>;
  readonly byKey: ReadonlyMap<string, A>;
}

/**
 * Finds out which account each row means, so that afterwards usernames are unique whatever rows are left out: a name
 * that a row gives up is free only if that row is applied. A row that already has problems is rejected with them.
 */
export function matchRows<A extends Named>(
  wishes: readonly Wish[],
  stored: StoredAccounts<A>,
  options: ImportOptions,
): Match<A>[] {
  const matches = wishes.map((wish) => matchRow(wish, stored, options));
  rejectTwiceMeant(wishes, matches);
  rejectTakenNames(wishes, matches, stored);
  return matches;
}

function matchRow<A extends Named>(wish: Wish, stored: StoredAccounts<A>, options: ImportOptions): Match<A> {
  const problems = [...wish.problems];
  if (wish.id !== null && problems.length === 0) {
    const account = stored.byId.get(wish.id);
    if (account !== undefined) return { kind: 'update', account };
    if (options.unknownIds === 'reject') return { kind: 'rejected', problems: [unknownId] };
  }
  if (wish.username === null && !problems.some(({ column }) => column === 'username' || column === 'id')) {
    if (wish.id === null || !stored.byId.has(wish.id)) problems.push(usernameMissing);
  }
  if (problems.length > 0) return { kind: 'rejected', problems };
  const same = stored.byKey.get(wish.username?.key ?? '');
  if (same === undefined) return { kind: 'create' };
  return options.updateKnown ? { kind: 'update', account: same } : { kind: 'rejected', problems: [usernameTaken] };
}

/** Of several rows for one account the one with its id stays; without one, none can be believed. */
function rejectTwiceMeant<A extends Named>(wishes: readonly Wish[], matches: Match<A>[]): void {
  const rowsOf = new Map<number, number[]>();
  matches.forEach((match, index) => {
    if (match.kind === 'update') push(rowsOf, match.account.id, index);
  });
  for (const rows of rowsOf.values()) {
    if (rows.length < 2) continue;
    for (const index of rows) if (wishes[index]?.id === null) matches[index] = rejected(usernameTwice);
  }
}

function rejectTakenNames<A extends Named>(
  wishes: readonly Wish[],
  matches: Match<A>[],
  { byKey }: StoredAccounts<A>,
): void {
  /** The name that a row would give its account, where that is new for it. */
  const newName = (index: number): string | null => {
    const match = matches[index];
    const key = wishes[index]?.username?.key;
    if (match === undefined || key === undefined || match.kind === 'rejected') return null;
    return match.kind === 'update' && match.account.usernameKey === key ? null : key;
  };
  const wanting = new Map<string, number[]>();
  const leaving = new Map<number, number>();
  matches.forEach((match, index) => {
    const key = newName(index);
    if (key === null) return;
    push(wanting, key, index);
    if (match.kind === 'update') leaving.set(match.account.id, index);
  });
  const open: number[] = [];
  /** Rejects a row; the name that it would have given up is then still taken. */
  const reject = (index: number, problem: RowProblem) => {
    const match = matches[index];
    matches[index] = rejected(problem);
    if (match?.kind === 'update' && leaving.delete(match.account.id)) {
      open.push(...(wanting.get(match.account.usernameKey) ?? []));
    }
  };
  for (const rows of wanting.values()) if (rows.length > 1) for (const index of rows) reject(index, usernameTwice);
  open.push(...[...wanting.values()].flat());
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const key = newName(index);
    const holder = key === null ? undefined : byKey.get(key);
    if (holder !== undefined && !leaving.has(holder.id)) reject(index, usernameTaken);
  }
}

function rejected(problem: RowProblem): { kind: 'rejected'; problems: RowProblem[] } {
  return { kind: 'rejected', problems: [problem] };
}

function push<K>(lists: Map<K, number[]>, key: K, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

const unknownId: RowProblem = {
  column: 'id',
  code: 'unknown_id',
  message: 'No account of this workspace has this id.',
  remedy: 'Leave the id blank to make a new account, or choose “create them instead”.',
};

const usernameMissing: RowProblem = {
  column: 'username',
  code: 'username_missing',
  message: 'The row has neither an id nor a username.',
  remedy: 'Fill in the username: it is the one field that every account needs.',
};

const usernameTaken: RowProblem = {
  column: 'username',
  code: 'username_taken',
  message: 'An account of this workspace has this username.',
  remedy: 'Choose “update it instead”, or give the row the id of that account.',
};

const usernameTwice: RowProblem = {
  column: 'username',
  code: 'username_twice',
  message: 'Several rows mean this username.',
  remedy: 'Keep one of them.',
};
