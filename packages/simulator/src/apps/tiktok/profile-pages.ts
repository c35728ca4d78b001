import { shownCount } from '../numbers.ts';
import { nest, view } from '../view.ts';
import type { Box, View } from '../view.ts';
import { label, SCREEN, tabBar, textButton } from './frame.ts';
import type { Scene } from './scene.ts';

function profileFrame(scene: Scene, content: readonly View[]): View {
  const open = (tab: 'home' | 'profile'): void => scene.go({ kind: tab === 'home' ? 'feed' : 'profile' });
  return nest(['FrameLayout', 'LinearLayout', 'FrameLayout#android:id/content', 'FrameLayout', 'TabHost#lda'], SCREEN, [
    view('FrameLayout', [0, 0, 1080, 2265], { id: 'lcn' }, content),
    tabBar({ ids: scene.ids, words: scene.words.tabs, selected: 'profile', open }),
  ]);
}

/** Assumed, after code that drives it. */
export function signedOutProfilePage(scene: Scene): View {
  const { words } = scene;
  return profileFrame(scene, [
    label(words.tabs.profile, [400, 110, 680, 190]),
    view('ImageView', [890, 100, 1050, 210], { desc: words.menu, clickable: true }),
    label(words.signUpForAccount, [240, 1050, 840, 1130]),
    textButton(words.signUp, [290, 1170, 790, 1300], () => scene.go({ kind: 'sign_up' })),
  ]);
}

/** After the description of captures of 43.1.4 and 47.0.3: counters pair by place, and the handle starts with "@". */
export function ownProfilePage(scene: Scene): View {
  const { words, ids } = scene;
  const username = scene.active ?? '';
  const name = scene.account(username)?.account.displayName ?? username;
  return profileFrame(scene, [
    view('ImageView', [30, 100, 150, 210], { desc: words.addFriends, clickable: true }),
    view('Button', [300, 110, 780, 200], { text: name, tap: () => scene.show({ kind: 'switcher' }) }),
    view('ImageView', [890, 100, 1050, 210], { desc: words.menu, clickable: true }),
    view('ImageView', [420, 260, 660, 500], { id: ids.avatar, desc: words.photo, clickable: true }),
    view('Button', [600, 440, 680, 520], { desc: words.createStory, clickable: true }),
    view('Button', [300, 520, 780, 590], { id: ids.name, text: name, clickable: true }),
    view('Button', [300, 600, 780, 660], { id: ids.handle, text: `@${username}`, clickable: true }),
    counters(scene, username),
    textButton(words.edit, [240, 830, 540, 930], () => undefined),
    view('LinearLayout', [560, 830, 860, 930], { clickable: true }, [label('TikTok Studio', [580, 850, 840, 910])]),
  ]);
}

/** All values share one id, all labels another. The page never shows a number of videos. */
function counters(scene: Scene, username: string): View {
  const { words, ids, locale } = scene;
  const figures = scene.account(username)?.account;
  const pairs: readonly (readonly [string, number | undefined])[] = [
    [words.counters.following, figures?.following],
    [words.counters.followers, figures?.followers],
    [words.counters.likes, figures?.hearts],
  ];
  const children = pairs.map(([name, value], at) => {
    const box: Box = [130 + at * 280, 690, 390 + at * 280, 810];
    return view('LinearLayout', box, { clickable: true }, [
      view('TextView', [box[0], 690, box[2], 750], { id: ids.value, text: shownCount(value ?? 0, locale) }),
      view('TextView', [box[0], 750, box[2], 810], { id: ids.label, text: name }),
    ]);
  });
  return view('LinearLayout', [130, 690, 950, 810], {}, children);
}

/** Assumed, after notes: rows show the display name, not the handle; "Add account" is missing when there are eight. */
export function switcherSheet(scene: Scene): View {
  const { words } = scene;
  const top = 1100;
  const rows = scene.signedIn.map((username, at) => switcherRow(scene, username, top + 160 + at * 140));
  const below = top + 160 + rows.length * 140;
  const add = view('LinearLayout', [0, below, 1080, below + 140], { tap: () => scene.go({ kind: 'sign_up' }) }, [
    view('ImageView', [40, below + 20, 140, below + 120]),
    label(words.addAccount, [180, below + 45, 900, below + 95]),
  ]);
  return nest(['FrameLayout', 'LinearLayout', 'FrameLayout#android:id/content'], SCREEN, [
    label(words.switchTitle, [300, top + 30, 780, top + 110]),
    view('ImageView', [960, top + 20, 1060, top + 120], { desc: words.close, tap: () => scene.dismiss() }),
    view('androidx.recyclerview.widget.RecyclerView', [0, top + 160, 1080, 2400], { scrollable: true }, [
      ...rows,
      ...(scene.canAddAccount ? [add] : []),
    ]),
  ]);
}

function switcherRow(scene: Scene, username: string, top: number): View {
  const name = scene.account(username)?.account.displayName ?? username;
  const active = username === scene.active;
  const check = view('ImageView', [960, top + 40, 1020, top + 100], { id: 'lkq', selected: true });
  return view('LinearLayout', [0, top, 1080, top + 140], { id: 'lrq', tap: () => scene.switchTo(username) }, [
    view('ImageView', [40, top + 20, 140, top + 120]),
    view('TextView', [180, top + 45, 900, top + 95], { id: 'lkp', text: name }),
    ...(active ? [check] : []),
  ]);
}
