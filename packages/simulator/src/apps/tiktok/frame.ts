import { nest, view } from '../view.ts';
import type { Box, View } from '../view.ts';

export const SCREEN: Box = [0, 0, 1080, 2400];
const TAB_TOP = 2265;

/** A page of its own activity: a window with a content frame. */
export function pageFrame(content: readonly View[]): View {
  return nest(['FrameLayout', 'LinearLayout', 'FrameLayout#android:id/content', 'FrameLayout'], SCREEN, content);
}

/** A button whose name is its text, as TikTok's native pages have them. */
export function textButton(text: string, box: Box, tap: () => void, disabled = false): View {
  return disabled
    ? view('Button', box, { text, disabled: true, focusable: true, clickable: true })
    : view('Button', box, { text, tap });
}

export function label(text: string, box: Box, id?: string): View {
  return view('TextView', box, id === undefined ? { text } : { text, id });
}

/** Captured: splash_blank. */
export function splashPage(): View {
  return view('FrameLayout', SCREEN, {}, [
    view('LinearLayout', [0, 0, 1080, 2270], {}, [
      nest(
        ['FrameLayout#android:id/content', 'FrameLayout'],
        [0, 0, 1080, 2270],
        [
          view('FrameLayout', [0, 0, 1080, 2270], { id: 'h8d' }),
          view('LinearLayout', [0, 0, 1080, 2270], { id: 'uj' }, [view('FrameLayout', [0, 0, 1080, 2270])]),
        ],
      ),
    ]),
    view('View', [0, 0, 1080, 65], { id: 'android:id/statusBarBackground' }),
    view('View', [0, 2270, 1080, 2400], { id: 'android:id/navigationBarBackground' }),
  ]);
}

const nothing = (): void => undefined;

export interface Tabs {
  ids: { home: string; friends: string; create: string; inbox: string; profile: string };
  words: { home: string; friends: string; create: string; inbox: string; profile: string };
  selected: 'home' | 'profile';
  open: (tab: 'home' | 'profile') => void;
}

/** Captured: feed_for_you_2025-09. */
export function tabBar({ ids, words, selected, open }: Tabs): View {
  return view('LinearLayout', [0, TAB_TOP, 1080, 2400], { id: 'lcj' }, [
    tab(0, ids.home, words.home, selected === 'home', () => open('home')),
    tab(1, ids.friends, words.friends, false, nothing),
    view('Button', [432, TAB_TOP, 648, 2400], { id: ids.create, desc: words.create, clickable: true }, [
      view('ImageView', [432, TAB_TOP, 648, 2400]),
    ]),
    tab(3, ids.inbox, words.inbox, false, nothing),
    tab(4, ids.profile, words.profile, selected === 'profile', () => open('profile')),
  ]);
}

function tab(at: number, id: string, name: string, selected: boolean, tap: () => void): View {
  const left = at * 216;
  return view('FrameLayout', [left, TAB_TOP, left + 216, 2400], { id, desc: name, selected, tap }, [
    view('TextView', [left, 2340, left + 216, 2380], { text: name, selected }),
    view('ImageView', [left + 60, 2272, left + 156, 2338], { selected }),
  ]);
}
