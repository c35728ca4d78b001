import { resourceId, shownText, walk } from '../apps/view.ts';
import type { View, Window } from '../apps/view.ts';

/** A view as a locator finds it: where it is, and in which window. */
export interface Found {
  view: View;
  packageName: string;
}

export function allFound(windows: readonly Window[]): Found[] {
  return windows.flatMap(({ root, packageName }) => [...walk(root)].map((view) => ({ view, packageName })));
}

/** The value of one attribute as `/source` writes it, or null when the view has none of that name. */
export function attributeOf({ view, packageName }: Found, name: string): string | null {
  switch (name) {
    case 'text':
      return shownText(view);
    case 'content-desc':
    case 'contentDescription':
      return view.desc ?? null;
    case 'name':
      return view.desc ?? shownText(view);
    case 'resource-id':
    case 'resourceId':
      return resourceId(view, packageName) || null;
    case 'class':
    case 'className':
      return view.className;
    case 'package':
      return packageName;
    case 'bounds':
      return `[${view.box[0]},${view.box[1]}][${view.box[2]},${view.box[3]}]`;
    case 'hint':
      return view.field ? (view.hint ?? '') : null;
    default:
      return flagOf(view, name);
  }
}

function flagOf(view: View, name: string): string | null {
  const flags: Record<string, boolean> = {
    checkable: view.checkable === true,
    checked: view.checked === true,
    clickable: view.clickable === true,
    enabled: view.disabled !== true,
    focusable: view.focusable === true,
    focused: view.focused === true,
    'long-clickable': view.longClickable === true,
    longClickable: view.longClickable === true,
    password: view.password === true,
    scrollable: view.scrollable === true,
    selected: view.selected === true,
    displayed: true,
  };
  return Object.hasOwn(flags, name) ? String(flags[name]) : null;
}
