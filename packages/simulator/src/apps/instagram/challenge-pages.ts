import { view } from '../view.ts';
import type { Box, View } from '../view.ts';
import { blocksFrame, blocksText } from './frame.ts';
import type { Scene } from './scene.ts';

const LIST = 'androidx.recyclerview.widget.RecyclerView';
const RULE: Box = [0, 198, 1080, 202];

function menuBar(name: string): View {
  return view('ViewGroup', [0, 80, 1080, 198], {}, [
    view('ImageView', [104, 80, 386, 198]),
    view('Button', [954, 85, 1059, 193], { desc: name, clickable: true }, [
      view('ImageView', [974, 107, 1032, 172]),
      view('View', [1032, 115, 1040, 165], { text: ' ' }),
    ]),
  ]);
}

function footButton(name: string): readonly View[] {
  return [
    view('ViewGroup', [0, 2035, 1080, 2038]),
    view('Button', [39, 2082, 1041, 2197], { desc: name, clickable: true }, [
      view('View', [489, 2115, 592, 2165], { text: name }),
    ]),
  ];
}

/** Captured: challenge_loading_blank. */
export function blankPage({ words }: Scene): View {
  return blocksFrame(
    view('ViewGroup', [0, 80, 1080, 198], {}, [
      view('ImageView', [104, 80, 386, 198]),
      view('Button', [954, 85, 1059, 193], { desc: words.menu, clickable: true }),
    ]),
    [],
  );
}

/** Captured in English: challenge_captcha_confirm_human. It cannot be passed from here: only a person may. */
export function captchaPage({ words, editing, fields }: Scene): View {
  const body: Box = [0, 477, 1080, 1180];
  return blocksFrame(menuBar(words.menu), [
    view('ViewGroup', RULE),
    view('ViewGroup', [0, 202, 1080, 2240], {}, [
      view(LIST, [0, 202, 1080, 2035], { focusable: true }, [
        view('ViewGroup', [0, 202, 1080, 477], {}, [title(words.human, [78, 300, 603, 378])]),
        view('ViewGroup', body, {}, [
          view(LIST, body, { focusable: true }, [
            view('ViewGroup', body, {}, [
              view('ImageView', [174, 580, 908, 783]),
              view('View', [78, 827, 1002, 887], { text: words.cantRead, desc: words.cantRead }, [
                view('Button', [426, 827, 678, 887], { text: words.hearCode, clickable: true }),
                view('Button', [732, 827, 1000, 887], { text: words.newCode, clickable: true }),
              ]),
              view('ViewGroup', [78, 930, 1002, 1093], {}, [
                editing.input(fields.code, [117, 987, 963, 1037], { hint: words.imageCode, inputType: 3 }),
              ]),
            ]),
          ]),
        ]),
      ]),
      ...footButton(words.next),
    ]),
  ]);
}

/** Captured in English: account_suspended. */
export function suspendedPage(scene: Scene, username: string): View {
  const { words } = scene;
  const name = scene.account(username)?.account.displayName ?? username;
  return blocksFrame(menuBar(words.menu), [
    view('ViewGroup', RULE),
    view('ViewGroup', [0, 202, 1080, 2240], {}, [
      view(LIST, [0, 202, 1080, 2035], { focusable: true, scrollable: true }, [
        view('ViewGroup', [0, 202, 1080, 573], {}, [
          title(words.suspended(name), [128, 238, 954, 317]),
          blocksText(words.appealDays, [117, 338, 963, 430]),
          title(words.suspendedOn, [321, 452, 760, 497]),
        ]),
        view('ViewGroup', [0, 573, 1080, 577], {}, [view('ViewGroup', [0, 573, 1080, 577])]),
        ...explanations(),
      ]),
      ...footButton(words.appeal),
    ]),
  ]);
}

function title(text: string, box: Box): View {
  return view('View', box, { text, desc: text, focusable: true });
}

const COPY = "You can access a copy of what you've shared on Instagram. Download a copy";

/** The long texts below the headline; captured in English only and shown so in every language. */
function explanations(): readonly View[] {
  return [
    view('ViewGroup', [0, 577, 1080, 1032], {}, [
      plain('Why this happened', 620, 680),
      plain(
        "Your account may be associated with another account that has gone against our rules. This doesn't follow our Community Standards on account integrity.",
        723,
        857,
      ),
      link('Read more about this rule', 878),
    ]),
    view('ViewGroup', [0, 1032, 1080, 1270], {}, [
      plain('What this means', 1053, 1113),
      plain('Your account is not visible to people on Instagram right now, and you cannot use it.', 1157, 1248),
    ]),
    view('ViewGroup', [0, 1270, 1080, 1778], {}, [
      plain('What you can do', 1313, 1373),
      plain(
        "If you have a Facebook or Instagram account that's suspended log into that account for more information on what to do next.",
        1417,
        1508,
      ),
      plain('If you think we made a mistake, start an appeal to get back into your account.', 1552, 1643),
      view('View', [39, 1665, 1041, 1757], { text: COPY, desc: COPY }, [
        view('Button', [39, 1713, 290, 1757], { text: 'Download a copy', clickable: true }),
      ]),
    ]),
    view('ViewGroup', [0, 1778, 1080, 2035], {}, [
      plain('More information', 1800, 1860),
      link('How we made this decision', 1882),
    ]),
  ];
}

function plain(text: string, top: number, bottom: number): View {
  return view('View', [39, top, 1041, bottom], { text });
}

function link(text: string, top: number): View {
  return view('ViewGroup', [0, top, 1080, top + 132], { clickable: true }, [
    view('ImageView', [39, top + 34, 98, top + 99]),
    view('Button', [128, top + 37, 1041, top + 97], { text, desc: text, focusable: true }),
  ]);
}
