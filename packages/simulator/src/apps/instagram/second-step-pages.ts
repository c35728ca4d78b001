import { nest, view } from '../view.ts';
import type { Box, View } from '../view.ts';
import { blocksButton, blocksText, inset, loginFrame } from './frame.ts';
import type { Scene } from './scene.ts';

/** Assumed, after hand-written tests and notes of other projects: the code of an authenticator app. */
export function twoFactorPage(scene: Scene, username: string, rejected: boolean): View {
  const { words } = scene;
  return loginFrame([
    backButton(scene),
    blocksText(`${username} · Instagram`, [48, 260, 1032, 310]),
    blocksText(words.totpTitle, [48, 330, 1032, 410]),
    blocksText(words.totpBody, [48, 430, 1032, 560]),
    codeField(scene, words.code, 640),
    ...(rejected ? [blocksText(words.wrongCode, [48, 830, 1032, 890])] : []),
    view('CheckBox', [48, 910, 1032, 1010], {
      text: words.trustDevice,
      desc: words.trustDevice,
      checkable: true,
      checked: true,
      clickable: true,
    }),
    blocksButton(words.continue, [48, 1077, 1032, 1209], () => scene.sendCode()),
    blocksButton(words.tryAnotherWay, [48, 1245, 1032, 1377], () =>
      scene.go({ kind: 'choose_method', username, method: 'app' }),
    ),
  ]);
}

/** Assumed, after code that drives it: another device is asked to approve. */
export function approveElsewherePage(scene: Scene, username: string): View {
  const { words } = scene;
  const choose = (): void => scene.go({ kind: 'choose_method', username, method: 'notification' });
  const another = blocksButton(words.tryAnotherWay, [48, 1900, 1032, 2032], choose);
  return loginFrame([
    backButton(scene),
    blocksText(words.approveTitle, [48, 330, 1032, 460]),
    blocksText(words.approveWaiting, [48, 900, 1032, 960]),
    ...(scene.hasSecondFactor(username) ? [another] : []),
  ]);
}

/** Assumed, after code that drives it: which way the login is confirmed. */
export function chooseMethodPage(scene: Scene, username: string, method: 'notification' | 'app'): View {
  const { words } = scene;
  const radio = (name: string, top: number, value: 'notification' | 'app'): View => {
    const box: Box = [48, top, 1032, top + 150];
    return view(
      'RadioButton',
      box,
      {
        desc: name,
        checkable: true,
        checked: method === value,
        tap: () => scene.go({ kind: 'choose_method', username, method: value }),
      },
      [blocksText(name, inset(box))],
    );
  };
  const next = (): void => {
    if (method === 'app') scene.go({ kind: 'two_factor', username, rejected: false });
    else scene.go({ kind: 'approve_elsewhere', username });
  };
  return loginFrame([
    backButton(scene),
    blocksText(words.chooseTitle, [48, 330, 1032, 460]),
    radio(words.chooseNotification, 560, 'notification'),
    radio(words.chooseApp, 730, 'app'),
    blocksButton(words.continue, [48, 1900, 1032, 2032], next),
  ]);
}

/** Assumed, after code that drives it: a code was mailed, which only a person can read. */
export function emailCodePage(scene: Scene, username: string): View {
  const { words } = scene;
  return loginFrame([
    backButton(scene),
    view('View', [48, 330, 1032, 410], { desc: words.emailTitle }),
    blocksText(`${words.emailBody} ${maskedEmail(scene.account(username)?.account.email)}`, [48, 430, 1032, 520]),
    codeField(scene, words.enterCode, 640),
    blocksButton(words.newCode, [48, 850, 1032, 950], () => undefined),
    blocksButton(words.continue, [48, 1077, 1032, 1209], () => scene.sendCode()),
  ]);
}

function maskedEmail(email = 'e@example.com'): string {
  return email.replace(/(?<=^.)[^@]*/, '*****');
}

function codeField({ editing, fields }: Scene, name: string, top: number): View {
  const box: Box = [48, top, 1032, top + 179];
  return view('ViewGroup', box, { tap: () => editing.focusOn(fields.code) }, [
    nest(['ViewGroup'], [96, top, 299, top + 179], [blocksText(name, [96, top + 62, 299, top + 118])]),
    editing.input(fields.code, [96, top + 83, 876, top + 142], { desc: `${name},`, inputType: 2 }),
  ]);
}

function backButton(scene: Scene): View {
  return view('Button', [24, 104, 144, 224], { desc: scene.words.back, tap: () => scene.go({ kind: 'login' }) });
}

/** Assumed, after six independent projects that name its title and buttons. */
export function saveLoginPage(scene: Scene): View {
  const { words } = scene;
  return questionPage(scene, words.saveLogin, words.save);
}

/** Assumed, after notes. */
export function notificationsPage(scene: Scene): View {
  const { words } = scene;
  return questionPage(scene, words.notificationsTitle, words.turnOn);
}

function questionPage(scene: Scene, title: string, yes: string): View {
  const home = (): void => scene.go({ kind: 'home' });
  return loginFrame([
    view('View', [48, 700, 1032, 800], { desc: title }),
    blocksButton(yes, [48, 1700, 1032, 1832], home),
    blocksButton(scene.words.notNow, [48, 1868, 1032, 2000], home),
  ]);
}
