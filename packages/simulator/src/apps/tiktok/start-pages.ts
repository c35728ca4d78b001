import { nest, view } from '../view.ts';
import type { View } from '../view.ts';
import { label, pageFrame, SCREEN, tabBar, textButton } from './frame.ts';
import type { Scene } from './scene.ts';

/** Assumed, after code that drives it: the first start's consent. */
export function agreePage(scene: Scene): View {
  const { words } = scene;
  return pageFrame([
    label(words.terms, [80, 1500, 1000, 1700]),
    textButton(words.agree, [80, 1900, 1000, 2040], () => scene.nextCover()),
  ]);
}

/** Assumed, after code that drives it. */
export function interestsPage(scene: Scene): View {
  const { words } = scene;
  const topics = ['Comedy', 'Travel', 'Sports', 'Food', 'Music', 'Gaming'];
  return pageFrame([
    label(words.interests, [80, 220, 1000, 320]),
    ...topics.map((topic, at) =>
      view(
        'CheckBox',
        [80 + (at % 2) * 480, 480 + Math.floor(at / 2) * 160, 500 + (at % 2) * 480, 600 + Math.floor(at / 2) * 160],
        {
          text: topic,
          checkable: true,
          clickable: true,
        },
      ),
    ),
    textButton(words.skip, [80, 2150, 500, 2290], () => scene.nextCover()),
    textButton(words.next, [580, 2150, 1000, 2290], () => scene.nextCover(), true),
  ]);
}

/** Assumed, after code that drives it: a lesson over the feed. It goes with a swipe or its button. */
export function swipeUpPage(scene: Scene): View {
  const { words } = scene;
  return pageFrame([
    view('ImageView', [340, 900, 740, 1400]),
    label(words.swipeUp, [240, 1450, 840, 1550]),
    textButton(words.startWatching, [240, 1700, 840, 1840], () => scene.nextCover()),
  ]);
}

/** Captured: feed_for_you_2025-09, without the frames that hold nothing. */
export function feedPage(scene: Scene): View {
  const { ids, words } = scene;
  const open = (tab: 'home' | 'profile'): void => scene.go({ kind: tab === 'home' ? 'feed' : 'profile' });
  const frames = ['FrameLayout', 'LinearLayout', 'FrameLayout#android:id/content', 'FrameLayout', 'FrameLayout#qhv'];
  return nest([...frames, 'FrameLayout#hbz'], SCREEN, [
    view('TabHost', SCREEN, { id: 'lda', focusable: true }, [
      nest(['FrameLayout#lcn', 'FrameLayout#t7t', 'FrameLayout#glz'], SCREEN, [
        view('X.0olP', SCREEN, { id: 'xb3', focusable: true, scrollable: true }, [video()]),
        topBar(scene),
      ]),
      tabBar({ ids, words: words.tabs, selected: 'home', open }),
    ]),
  ]);
}

function video(): View {
  return view(
    'androidx.viewpager.widget.ViewPager',
    [0, 0, 1080, 2265],
    { id: 'xb3', focusable: true, scrollable: true },
    [
      view('FrameLayout', [0, 0, 1080, 2265], { id: 'view_rootview' }, [
        view('View', [0, 0, 1080, 2265], { id: 'long_press_layout', desc: 'Video', clickable: true }),
        view('ImageView', [923, 1128, 1056, 1276], { id: 'wkj', desc: 'Harbour Lights profile', clickable: true }),
        view('Button', [899, 1218, 1080, 1332], { id: 'gro', desc: 'Follow Harbour Lights', clickable: true }),
        view('Button', [888, 1332, 1080, 1531], { id: 'emm', desc: 'Like video. 480.1K likes', clickable: true }, [
          view('ImageView', [922, 1332, 1057, 1480], { id: 'ema', desc: 'Like' }),
          view('Button', [888, 1480, 1080, 1509], { id: 'eme', text: '480.1K', clickable: true, focusable: false }),
        ]),
        view('Button', [888, 1531, 1080, 1730], {
          id: 'dg3',
          desc: 'Read or add comments. 3,264 comments',
          clickable: true,
        }),
        view('Button', [36, 2072, 449, 2145], { id: 'title', text: 'Harbour Lights', clickable: true }),
        view('com.bytedance.tux.input.TuxTextLayoutView', [36, 2169, 840, 2265], {
          text: 'The light over the harbour tonight… more',
        }),
      ]),
    ],
  );
}

function topBar({ words, ids }: Scene): View {
  const names = [words.top.explore, words.top.following, words.top.shop, words.top.forYou];
  return view('LinearLayout', [0, 97, 1080, 290], { id: 'tyh' }, [
    nest(
      ['HorizontalScrollView', 'LinearLayout'],
      [168, 97, 912, 290],
      names.map((name, at) => topTab(name, at, at === 3)),
    ),
    view('ImageView', [912, 100, 1080, 287], { id: ids.search, desc: words.top.search, clickable: true }),
  ]);
}

function topTab(name: string, at: number, selected: boolean): View {
  const box = [180 + at * 180, 97, 360 + at * 180, 290] as const;
  return view('X.0p0l', box, { clickable: true, selected }, [
    view('LinearLayout', box, { desc: name, selected }, [
      view('TextView', box, { id: 'android:id/text1', text: name, selected }),
    ]),
  ]);
}
