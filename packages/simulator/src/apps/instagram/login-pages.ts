import { nest, view } from '../view.ts';
import type { Box, View } from '../view.ts';
import { blocksButton, blocksText, inset, loginFrame } from './frame.ts';
import type { Scene } from './scene.ts';

/** Captured: login_single_page. "Show password" and the clear icon appear with the text they serve (read in code). */
export function loginPage(scene: Scene): View {
  const { words } = scene;
  const body: Box = [48, 542, 1032, 1793];
  return loginFrame([
    view('ViewGroup', body, { clickable: true }, [
      languageButton(words.language),
      view('ImageView', [48, 607, 1032, 787], { desc: 'Instagram from Meta' }),
      view('ViewGroup', [48, 847, 1032, 1026], {}, [
        nest(['ViewGroup'], [48, 847, 1032, 1026], [identifierField(scene)]),
      ]),
      view('ViewGroup', [48, 1062, 1032, 1241], {}, [passwordField(scene, 1062)]),
      blocksButton(words.logIn, [48, 1277, 1032, 1409], () => scene.logIn()),
      forgotButton(words.forgot, 1445),
      view('ViewGroup', [48, 1553, 1032, 1793], {}, [
        blocksButton(words.createAccount, [48, 1553, 1032, 1685], () => undefined),
        view('ImageView', [450, 1745, 630, 1781], { desc: 'Meta logo' }),
      ]),
    ]),
  ]);
}

function languageButton(language: string): View {
  const box: Box = [634, 546, 682, 594];
  return view('Button', [48, 542, 1032, 607], { desc: language, clickable: true }, [
    blocksText(language, [398, 542, 625, 607]),
    nest(['ViewGroup', 'ViewGroup'], box, [view('ImageView', box)]),
  ]);
}

function identifierField({ words, editing, fields }: Scene): View {
  const focus = (): void => editing.focusOn(fields.identifier);
  const clear = view('ImageView', [888, 912, 984, 1008], {
    desc: `Clear ${words.identifier} text`,
    tap: () => fields.identifier.set(''),
  });
  return view('ViewGroup', [48, 847, 1032, 1026], { tap: focus }, [
    label(words.identifier, [96, 847, 814, 1026]),
    editing.input(fields.identifier, [96, 930, 876, 989], { desc: `${words.identifier},`, inputType: 524_321 }),
    ...(fields.identifier.value === '' ? [] : [clear]),
  ]);
}

function passwordField({ words, editing, fields }: Scene, top: number): View {
  const focus = (): void => editing.focusOn(fields.password);
  const eye = view('Button', [888, top + 30, 1008, top + 150], { desc: words.showPassword, clickable: true });
  return view('ViewGroup', [48, top, 1032, top + 179], { tap: focus }, [
    label(words.password, [96, top, 299, top + 179]),
    editing.input(fields.password, [96, top + 83, 876, top + 142], {
      desc: `${words.password},`,
      password: true,
      inputType: 524_417,
    }),
    ...(fields.password.value === '' ? [] : [eye]),
  ]);
}

function label(text: string, box: Box): View {
  return view('ViewGroup', box, {}, [blocksText(text, [box[0], box[1] + 62, box[2], box[1] + 118])]);
}

function forgotButton(name: string, top: number): View {
  const outer: Box = [298, top, 782, top + 108];
  const inner: Box = [346, top + 17, 734, top + 91];
  return view('Button', outer, { desc: name, clickable: true }, [
    nest(['ViewGroup', 'ViewGroup'], outer, [nest(['ViewGroup'], inner, [blocksText(name, inner)])]),
  ]);
}

/** Assumed, after notes: a first page that offers to join, above the way in for those who have an account. */
export function welcomePage(scene: Scene): View {
  const { words } = scene;
  return loginFrame([
    blocksText(words.join, [48, 900, 1032, 990]),
    blocksButton(words.getStarted, [48, 1500, 1032, 1632], () => undefined),
    blocksButton(words.haveAccount, [48, 1668, 1032, 1800], () => scene.go({ kind: 'login' })),
  ]);
}

/** Assumed, after code that drives it: one remembered profile. */
export function continueAsPage(scene: Scene, username: string): View {
  const { words } = scene;
  return loginFrame([
    view('ImageView', [400, 500, 680, 780]),
    blocksText(username, [48, 820, 1032, 900]),
    blocksButton(words.continue, [48, 1000, 1032, 1132], () => scene.go({ kind: 'password_only', username })),
    blocksButton(words.useAnother, [48, 1168, 1032, 1300], () => scene.go({ kind: 'login' })),
    blocksButton(words.createAccount, [48, 1900, 1032, 2032], () => undefined),
  ]);
}

/** Assumed, after code that drives it: several remembered profiles. */
export function savedProfilesPage(scene: Scene, usernames: readonly string[]): View {
  const { words } = scene;
  const rows = usernames.map((username, at) => {
    const box: Box = [48, 500 + at * 180, 1032, 660 + at * 180];
    const open = (): void => scene.go({ kind: 'password_only', username });
    return view('ViewGroup', box, { desc: username, tap: open }, [blocksText(username, inset(box))]);
  });
  return loginFrame([
    ...rows,
    blocksButton(words.useAnother, [48, 1600, 1032, 1732], () => scene.go({ kind: 'login' })),
    blocksButton(words.createAccount, [48, 1900, 1032, 2032], () => undefined),
  ]);
}

/** Assumed, after code that drives it: the name is given, only the password is asked. */
export function passwordOnlyPage(scene: Scene, username: string): View {
  const { words } = scene;
  return loginFrame([
    view('Button', [24, 104, 144, 224], { desc: words.back, tap: () => scene.go({ kind: 'login' }) }),
    view('ImageView', [400, 400, 680, 680]),
    blocksText(username, [48, 720, 1032, 800]),
    view('ViewGroup', [48, 862, 1032, 1041], {}, [passwordField(scene, 862)]),
    blocksButton(words.logIn, [48, 1077, 1032, 1209], () => scene.logIn()),
    forgotButton(words.forgot, 1245),
  ]);
}
