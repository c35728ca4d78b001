import type { UiNode } from '@muster/android/tree';
import { commonWords } from '../reading/common-words.ts';
import { shown } from '../reading/username.ts';
import {
  button,
  buttonMentioning,
  headed,
  isCalled,
  isField,
  isFilled,
  mentions,
  pressable,
  shows,
  voices,
  type View,
} from '../reading/view.ts';
import type {
  CodeChannel,
  CodeElsewhereScreen,
  LoginScreen,
  RefusalScreen,
  TwoFactorScreen,
  WelcomeScreen,
} from '../screen.ts';
import { isOnProfileTab, tabBar } from './profile.ts';
import { words } from './words.ts';

/** The form: phone tab or e-mail tab, e-mail and password on one page or on two. */
export function loginForm(view: View): LoginScreen | null {
  const fields = view.nodes.filter(isField);
  const passwords = fields.filter(
    (field) => field.password || voices(field).some((said) => commonWords.password.is(said)),
  );
  if (passwords.length > 1 || fields.length > 3) return null;
  const [password] = passwords;
  const tab = identifierTab(view);
  const identifier =
    password === undefined && tab !== null && !isOpen(view, tab) ? undefined : identifierField(view, fields, password);
  const logIn = lastLogIn(view, password ?? identifier);
  if (password === undefined && tab === null && identifier === undefined) return null;
  if (password !== undefined && identifier === undefined && logIn === null) return null;
  if (password === undefined && fields.length === 0) return null;
  return {
    kind: 'login',
    identifier: identifier ?? null,
    identifierFilled: identifier !== undefined && isFilled(identifier),
    password: password ?? null,
    passwordFilled: password !== undefined && isFilled(password),
    submit: password === undefined ? null : logIn,
    next: password === undefined && identifier !== undefined ? (button(view, commonWords.continue) ?? null) : null,
    identifierTab: tab !== null && !isOpen(view, tab) && password === undefined ? (pressable(view, tab) ?? null) : null,
    username: password !== undefined && identifier === undefined ? handleOn(view) : null,
    otherProfile: button(view, words.otherAccount) ?? null,
  };
}

/**
 * "Email / Username": only a form for signing in has it; one for signing up says "Email". Under the title "Log in", any tab
 * that names e-mail is it.
 */
function identifierTab(view: View): UiNode | null {
  const named = view.nodes.find((node) => !isField(node) && isCalled(node, words.identifierTab));
  if (named !== undefined || !shows(view, commonWords.logIn)) return named ?? null;
  const tabs = view.nodes.filter((node) => node.resourceId === 'android:id/text1');
  return tabs.find((tab) => /e-?mail|e-?posta|correo|почт|邮箱|メール|이메일/iu.test(tab.text)) ?? null;
}

function isOpen(view: View, tab: UiNode): boolean {
  const around = pressable(view, tab);
  return tab.selected || around?.selected === true || (around?.children.some((child) => child.selected) ?? false);
}

/** The field named "Email or username"; beside a password, the one other field that is not a phone number's. */
function identifierField(view: View, fields: readonly UiNode[], password: UiNode | undefined): UiNode | undefined {
  const named = fields.find((field) => voices(field).some((said) => words.identifierTab.is(said)));
  if (named !== undefined || password === undefined) return named ?? onOpenTab(view, fields);
  const others = fields.filter((field) => field !== password);
  return others.length === 1 ? others[0] : undefined;
}

/** Typed text hides the field's hint: then the open tab says what the field is. */
function onOpenTab(view: View, fields: readonly UiNode[]): UiNode | undefined {
  const tab = identifierTab(view);
  return tab !== null && isOpen(view, tab) && fields.length === 1 ? fields[0] : undefined;
}

/** The title is called "Log in" as well, so the button is the last of that name, below the field. */
function lastLogIn(view: View, field: UiNode | undefined): UiNode | null {
  if (field === undefined) return null;
  const named = view.nodes.filter(
    (node) => isCalled(node, commonWords.logIn) && node.bounds.top >= field.bounds.bottom,
  );
  for (const node of named.toReversed()) {
    const target = pressable(view, node) ?? (node.className.endsWith('Button') ? node : undefined);
    if (target !== undefined && target.bounds.top >= field.bounds.bottom) return target;
  }
  return null;
}

function handleOn(view: View): string | null {
  const handle = view.spoken.find((node) => /^[\s\p{Cf}]*@/u.test(node.text) && !isField(node));
  return handle === undefined ? null : shown(handle.text);
}

/** Pages on the way to the form: the profile tab of a signed-out app, the two choosers, "welcome back", the first start. */
export function welcome(view: View): WelcomeScreen | null {
  if (view.nodes.some(isField)) return null;
  const back = mentions(view, words.welcomeBack);
  const other = button(view, words.otherAccount);
  if (back && other !== undefined)
    return { kind: 'welcome', onward: other, remembered: rememberedHandles(view), signedOut: true };
  const haveAccount = buttonMentioning(view, words.haveAccount);
  if (haveAccount !== undefined) return { kind: 'welcome', onward: haveAccount, remembered: [], signedOut: false };
  const chooser = buttonMentioning(view, words.usePhoneEmail);
  if (chooser !== undefined) return { kind: 'welcome', onward: chooser, remembered: [], signedOut: false };
  if (isSignedOutProfile(view)) {
    const onward = button(view, commonWords.logIn) ?? button(view, words.signUp) ?? null;
    return { kind: 'welcome', onward, remembered: [], signedOut: true };
  }
  const start = button(view, words.agreeAndContinue);
  return start === undefined ? null : { kind: 'welcome', onward: start, remembered: [], signedOut: false };
}

/** The sentence says it; without the sentence, the profile tab that holds nothing but a button to sign up or in. */
function isSignedOutProfile(view: View): boolean {
  if (headed(view, words.signedOutProfile)) return true;
  if (tabBar(view) === null || !isOnProfileTab(view)) return false;
  return button(view, words.signUp) !== undefined || button(view, commonWords.logIn) !== undefined;
}

function rememberedHandles(view: View): string[] {
  return view.spoken.filter((node) => node.text.trim().startsWith('@')).map((node) => shown(node.text));
}

/** The app's answer to a submission that it did not take. */
export function refusal(view: View): RefusalScreen | null {
  const dismiss = button(view, commonWords.acknowledge) ?? null;
  if (mentions(view, words.wrongCredentials))
    return { kind: 'wrong_credentials', reason: 'wrong_credentials', dismiss };
  if (mentions(view, commonWords.tooMany)) return { kind: 'wrong_credentials', reason: 'rate_limited', dismiss };
  return null;
}

/** The second step: by mail unless another method is chosen. */
export function codePage(view: View): TwoFactorScreen | CodeElsewhereScreen | null {
  if (view.nodes.some((node) => node.password) || identifierTab(view) !== null) return null;
  const field = view.nodes.find(isField);
  const isStep = mentions(view, words.secondStep);
  if (mentions(view, words.onAnotherDevice)) return elsewhere(view, 'other_device');
  if (!isStep && !(field !== undefined && mentions(view, words.enterCode))) return null;
  const rejected = mentions(view, commonWords.codeRejected);
  const authenticator = buttonMentioning(view, commonWords.authenticator);
  if (field !== undefined && authenticator === undefined && mentions(view, commonWords.authenticator)) {
    const submit = button(view, commonWords.continue) ?? null;
    return { kind: 'two_factor', code: field, codeFilled: isFilled(field), submit, rejected };
  }
  return elsewhere(view, mentions(view, words.byEmail) ? 'email' : 'unnamed');
}

function elsewhere(view: View, reason: CodeChannel): CodeElsewhereScreen {
  const authenticator = buttonMentioning(view, commonWords.authenticator);
  return {
    kind: 'code_elsewhere',
    reason,
    anotherWay: button(view, commonWords.anotherWay) ?? null,
    authenticator: authenticator ?? null,
    authenticatorChosen: authenticator !== undefined && (authenticator.checked || authenticator.selected),
    onward: button(view, commonWords.continue) ?? null,
    scrollable: view.nodes.find((node) => node.scrollable) ?? null,
  };
}
