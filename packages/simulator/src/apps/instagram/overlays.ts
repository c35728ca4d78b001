import { nest, view } from '../view.ts';
import type { Box, View } from '../view.ts';
import { blocksButton, blocksText, inset, SCREEN } from './frame.ts';
import type { Scene } from './scene.ts';

const CARD: Box = [148, 792, 932, 1543];

/** Captured: popup_rate_instagram. A window of its own. */
export function rateDialog(scene: Scene): View {
  const close = (): void => scene.dismiss();
  return nest(['FrameLayout', 'FrameLayout', 'FrameLayout#android:id/content', 'LinearLayout'], CARD, [
    view('FrameLayout', [148, 792, 932, 948], { id: 'alertTitleContainer' }, [
      view('TextView', [148, 835, 522, 927], { id: 'appirater_title_area', text: 'Rate Instagram' }),
      view('View', [148, 947, 932, 948], { id: 'divider' }),
    ]),
    view('FrameLayout', [148, 948, 932, 1153], {}, [
      view('TextView', [148, 948, 932, 1153], {
        id: 'appirater_message_area',
        text: "If you enjoy using Instagram, would you mind taking a moment to rate it? It won't take more than a minute. Thanks for your support!",
      }),
      view('View', [148, 1152, 932, 1153]),
    ]),
    view('FrameLayout', [148, 1153, 932, 1283], {}, [
      view('Button', [148, 1153, 932, 1283], { id: 'appirater_rate_button', text: 'Rate Instagram', tap: close }),
      view('View', [148, 1282, 932, 1283]),
    ]),
    view('FrameLayout', [148, 1283, 932, 1413], {}, [
      view('Button', [148, 1283, 932, 1413], {
        id: 'appirater_rate_later_button',
        text: 'Remind me later',
        tap: close,
      }),
      view('View', [148, 1412, 932, 1413]),
    ]),
    view('Button', [148, 1413, 932, 1543], { id: 'appirater_cancel_button', text: 'No, thanks', tap: close }),
  ]);
}

/** Assumed window around marks that were captured elsewhere: headline, body and one button. */
export function loggedOutDialog(scene: Scene): View {
  const { words } = scene;
  return nest(['FrameLayout', 'FrameLayout', 'FrameLayout#android:id/content', 'LinearLayout'], CARD, [
    view('TextView', [148, 860, 932, 960], { id: 'igds_headline_headline', text: words.loggedOutTitle }),
    view('TextView', [148, 980, 932, 1060], { id: 'igds_headline_body', text: words.loggedOutBody }),
    view('Button', [148, 1413, 932, 1543], { id: 'primary_button', text: words.ok, tap: () => scene.dismiss() }),
  ]);
}

/** Assumed, after hand-written tests of other projects: a title, a sentence, OK. */
export function messageDialog(scene: Scene, title: string, body: string): View {
  return nest(['FrameLayout', 'FrameLayout', 'FrameLayout#android:id/content', 'LinearLayout'], CARD, [
    view('TextView', [190, 860, 890, 960], { text: title }),
    view('TextView', [190, 980, 890, 1160], { id: 'android:id/message', text: body }),
    view('Button', [148, 1413, 932, 1543], { text: scene.words.ok, tap: () => scene.dismiss() }),
  ]);
}

/** After notes on a capture of version 410 with one account; several rows are assumed. A window of its own. */
export function switcherSheet(scene: Scene): View {
  const { words } = scene;
  const top = 1100;
  const rows = scene.signedIn.map((username, at) => accountRow(scene, username, top + 80 + at * 160));
  const below = top + 80 + rows.length * 160;
  const add = blocksButton(words.addAccount, [0, below, 1080, below + 140], () => scene.show({ kind: 'add_account' }));
  return nest(['FrameLayout', 'LinearLayout', 'FrameLayout#android:id/content'], SCREEN, [
    view('ImageView', [490, top, 590, top + 60], { desc: words.cancel, tap: () => scene.dismiss() }),
    view('androidx.recyclerview.widget.RecyclerView', [0, top + 80, 1080, 2270], { id: 'recycler_view_container_id' }, [
      ...rows,
      ...(scene.canAddAccount ? [add] : []),
    ]),
    blocksButton(words.accountsCenter, [0, 2130, 1080, 2260], () => undefined),
  ]);
}

function accountRow(scene: Scene, username: string, top: number): View {
  const box: Box = [0, top, 1080, top + 160];
  const active = username === scene.active;
  const check = view('ImageView', [960, top + 50, 1020, top + 110]);
  return view(
    'ViewGroup',
    box,
    { desc: username, longClickable: true, selected: active, tap: () => scene.switchTo(username) },
    [
      view('ImageView', [40, top + 20, 160, top + 140]),
      blocksText(username, [200, top + 50, 900, top + 110]),
      ...(active ? [check] : []),
    ],
  );
}

/** Assumed, after a hand-written test: how an account is added. */
export function addAccountSheet(scene: Scene): View {
  const { words } = scene;
  return nest(['FrameLayout', 'LinearLayout', 'FrameLayout#android:id/content'], SCREEN, [
    view('ImageView', [490, 1600, 590, 1660], { desc: words.cancel, tap: () => scene.dismiss() }),
    blocksButton(words.existingAccount, [48, 1700, 1032, 1832], () => scene.addAccount()),
    blocksButton(words.createAccount, [48, 1868, 1032, 2000], () => undefined),
  ]);
}

/** Captured: own_profile_create_sheet_or_overlay. It lies in the window of the profile, whose views stay. */
export function createSheet(scene: Scene): View {
  const box: Box = [0, 932, 1080, 2400];
  const rows = ['Create new reel', 'Edits', 'Create new post', 'Create new story', 'Highlight', 'Ad'];
  return view('FrameLayout', [0, 86, 1080, 2400], { id: 'bottom_sheet_container' }, [
    view('Button', [0, 86, 1080, 2400], { id: 'background_dimmer', desc: '@2131954894', tap: () => scene.dismiss() }),
    view('FrameLayout', box, { id: 'layout_container_bottom_sheet', clickable: true }, [
      view('ViewGroup', box, { id: 'bottom_sheet_container' }, [
        view('FrameLayout', [0, 932, 1080, 1014], { id: 'bottom_sheet_drag_handle_frame' }, [
          view('ImageView', [501, 932, 579, 1014], {
            id: 'bottom_sheet_drag_handle_prism',
            tap: () => scene.dismiss(),
          }),
        ]),
        view('ViewGroup', [0, 1014, 1080, 1141], { id: 'nav_buttons_and_title_container' }, [
          view('TextView', [244, 1014, 836, 1141], { id: 'title_text_view', text: 'Create', focusable: true }),
        ]),
        nest(
          ['FrameLayout#bottom_sheet_container_view'],
          [0, 1143, 1080, 2400],
          [
            view(
              'androidx.recyclerview.widget.RecyclerView',
              [0, 1143, 1080, 2400],
              { id: 'recycler_view', focusable: true },
              rows.map((name, at) => createRow(name, 1143 + at * 157)),
            ),
          ],
        ),
      ]),
    ]),
  ]);
}

function createRow(name: string, top: number): View {
  const box: Box = [0, top, 1080, top + 157];
  return view('Button', box, { desc: name, clickable: true }, [
    view('ImageView', [39, top + 43, 98, top + 112], { id: 'image' }),
    view('TextView', inset(box, 48), { id: 'label', text: name }),
  ]);
}
