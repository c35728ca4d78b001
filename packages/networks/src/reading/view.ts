import { walk, type Bounds, type UiNode, type UiTree } from '@muster/android/tree';
import { plain, type Phrases } from './wording.ts';

/** The visible nodes that one window, or a part of it, shows of one app. */
export interface View {
  /** Visible nodes of the package, in the dump's order. */
  readonly nodes: readonly UiNode[];
  /** Those that say something. */
  readonly spoken: readonly UiNode[];
  readonly window: Bounds;
  /** The rectangle that all windows of the dump fill together. */
  readonly screen: Bounds;
  parent(node: UiNode): UiNode | undefined;
}

/** A view of each window in which the package has a visible node. Windows of others are left out. */
export function viewsOf(tree: UiTree, packageName: string): View[] {
  const screen = hull(tree.roots.map((root) => root.bounds));
  return tree.roots.flatMap((root) => {
    const parents = new Map<UiNode, UiNode>();
    const nodes: UiNode[] = [];
    for (const node of walk([root])) {
      for (const child of node.children) parents.set(child, node);
      if (node.packageName === packageName && isVisible(node)) nodes.push(node);
    }
    if (nodes.length === 0) return [];
    const spoken = nodes.filter((node) => says(node) !== '');
    return [{ nodes, spoken, window: root.bounds, screen, parent: (node: UiNode) => parents.get(node) }];
  });
}

export function isVisible(node: UiNode): boolean {
  return width(node.bounds) > 0 && height(node.bounds) > 0;
}

export function width(bounds: Bounds): number {
  return bounds.right - bounds.left;
}

export function height(bounds: Bounds): number {
  return bounds.bottom - bounds.top;
}

export function area(bounds: Bounds): number {
  return width(bounds) * height(bounds);
}

/** The smallest rectangle around all of them. */
export function hull(all: readonly Bounds[]): Bounds {
  return {
    left: Math.min(...all.map((b) => b.left)),
    top: Math.min(...all.map((b) => b.top)),
    right: Math.max(...all.map((b) => b.right)),
    bottom: Math.max(...all.map((b) => b.bottom)),
  };
}

/** What a node says: its text, else its description. Names of missing resources (`@2131954894`) say nothing. */
export function says(node: UiNode): string {
  const text = node.text.trim() === '' ? node.description : node.text;
  return /^@213\d{7}$/.test(text.trim()) ? '' : text.trim();
}

/** Everything a node says, a field's hint too. */
export function voices(node: UiNode): string[] {
  return [node.text, node.description, node.hint].filter((text) => text.trim() !== '');
}

/** The last part of an id: `tab_bar` of `com.instagram.android:id/tab_bar`. */
export function idOf(node: UiNode): string {
  return node.resourceId.slice(node.resourceId.lastIndexOf('/') + 1);
}

export function byId(view: View, ...ids: readonly string[]): UiNode | undefined {
  return view.nodes.find((node) => ids.includes(idOf(node)) && node.resourceId !== '');
}

/** Whether the node's text or its description is one of the phrases. */
export function isCalled(node: UiNode, name: Phrases): boolean {
  return name.is(node.text) !== undefined || name.is(node.description) !== undefined;
}

/** What must be tapped to press this node: itself, else the nearest clickable one around it. */
export function pressable(view: View, node: UiNode): UiNode | undefined {
  for (let at: UiNode | undefined = node; at !== undefined; at = view.parent(at)) {
    if (at.clickable && at.enabled && isVisible(at)) return at;
  }
  return undefined;
}

/**
 * The pressable node of that name. Bloks pages repeat a button's name on a child that cannot be pressed, so the one that
 * can be is preferred; text in the middle of a page counts only when what is around it is no larger than a button.
 */
export function button(view: View, name: Phrases): UiNode | undefined {
  const named = view.nodes.filter((node) => isCalled(node, name));
  const itself = named.find((node) => node.clickable && node.enabled);
  if (itself !== undefined) return itself;
  for (const node of named) {
    const around = pressable(view, node);
    if (around !== undefined && height(around.bounds) <= height(view.screen) / 6) return around;
  }
  return undefined;
}

/** Like {@link button}, for a name that is only part of what the button says. */
export function buttonMentioning(view: View, name: Phrases): UiNode | undefined {
  const exact = button(view, name);
  if (exact !== undefined) return exact;
  for (const node of view.nodes) {
    if (!name.within(node.text) && !name.within(node.description)) continue;
    const around = pressable(view, node);
    if (around !== undefined && height(around.bounds) <= height(view.screen) / 6) return around;
  }
  return undefined;
}

/** Whether any node says exactly one of the phrases. */
export function shows(view: View, text: Phrases): boolean {
  return view.nodes.some((node) => isCalled(node, text));
}

/** Whether a short text (a heading or a sentence, no caption) holds one of the phrases. */
export function mentions(view: View, text: Phrases): boolean {
  return view.nodes.some((node) =>
    [node.text, node.description].some((said) => said.length <= 400 && text.within(said)),
  );
}

/** Whether a text begins with one of the phrases. */
export function headed(view: View, text: Phrases): boolean {
  return view.nodes.some((node) => text.opens(node.text) || text.opens(node.description));
}

export function isField(node: UiNode): boolean {
  return /EditText|AutoCompleteTextView/.test(node.className);
}

/** Whether something has been typed into the field: what it holds is neither its hint nor its label. */
export function isFilled(node: UiNode): boolean {
  const text = plain(node.text);
  return text !== '' && text !== plain(node.hint) && text !== plain(node.description);
}

export function covers(outer: Bounds, inner: Bounds): boolean {
  return (
    outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom
  );
}

/** How many pixels two rectangles share from left to right; negative when they are apart. */
export function sharedWidth(one: Bounds, other: Bounds): number {
  return Math.min(one.right, other.right) - Math.max(one.left, other.left);
}
