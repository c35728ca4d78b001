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
    identifierFilled: identifier !== undefined && holdsText(view, identifier),
    password,
    passwordFilled: holdsText(view, password),
    submit,
    next: null,
    identifierTab: null,
    username: identifier === undefined ? handleAbove(view, password) : null,
    otherProfile: button(view, words.otherProfile) ?? null,
  };
}

/** Bloks fields do not always report their text; what clears or shows it stands beside them only once there is some. */
function holdsText(view: View, field: UiNode): boolean {
  if (isFilled(field)) return true;
  return view.nodes.some(
    (node) =>
      node.clickable &&
      !isField(node) &&
      node.bounds.left >= field.bounds.right &&
      node.bounds.top < field.bounds.bottom &&
      node.bounds.bottom > field.bounds.top,
  );
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
  const adding = button(view, words.logIntoExisting);
  if (adding !== undefined) return { kind: 'welcome', onward: adding, remembered: [], signedOut: false };
  const other = button(view, words.otherProfile);
  if (other !== undefined)
    return { kind: 'welcome', onward: other, remembered: rememberedNames(view), signedOut: true };
  const onward = button(view, words.existingAccount) ?? otherLogIn(view);
  return onward === null ? null : { kind: 'welcome', onward, remembered: [], signedOut: true };
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
