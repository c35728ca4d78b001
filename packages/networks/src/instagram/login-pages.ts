import type { UiNode } from '@muster/android/tree';
import { commonWords } from '../reading/common-words.ts';
import { looksLikeHandle, shown } from '../reading/username.ts';
import { button, byId, isField, isFilled, shows, type View } from '../reading/view.ts';
import { plain } from '../reading/wording.ts';
import type { LoginScreen, WelcomeScreen } from '../screen.ts';
import { words } from './words.ts';

/** The login form: two fields of which exactly one is for a password, or a password alone below a username. */
export function loginForm(view: View): LoginScreen | null {
  const fields = view.nodes.filter(isField);
  const passwords = fields.filter((field) => field.password);
  const others = fields.filter((field) => !field.password);
  const [password] = passwords;
  if (password === undefined || passwords.length > 1 || others.length > 1) return null;
  const submit = button(view, commonWords.logIn) ?? byId(view, 'log_in_button') ?? null;
  const [identifier] = others;
  if (identifier === undefined && submit === null) return null;
  // A registration asks for two fields as well, but has no "Log in" and no "Forgot password?".
  if (submit === null && shows(view, words.createAccount) && !shows(view, commonWords.forgotPassword)) return null;
  return {
    kind: 'login',
    identifier: identifier ?? null,
    identifierFilled: identifier !== undefined && holdsText(identifier),
    password,
    passwordFilled: holdsText(password),
    submit,
    next: null,
    identifierTab: null,
    username: identifier === undefined ? handleAbove(view, password) : null,
    otherProfile: button(view, words.otherProfile) ?? null,
  };
}

/** A filled Bloks field repeats its value behind the label's comma ("Password,••••"). */
function holdsText(field: UiNode): boolean {
  return isFilled(field) || /,\s*\S/.test(field.description.slice(labelEnd(field.description)));
}

/** Where the label's last comma stands; labels themselves hold commas ("Username, email or mobile number,"). */
function labelEnd(description: string): number {
  return description.trimEnd().endsWith(',') ? description.length : Math.max(0, description.lastIndexOf(','));
}

function handleAbove(view: View, password: UiNode): string | null {
  const above = view.spoken.find(
    (node) => node.bounds.bottom <= password.bounds.top && !node.clickable && isHandle(node.text) && !isField(node),
  );
  return above === undefined ? null : shown(above.text);
}

/** Pages before the form: the welcome, "continue as", the saved profiles, and what "add account" opens. */
export function welcome(view: View): WelcomeScreen | null {
  if (view.nodes.some((node) => node.password)) return null;
  const onward = button(view, words.existingAccount) ?? otherLogIn(view);
  const remembered = button(view, words.otherProfile) === undefined ? [] : rememberedNames(view);
  if (onward === null) return null;
  return { kind: 'welcome', onward, remembered, signedOut: shows(view, words.createAccount) };
}

/** Older welcome pages have "Log in" beside "Create new account". */
function otherLogIn(view: View): UiNode | null {
  if (!shows(view, words.createAccount)) return null;
  return button(view, commonWords.logIn) ?? null;
}

function rememberedNames(view: View): string[] {
  const names = view.spoken.filter((node) => isHandle(node.text === '' ? node.description : node.text));
  return [...new Set(names.map((node) => shown(node.text === '' ? node.description : node.text)))];
}

/** One word that no button of these pages has. */
function isHandle(text: string): boolean {
  const said = text.trim();
  if (!looksLikeHandle(said) || said.length < 2) return false;
  return (
    !notHandles.has(plain(said)) &&
    commonWords.continue.is(said) === undefined &&
    commonWords.password.is(said) === undefined
  );
}

const notHandles = new Set([
  'instagram',
  'meta',
  'facebook',
  'back',
  'menu',
  'english',
  'more',
  'settings',
  'español',
  'français',
]);
