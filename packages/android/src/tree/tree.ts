/** A rectangle in pixels of the screen; `right` and `bottom` are exclusive. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** One view of an Android screen, as accessibility reports it. Absent attributes are empty text or false. */
export interface UiNode {
  /** Taken from the `class` attribute, never from the element's name, which differs between the two dialects. */
  readonly className: string;
  readonly packageName: string;
  readonly text: string;
  /** The `content-desc` attribute. */
  readonly description: string;
  readonly hint: string;
  /** In full, such as `com.instagram.android:id/tab_bar`, or empty. */
  readonly resourceId: string;
  readonly bounds: Bounds;
  readonly clickable: boolean;
  readonly longClickable: boolean;
  readonly checkable: boolean;
  readonly checked: boolean;
  readonly enabled: boolean;
  readonly focusable: boolean;
  readonly focused: boolean;
  readonly scrollable: boolean;
  readonly selected: boolean;
  readonly password: boolean;
  readonly children: readonly UiNode[];
}

/** All windows of one dump, in its order; windows of the system and of a keyboard may come first. */
export interface UiTree {
  readonly roots: readonly UiNode[];
}

/** The middle of a node, in pixels: where a tap on it goes. */
export function center(node: UiNode): { x: number; y: number } {
  const { left, top, right, bottom } = node.bounds;
  return { x: Math.floor((left + right) / 2), y: Math.floor((top + bottom) / 2) };
}

/** Every node below the given ones, themselves included, parents before their children, in the dump's order. */
export function* walk(roots: readonly UiNode[]): Generator<UiNode, void, void> {
  const pending = roots.toReversed();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    yield node;
    for (let at = node.children.length - 1; at >= 0; at -= 1) {
      const child = node.children[at];
      if (child !== undefined) pending.push(child);
    }
  }
}

/** The first node for which `matches` holds, in the order of {@link walk}. */
export function find(roots: readonly UiNode[], matches: (node: UiNode) => boolean): UiNode | undefined {
  for (const node of walk(roots)) if (matches(node)) return node;
  return undefined;
}

/** All nodes for which `matches` holds, in the order of {@link walk}. */
export function findAll(roots: readonly UiNode[], matches: (node: UiNode) => boolean): UiNode[] {
  const found: UiNode[] = [];
  for (const node of walk(roots)) if (matches(node)) found.push(node);
  return found;
}
