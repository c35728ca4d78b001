import type { Account } from '@muster/contract';
import { bodyOf, MusterRefusal } from '@muster/client';
import { muster } from '../../../console/client.ts';
import { draftOf, patchOf, rebase, type Clash, type EditorValues } from './editor-form.ts';

/** How often an edit is brought onto a newer account by itself before the person is told. */
const MOST_REBASES = 3;

export type Saved =
  | { readonly kind: 'saved'; readonly account: Account }
  /** Somebody changed the same fields: the person chooses, and saves again on what is stored now. */
  | {
      readonly kind: 'clash';
      readonly stored: Account;
      readonly values: EditorValues;
      readonly clashes: readonly Clash[];
    };

/** @throws MusterRefusal, with the field it is about */
export async function createAccount(values: EditorValues, workspaceId: number): Promise<Saved> {
  const account = bodyOf(await muster.POST('/api/v1/accounts', { body: draftOf(values, workspaceId) }));
  if (!values.loggedIn) return { kind: 'saved', account };
  return { kind: 'saved', account: await patch(account, { loggedIn: true }) };
}

/**
 * Saves an edit of the account as it was when the editor opened. Where somebody changed other fields in the meantime,
 * both edits are kept; where they changed the same ones, nothing is saved and the person is asked.
 * @throws MusterRefusal
 */
export async function saveAccount(values: EditorValues, base: Account): Promise<Saved> {
  let from = base;
  let wanted = values;
  for (let attempt = 1; ; attempt += 1) {
    const change = patchOf(wanted, from);
    if (Object.keys(change).length === 0) return { kind: 'saved', account: from };
    try {
      return { kind: 'saved', account: await patch(from, change) };
    } catch (error) {
      if (!isConflict(error) || attempt > MOST_REBASES) throw error;
    }
    const stored = bodyOf(await muster.GET('/api/v1/accounts/{id}', { params: { path: { id: base.id } } }));
    const moved = rebase(wanted, from, stored);
    if (moved.clashes.length > 0) return { kind: 'clash', stored, values: moved.values, clashes: moved.clashes };
    from = stored;
    wanted = moved.values;
  }
}

async function patch(account: Account, change: ReturnType<typeof patchOf>): Promise<Account> {
  const params = { path: { id: account.id }, header: { 'if-match': `"${account.version}"` } };
  return bodyOf(await muster.PATCH('/api/v1/accounts/{id}', { params, body: change }));
}

function isConflict(error: unknown): boolean {
  return error instanceof MusterRefusal && error.problem.code === 'version_conflict';
}
