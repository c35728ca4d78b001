import { nest, view } from '../view.ts';
import type { Box, View } from '../view.ts';

export const SCREEN: Box = [0, 0, 1080, 2400];
export const BELOW_STATUS_BAR: Box = [0, 80, 1080, 2400];

const DOWN_TO_MAIN = [
  'FrameLayout',
  'LinearLayout#action_bar_root',
  'FrameLayout#android:id/content',
  'ViewGroup#layout_container_parent',
  'FrameLayout#layout_container_main',
  'FrameLayout',
];

/** What the app puts around a page of its login flow. Captured: login_single_page. */
export function loginFrame(content: readonly View[]): View {
  return nest(['FrameLayout', 'LinearLayout', ...DOWN_TO_MAIN, 'FrameLayout'], SCREEN, [
    view('FrameLayout', BELOW_STATUS_BAR),
    view('FrameLayout', BELOW_STATUS_BAR, {}, [
      nest(['FrameLayout', ...Array<string>(6).fill('ViewGroup')], BELOW_STATUS_BAR, content),
      nest(['FrameLayout', 'ViewGroup'], [0, 80, 1080, 92], []),
    ]),
  ]);
}

/** What the app puts around a page its server draws, with a menu on top. Captured: the challenge and suspended pages. */
export function blocksFrame(menu: View, content: readonly View[]): View {
  return view('FrameLayout', SCREEN, {}, [
    view('LinearLayout', BELOW_STATUS_BAR, {}, [
      nest([...DOWN_TO_MAIN, 'FrameLayout#bloks_container', 'ViewGroup', 'ViewGroup', 'ViewGroup'], BELOW_STATUS_BAR, [
        menu,
        ...content,
      ]),
    ]),
    view('View', [0, 0, 1080, 80], { id: 'android:id/statusBarBackground' }),
  ]);
}

/** A button of the web-style pages: the name is its description, repeated as text and description of a child view. */
export function blocksButton(name: string, box: Box, tap: () => void): View {
  return view('Button', box, { desc: name, tap }, [nest(['ViewGroup'], box, [blocksText(name, inset(box))])]);
}

export function blocksText(text: string, box: Box): View {
  return view('View', box, { text, desc: text });
}

export function inset(box: Box, by = 36): Box {
  return [box[0] + by, box[1] + by, box[2] - by, box[3] - by];
}
