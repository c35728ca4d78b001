import type { TextField } from './editing.ts';

/** Left, top, right, bottom in pixels of the display. */
export type Box = readonly [number, number, number, number];

export interface ViewProps {
  /** Short ("tab_bar": of the app's own package) or full ("android:id/content"). */
  id?: string;
  text?: string;
  desc?: string;
  /** Shown while the field is empty: Android then reports it as the text as well. */
  hint?: string;
  /** What a tap does. A view that has it is clickable. */
  tap?: () => void;
  longTap?: () => void;
  field?: TextField;
  clickable?: boolean;
  longClickable?: boolean;
  focusable?: boolean;
  focused?: boolean;
  checkable?: boolean;
  checked?: boolean;
  scrollable?: boolean;
  selected?: boolean;
  password?: boolean;
  disabled?: boolean;
  inputType?: number;
  maxLength?: number;
}

/** One node of a window, as accessibility services see it. Made anew for each look at the screen. */
export interface View extends ViewProps {
  readonly className: string;
  readonly box: Box;
  readonly children: readonly View[];
}

/** One window: its views all belong to one package. */
export interface Window {
  packageName: string;
  root: View;
}

/** Every phone has this display. Captures from other sizes were scaled to it. */
export const DISPLAY = { width: 1080, height: 2400 } as const;

/** A view. `View` and `ViewGroup` mean android.view's, any other short name android.widget's. */
export function view(name: string, box: Box, props: ViewProps = {}, children: readonly View[] = []): View {
  const clickable = props.clickable ?? props.tap !== undefined;
  return {
    ...props,
    className: fullClassName(name),
    box,
    children,
    clickable,
    focusable: props.focusable ?? clickable,
  };
}

function fullClassName(name: string): string {
  if (name.includes('.')) return name;
  return name === 'View' || name === 'ViewGroup' ? `android.view.${name}` : `android.widget.${name}`;
}

/**
 * Views each inside the one before, all of one size, the innermost holding `children`.
 * A step is a class, or "Class#id".
 */
export function nest(steps: readonly string[], box: Box, children: readonly View[]): View {
  const [first = 'FrameLayout', ...rest] = steps;
  const [name = 'FrameLayout', id] = first.split('#');
  return view(name, box, id === undefined ? {} : { id }, rest.length === 0 ? children : [nest(rest, box, children)]);
}

export function contains(box: Box, x: number, y: number): boolean {
  return x >= box[0] && y >= box[1] && x < box[2] && y < box[3];
}

export function center(box: Box): { x: number; y: number } {
  return { x: Math.floor((box[0] + box[2]) / 2), y: Math.floor((box[1] + box[3]) / 2) };
}

/** The view that takes a touch, as ViewGroup.dispatchTouchEvent finds it: last drawn first, the deepest that listens. */
export function touched(root: View, x: number, y: number): View | null {
  if (!contains(root.box, x, y)) return null;
  for (const child of root.children.toReversed()) {
    const found = touched(child, x, y);
    if (found) return found;
  }
  return root.clickable === true || root.longClickable === true ? root : null;
}

/** Every view below and including this one, in document order. */
export function* walk(root: View): Generator<View> {
  yield root;
  for (const child of root.children) yield* walk(child);
}

/** What an accessibility service reads as the view's text: dots for a password, the hint while the field is empty. */
export function shownText(node: View): string {
  if (!node.field) return node.text ?? '';
  if (node.field.value === '') return node.hint ?? '';
  return node.password === true ? '•'.repeat(node.field.value.length) : node.field.value;
}

/** "android:id/content" of "android:id/content", "com.x:id/tab_bar" of "tab_bar". Empty when the view has none. */
export function resourceId(node: View, packageName: string): string {
  if (node.id === undefined) return '';
  return node.id.includes(':') ? node.id : `${packageName}:id/${node.id}`;
}
