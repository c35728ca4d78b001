import { nest, view } from '../view.ts';
import type { Box, View } from '../view.ts';
import { SCREEN } from './frame.ts';
import type { Scene } from './scene.ts';

interface DialogIds {
  window: string;
  layer: string;
  card: string;
  head: string;
  body: string;
  scroll: string;
  text: string;
  buttons: string;
}

/** Captured: popup_contacts_dialog and trill_popup_friends_dialog, which differ in ids, words and places. */
const CONTACTS: DialogIds = {
  window: 'us',
  layer: 's2q',
  card: 'zqh',
  head: 'wbr',
  body: 'ct5',
  scroll: 'scv',
  text: 'e_h',
  buttons: 'u7',
};
const FRIENDS: DialogIds = {
  window: 'uq',
  layer: 'rfv',
  card: 'yx6',
  head: 'vk8',
  body: 'cpf',
  scroll: 'rqj',
  text: 'e6g',
  buttons: 'u5',
};

export function contactsDialog(scene: Scene): View {
  const { words } = scene;
  return dialog(scene, CONTACTS, words.contacts, [words.openSettings, words.dontAllow]);
}

export function friendsDialog(scene: Scene): View {
  const { words } = scene;
  return dialog(scene, FRIENDS, words.friends, [words.ok, words.dontAllow]);
}

/** As captured, the button on the right comes first in the tree. */
function dialog(scene: Scene, ids: DialogIds, text: string, [right, left]: readonly [string, string]): View {
  const close = (): void => scene.dismiss();
  const card: Box = [172, 999, 907, 1473];
  const row: Box = [172, 1348, 907, 1473];
  return nest(
    ['FrameLayout', 'LinearLayout', 'FrameLayout', `FrameLayout#${ids.window}`, 'FrameLayout#android:id/content'],
    SCREEN,
    [
      view('FrameLayout', SCREEN, { clickable: true }, [
        view('FrameLayout', [0, 136, 1080, 2337], { id: ids.layer }, [
          view('FrameLayout', card, { id: ids.card, desc: 'Dialog', focusable: true }, [
            view('LinearLayout', card, {}, [
              view('FrameLayout', [172, 999, 907, 1062], { id: ids.head }),
              nest(
                [`FrameLayout#${ids.body}`, 'LinearLayout'],
                [225, 1062, 854, 1294],
                [
                  view('ScrollView', [225, 1062, 854, 1294], { id: ids.scroll, focusable: true }, [
                    view('TextView', [225, 1062, 843, 1294], { id: ids.text, text }),
                  ]),
                ],
              ),
              nest(
                [`FrameLayout#${ids.buttons}`, 'LinearLayout'],
                [172, 1347, 907, 1473],
                [
                  view('View', [172, 1347, 907, 1348]),
                  view('ViewGroup', row, {}, [
                    view('Button', [540, 1348, 907, 1473], { text: right, tap: close }),
                    view('Button', [172, 1348, 539, 1473], { text: left, tap: close }),
                  ]),
                ],
              ),
            ]),
          ]),
        ]),
      ]),
    ],
  );
}

/** After the description of a capture of 43.1.4: nested groups, no text, nothing that can be pressed. */
export function updateDialog(): View {
  const card: Box = [120, 800, 960, 1700];
  return nest(['FrameLayout', 'FrameLayout#android:id/content'], SCREEN, [
    nest(['ViewGroup', 'ViewGroup', 'ViewGroup'], card, [
      view('ViewGroup', card),
      view('ViewGroup', [160, 1500, 920, 1640]),
    ]),
  ]);
}

/** Assumed, after notes: a dialog with OK. */
export function loggedOutDialog(scene: Scene): View {
  const card: Box = [172, 999, 907, 1473];
  return nest(['FrameLayout', 'FrameLayout#android:id/content', 'LinearLayout'], card, [
    view('TextView', [225, 1062, 854, 1294], { text: scene.words.loggedOut }),
    view('Button', [172, 1348, 907, 1473], { text: scene.words.ok, tap: () => scene.dismiss() }),
  ]);
}
