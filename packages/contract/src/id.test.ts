import { expect, it } from 'vitest';
import { AccountQuery, BulkAct } from './accounts.ts';

const largest = 2_147_483_647;

it('takes no id that the database could not compare', () => {
  const list = (workspaceId: string) => AccountQuery.safeParse({ workspaceId }).success;
  expect([list('1'), list(String(largest)), list(String(largest + 1)), list('0'), list('1.5'), list('x')]).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
  const enable = (id: number) =>
    BulkAct.safeParse({ workspaceId: 1, selection: { ids: [id] }, act: { kind: 'enable' } }).success;
  expect([enable(largest), enable(largest + 1)]).toEqual([true, false]);
});
