import type { UiNode } from '@muster/android/tree';
import { commonWords } from '../reading/common-words.ts';
import { looksLikeHandle, shown } from '../reading/username.ts';
import { button, height, idOf, isVisible, pressable, type View } from '../reading/view.ts';
import type { AccountSwitcherScreen, SwitcherRow } from '../screen.ts';
import { words } from './words.ts';

/** Ids of older sheets, whose rows name the account in a text of its own. */
const rowNameIds = ['row_user_textview', 'row_user_primary_name'];

/** The sheet that lists the accounts signed in on this phone, with "Add account" below them. */
export function switcher(view: View): AccountSwitcherScreen | null {
  if (view.nodes.some((node) => node.password)) return null;
  const addAccount = button(view, commonWords.addAccount) ?? null;
  const named = view.nodes.filter((node) => rowNameIds.includes(idOf(node)));
  const rows = named.length > 0 ? rowsByName(view, named) : rowsByDescription(view, addAccount);
  if (addAccount === null && (rows.length === 0 || !hasSheetIds(view))) return null;
  if (rows.length === 0) return null;
  return {
    kind: 'account_switcher',
    rows,
    names: 'handles',
    addAccount,
    scrollable: view.nodes.find((node) => node.scrollable) ?? null,
  };
}

function hasSheetIds(view: View): boolean {
  return view.nodes.some((node) => ['recycler_view_container_id', ...rowNameIds].includes(idOf(node)));
}

function rowsByName(view: View, names: readonly UiNode[]): SwitcherRow[] {
  return distinct(
    names.flatMap((name) => {
      const node = pressable(view, name);
      const handle = handleIn(name.text);
      return node === undefined || handle === null || isAddAccount(name)
        ? []
        : [{ node, name: handle, active: isActive(node) }];
    }),
  );
}

/** Rows of the newer sheet have no ids: the description of what can be pressed is the username. */
function rowsByDescription(view: View, addAccount: UiNode | null): SwitcherRow[] {
  return distinct(
    view.nodes.flatMap((node) => {
      if (!node.clickable || node === addAccount || isAddAccount(node)) return [];
      if (addAccount !== null && node.bounds.top >= addAccount.bounds.top) return [];
      if (height(node.bounds) > height(view.screen) / 5) return [];
      const handle = handleIn(node.description);
      if (handle === null || !(node.longClickable || /ViewGroup|Layout/.test(node.className))) return [];
      return [{ node, name: handle, active: isActive(node) }];
    }),
  );
}

/** A row says more behind a comma: "name,  New notifications". */
function handleIn(said: string): string | null {
  const [first = ''] = said.split(',');
  const name = shown(first);
  if (!looksLikeHandle(name) || commonWords.close.is(name) !== undefined || commonWords.decline.is(name) !== undefined)
    return null;
  return words.menu.is(name) === undefined ? name : null;
}

function isAddAccount(node: UiNode): boolean {
  return (
    commonWords.addAccount.is(node.text) !== undefined || commonWords.addAccount.is(node.description) !== undefined
  );
}

function isActive(row: UiNode): boolean {
  return (
    row.selected || row.checked || row.children.some((child) => isVisible(child) && (child.selected || child.checked))
  );
}

/** One row an account; a name shown twice keeps the row that is active. */
function distinct(rows: readonly SwitcherRow[]): SwitcherRow[] {
  const byName = new Map<string, SwitcherRow>();
  for (const row of rows) {
    const before = byName.get(row.name);
    if (before === undefined || row.active) byName.set(row.name, row);
  }
  return [...byName.values()];
}
