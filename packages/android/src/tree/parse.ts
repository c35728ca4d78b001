import { UiTreeError } from './error.ts';
import { readHierarchy, type Attributes } from './read.ts';
import type { Bounds, UiNode, UiTree } from './tree.ts';

export { treeLimits } from './read.ts';

type OpenNode = Omit<UiNode, 'children'> & { readonly children: UiNode[] };

/**
 * Reads a hierarchy in either dialect: `<node class="…">` (uiautomator) or `<android.widget.Button class="…">` (UiAutomator2).
 * Unknown attributes and text between elements are passed over.
 * @throws UiTreeError when there is nothing, more than the limits allow, or anything but a well-formed hierarchy
 */
export function parseUiTree(xml: string): UiTree {
  const roots: UiNode[] = [];
  const open: OpenNode[] = [];
  let inside = false;
  readHierarchy(xml, {
    open(name, attributes) {
      if (!inside) {
        inside = true;
        return;
      }
      const node = toNode(name, attributes);
      (open.at(-1)?.children ?? roots).push(node);
      open.push(node);
    },
    close() {
      open.pop();
    },
  });
  if (roots.length === 0) throw new UiTreeError('empty', 'The hierarchy holds no view.');
  return { roots };
}

function toNode(name: string, attributes: Attributes): OpenNode {
  const text = (key: string) => attributes[key] ?? '';
  const flag = (key: string) => attributes[key] === 'true';
  return {
    className: attributes['class'] ?? (name === 'node' ? '' : name),
    packageName: text('package'),
    text: text('text'),
    description: text('content-desc'),
    hint: text('hint'),
    resourceId: text('resource-id'),
    bounds: toBounds(text('bounds')),
    clickable: flag('clickable'),
    longClickable: flag('long-clickable'),
    checkable: flag('checkable'),
    checked: flag('checked'),
    enabled: attributes['enabled'] !== 'false',
    focusable: flag('focusable'),
    focused: flag('focused'),
    scrollable: flag('scrollable'),
    selected: flag('selected'),
    password: flag('password'),
    children: [],
  };
}

const boundsFormat = /^\[(-?\d{1,7}),(-?\d{1,7})\]\[(-?\d{1,7}),(-?\d{1,7})\]$/;
const noBounds: Bounds = { left: 0, top: 0, right: 0, bottom: 0 };

/** `[left,top][right,bottom]`; anything else is an empty rectangle. */
function toBounds(text: string): Bounds {
  const match = boundsFormat.exec(text);
  if (match === null) return noBounds;
  return { left: Number(match[1]), top: Number(match[2]), right: Number(match[3]), bottom: Number(match[4]) };
}
