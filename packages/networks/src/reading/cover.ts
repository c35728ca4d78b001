import { walk, type Bounds, type UiNode } from '@muster/android/tree';
import { commonWords } from './common-words.ts';
import { button, byId, height, hull, idOf, isField, pressable, says, width, type View, covers } from './view.ts';

/** The button that declines or closes; where there is only one that takes note, that one. */
export function dismissal(view: View): UiNode | null {
  return button(view, commonWords.decline) ?? button(view, commonWords.declineOrClose) ?? onlyAcknowledgement(view);
}

function onlyAcknowledgement(view: View): UiNode | null {
  const acknowledge = button(view, commonWords.acknowledge);
  if (acknowledge === undefined) return null;
  const buttons = view.nodes.filter((node) => node.clickable && node.className.endsWith('Button'));
  return buttons.length <= 1 ? acknowledge : null;
}

/** The part of a view that lies in one subtree, so that its buttons are not mistaken for those below it. */
export function within(view: View, roots: readonly UiNode[]): View {
  const inside = new Set(walk(roots));
  const nodes = view.nodes.filter((node) => inside.has(node));
  return { ...view, nodes, spoken: nodes.filter((node) => says(node) !== '') };
}

/**
 * A dialog of Android's own or of the app: the part of the view that is the dialog, or null.
 * Known by Android's ids for dialogs, by a node called "Dialog", or by a layout in which all that is said and pressed keeps
 * clear of every edge of the screen.
 */
export function dialogIn(view: View): View | null {
  const marked = view.nodes.find((node) => isDialogNode(node));
  if (marked !== undefined) {
    const root = dialogRoot(view, marked);
    return within(view, [root]);
  }
  return isCard(view) ? view : null;
}

const dialogIds = new Set([
  'parentPanel',
  'alertTitle',
  'alertTitleContainer',
  'buttonPanel',
  'dialog_container',
  'dialog_body',
]);

function isDialogNode(node: UiNode): boolean {
  if (node.description === 'Dialog') return true;
  if (dialogIds.has(idOf(node))) return true;
  return node.resourceId === 'android:id/button1' || node.resourceId === 'android:id/button2';
}

/** Climbs from a part of the dialog to the widest node that still keeps clear of the screen's left and right edges. */
function dialogRoot(view: View, part: UiNode): UiNode {
  let root = part;
  for (let at = view.parent(part); at !== undefined && !spansScreen(view, at.bounds); at = view.parent(at)) root = at;
  if (root !== part || part.description === 'Dialog') return root;
  // A window that is itself no larger than its dialog: everything in it belongs to the dialog.
  for (let at = view.parent(root); at !== undefined; at = view.parent(at)) root = at;
  return root;
}

function spansScreen(view: View, bounds: Bounds): boolean {
  return width(bounds) >= width(view.screen) * 0.98;
}

/** A card: one box that holds all that is said, and keeps clear of every edge; or a window that is no larger than that. */
function isCard(view: View): boolean {
  const { spoken, screen, window } = view;
  const pressables = view.nodes.filter((node) => node.clickable && says(node) !== '');
  if (spoken.length < 2 || spoken.length > 14 || pressables.length === 0) return false;
  if (view.nodes.some(isField)) return false;
  if (keepsClear(window, screen) || (window.left > 0 && window.top > 0)) return true;
  const said = hull(spoken.map((node) => node.bounds));
  return view.nodes.some((node) => keepsClear(node.bounds, screen) && covers(node.bounds, said));
}

function keepsClear(box: Bounds, screen: Bounds): boolean {
  const side = width(screen) * 0.03;
  const end = height(screen) * 0.1;
  return (
    box.left >= screen.left + side &&
    box.right <= screen.right - side &&
    box.top >= screen.top + end &&
    box.bottom <= screen.bottom - end
  );
}

/**
 * A sheet that rises from the bottom over a page: the part of the view that is the sheet, or null.
 * Instagram's has ids of its own, and what lies beneath is still in the tree. Otherwise: all that is said lies below an
 * empty node that can be pressed to close it.
 */
export function sheetIn(view: View): { readonly sheet: View; readonly scrim: UiNode | null } | null {
  const container = view.nodes.find(
    (node) => idOf(node) === 'layout_container_bottom_sheet' && node.children.length > 0,
  );
  if (container !== undefined) return { sheet: within(view, [container]), scrim: null };
  const dimmer = byId(view, 'background_dimmer');
  if (dimmer !== undefined) {
    const around = view.parent(dimmer);
    return { sheet: around === undefined ? view : within(view, [around]), scrim: null };
  }
  if (view.spoken.length === 0 || view.nodes.some((node) => node.password)) return null;
  const box = hull(view.spoken.map((node) => node.bounds));
  if (box.top < view.screen.top + height(view.screen) * 0.2) return null;
  const scrim = view.nodes.find(
    (node) =>
      node.clickable &&
      says(node) === '' &&
      node.children.length === 0 &&
      width(node.bounds) >= width(view.screen) * 0.98 &&
      node.bounds.bottom <= box.top &&
      height(node.bounds) >= height(view.screen) * 0.15,
  );
  return scrim === undefined ? null : { sheet: view, scrim };
}

/** The nearest thing around a node that can be pressed, unless it is a whole page. */
export function pressableRow(view: View, node: UiNode): UiNode | undefined {
  const around = pressable(view, node);
  return around !== undefined && height(around.bounds) <= height(view.screen) / 5 ? around : undefined;
}
