import type { UiNode } from '@muster/android/tree';
import { commonWords } from '../reading/common-words.ts';
import { pressableRow } from '../reading/cover.ts';
import { looksLikeHandle } from '../reading/username.ts';
import { button, isField, says, shows, type View } from '../reading/view.ts';
import type { AccountSwitcherScreen, SwitcherRow } from '../screen.ts';
import { words } from './words.ts';

/** The sheet "Switch account": a row for each account, "Add account" at the end (absent when the app holds no more). */
export function switcher(view: View): AccountSwitcherScreen | null {
  if (!shows(view, words.switcher) || view.nodes.some(isField)) return null;
  const add = button(view, commonWords.addAccount) ?? null;
  const rows = rowsOf(view, add);
  if (rows.length === 0) return null;
  return {
    kind: 'account_switcher',
    rows,
    names: rows.every((row) => row.name.startsWith('@')) ? 'handles' : 'display_names',
    addAccount: add,
    scrollable: view.nodes.find((node) => node.scrollable) ?? null,
  };
}

/** A row is what can be pressed around a name; it is known by the first thing said in it, a handle where there is one. */
function rowsOf(view: View, add: UiNode | null): SwitcherRow[] {
  const texts = new Map<UiNode, UiNode[]>();
  for (const node of view.spoken) {
    if (words.switcher.is(says(node)) || commonWords.close.is(says(node)) || commonWords.decline.is(says(node)))
      continue;
    const row = pressableRow(view, node);
    if (row === undefined || row === add) continue;
    texts.set(row, [...(texts.get(row) ?? []), node]);
  }
  return [...texts].flatMap(([node, said]) => {
    const names = said.map((text) => text.text.trim()).filter((text) => text !== '');
    const name = names.find((text) => text.startsWith('@') && looksLikeHandle(text)) ?? names[0] ?? says(node);
    return name === ''
      ? []
      : [{ node, name, active: node.selected || node.checked || said.some((part) => part.selected) }];
  });
}
