import { nest, view } from '../view.ts';
import type { Box, View } from '../view.ts';
import { label, pageFrame, textButton } from './frame.ts';
import type { Scene } from './scene.ts';

/** Assumed, after code that drives it: the ways to sign up, and the way to log in below. */
export function signUpPage(scene: Scene): View {
  const { words } = scene;
  return pageFrame([
    closeButton(scene),
    label(words.signUpTitle, [80, 400, 1000, 500]),
    ...chooserRows([words.usePhoneEmail, ...words.others], () => undefined),
    textButton(words.haveAccount, [80, 2200, 1000, 2330], () => scene.go({ kind: 'log_in_chooser' })),
  ]);
}

/** Assumed, after code that drives it: the ways to log in. */
export function logInChooserPage(scene: Scene): View {
  const { words } = scene;
  return pageFrame([
    closeButton(scene),
    label(words.logInTitle, [80, 400, 1000, 500]),
    ...chooserRows([words.usePhoneEmail, ...words.others], (at) => {
      if (at === 0) scene.go({ kind: 'form', tab: 'phone', error: null });
    }),
  ]);
}

function chooserRows(names: readonly string[], open: (at: number) => void): View[] {
  return names.map((name, at) => {
    const top = 800 + at * 170;
    return view('LinearLayout', [80, top, 1000, top + 140], { tap: () => open(at) }, [
      view('ImageView', [100, top + 40, 160, top + 100]),
      label(name, [200, top + 40, 980, top + 100]),
    ]);
  });
}

function closeButton(scene: Scene): View {
  return view('ImageView', [20, 100, 140, 220], { desc: scene.words.close, tap: () => scene.go({ kind: 'profile' }) });
}

/** The phone tab is captured (43.1.4, French, described); the e-mail tab is assumed after code that drives it. */
export function formPage(scene: Scene, tab: 'phone' | 'email', error: string | null): View {
  const { words } = scene;
  const back = (): void => scene.go({ kind: 'log_in_chooser' });
  return pageFrame([
    view('Button', [20, 100, 140, 220], { desc: words.back, tap: back }),
    label(words.formTitle, [400, 120, 680, 200], 'nmh'),
    view('HorizontalScrollView', [0, 240, 1080, 370], { focusable: true }, [
      view('LinearLayout', [0, 240, 1080, 370], {}, [
        formTab(words.phoneTab, 0, tab === 'phone', () => scene.go({ kind: 'form', tab: 'phone', error: null })),
        formTab(words.emailTab, 1, tab === 'email', () => scene.go({ kind: 'form', tab: 'email', error: null })),
      ]),
    ]),
    ...(tab === 'phone' ? phoneTab(scene) : emailTab(scene, error)),
  ]);
}

function formTab(name: string, at: number, selected: boolean, tap: () => void): View {
  const box: Box = [at * 540, 240, at * 540 + 540, 370];
  return view('LinearLayout', box, { desc: name, selected, tap }, [
    view('TextView', box, { id: 'android:id/text1', text: name, selected }),
  ]);
}

function phoneTab({ words, editing, fields }: Scene): View[] {
  return [
    view('LinearLayout', [80, 460, 340, 600], { clickable: true }, [
      label('FR', [100, 500, 180, 560]),
      label('+33', [190, 500, 330, 560]),
    ]),
    editing.input(fields.phone, [360, 460, 1000, 600], { hint: words.phoneHint, inputType: 3 }),
    saveBox(words.saveLogin, 660),
    textButton(words.continue, [80, 800, 1000, 940], () => undefined, true),
  ];
}

function emailTab(scene: Scene, error: string | null): View[] {
  const { words, editing, fields, twoPages } = scene;
  const typed = fields.identifier.value !== '';
  const identifier = editing.input(fields.identifier, [80, 460, 1000, 600], {
    hint: words.identifierHint,
    inputType: 33,
  });
  const next = textButton(words.next, [80, 800, 1000, 940], () => scene.go({ kind: 'password', error: null }), !typed);
  const rest = twoPages ? [saveBox(words.saveLogin, 660), next] : passwordRows(scene, 640);
  return [identifier, ...errorLine(error, 610), ...rest];
}

/** Weakly evidenced: the second of two pages. */
export function passwordPage(scene: Scene, error: string | null): View {
  const { words } = scene;
  const back = (): void => scene.go({ kind: 'form', tab: 'email', error: null });
  return pageFrame([
    view('Button', [20, 100, 140, 220], { desc: words.back, tap: back }),
    label(words.formTitle, [400, 120, 680, 200], 'nmh'),
    ...errorLine(error, 410),
    ...passwordRows(scene, 460),
  ]);
}

function passwordRows(scene: Scene, top: number): View[] {
  const { words, editing, fields } = scene;
  const ready = fields.password.value !== '' && fields.identifier.value !== '';
  return [
    editing.input(fields.password, [80, top, 1000, top + 140], {
      hint: words.passwordHint,
      password: true,
      inputType: 129,
    }),
    textButton(words.forgot, [80, top + 170, 500, top + 260], () => undefined),
    saveBox(words.saveLogin, top + 290),
    textButton(words.logIn, [80, top + 430, 1000, top + 570], () => scene.logIn(), !ready),
  ];
}

function saveBox(text: string, top: number): View {
  return view('CheckBox', [80, top, 1000, top + 100], { text, checkable: true, checked: true, clickable: true });
}

function errorLine(error: string | null, top: number): View[] {
  return error === null ? [] : [label(error, [80, top, 1000, top + 40])];
}

/** Assumed: what stands between a right password and the feed. */
export function gatePage(scene: Scene, kind: 'captcha' | 'email_code' | 'approve_elsewhere' | 'suspended'): View {
  const { words, editing, fields } = scene;
  switch (kind) {
    case 'captcha':
      return captchaPage(words.captcha);
    case 'email_code':
      return pageFrame([
        label(words.emailCode, [80, 300, 1000, 400]),
        label(`${words.emailSent} e*****@example.com`, [80, 420, 1000, 500]),
        editing.input(fields.code, [80, 560, 1000, 700], { inputType: 2 }),
      ]);
    case 'approve_elsewhere':
      return pageFrame([label(words.approve, [80, 300, 1000, 400])]);
    case 'suspended':
      return pageFrame([label(words.suspended, [80, 300, 1000, 400])]);
  }
}

/** A web page with the puzzle; after code that tells it by names of ids and windows. */
function captchaPage(title: string): View {
  return pageFrame([
    nest(
      ['android.webkit.WebView', 'android.webkit.WebView'],
      [80, 700, 1000, 1700],
      [
        view('View', [80, 700, 1000, 1700], { id: 'captcha-verify-container-main-page' }, [
          view('TextView', [120, 740, 960, 840], { text: title }),
          view('ImageView', [120, 880, 960, 1400], {}),
          view('View', [120, 1450, 260, 1590], { id: 'captcha_slide_button', clickable: true }),
        ]),
      ],
    ),
  ]);
}
