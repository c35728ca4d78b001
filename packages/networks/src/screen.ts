import type { UiNode, UiTreeErrorCode } from '@muster/android/tree';
import type { Count, CountLabel } from '@muster/contract';

/** Counters by what their label says they count. A counter that is not shown is absent. */
export type Counts = Readonly<Partial<Record<CountLabel, Count>>>;

/** What a page before the login form shows. */
export interface WelcomeScreen {
  readonly kind: 'welcome';
  /** What to press to come nearer to the login form; it registers nobody. */
  readonly onward: UiNode | null;
  /** Usernames of profiles the app remembers and offers to continue as. */
  readonly remembered: readonly string[];
  /** True when the page proves that nobody is signed in; false for choosers that "add account" shows as well. */
  readonly signedOut: boolean;
}

/** The login form, whole or one page of it. */
export interface LoginScreen {
  readonly kind: 'login';
  readonly identifier: UiNode | null;
  readonly identifierFilled: boolean;
  readonly password: UiNode | null;
  readonly passwordFilled: boolean;
  /** The button that submits e-mail or username and password; null on a page without a password field. */
  readonly submit: UiNode | null;
  /** The button that leads from the identifier's page to the password's page. */
  readonly next: UiNode | null;
  /** The tab for e-mail or username, when another one is open. */
  readonly identifierTab: UiNode | null;
  /** The username of a form that asks for the password only. */
  readonly username: string | null;
  /** Leads from a password-only form to a form for any account. */
  readonly otherProfile: UiNode | null;
}

export interface TwoFactorScreen {
  readonly kind: 'two_factor';
  readonly code: UiNode;
  readonly codeFilled: boolean;
  readonly submit: UiNode | null;
  /** The page says that the code before was wrong. */
  readonly rejected: boolean;
}

/** Where a code, or a confirmation, is expected from. */
export type CodeChannel = 'email' | 'sms' | 'whatsapp' | 'other_device' | 'unnamed';

export interface CodeElsewhereScreen {
  readonly kind: 'code_elsewhere';
  readonly reason: CodeChannel;
  /** "Try another way". */
  readonly anotherWay: UiNode | null;
  /** On the list of ways: the authentication app, and the button that confirms the choice. */
  readonly authenticator: UiNode | null;
  readonly authenticatorChosen: boolean;
  readonly onward: UiNode | null;
  /** What may be scrolled to look for "Try another way". */
  readonly scrollable: UiNode | null;
}

export interface RefusalScreen {
  readonly kind: 'wrong_credentials';
  readonly reason: 'wrong_credentials' | 'rate_limited' | 'password_required' | 'code_rejected' | 'account_limit';
  readonly dismiss: UiNode | null;
}

export type ChallengeReason =
  'captcha' | 'video_selfie' | 'identity_document' | 'confirm_identity' | 'phone_number' | 'unnamed';

export interface ChallengeScreen {
  readonly kind: 'challenge';
  readonly reason: ChallengeReason;
}

export interface SuspendedScreen {
  readonly kind: 'suspended';
  readonly reason: 'suspended' | 'disabled';
}

export interface SessionEndedScreen {
  readonly kind: 'session_ended';
  readonly confirm: UiNode | null;
}

export type PromptReason =
  | 'save_login'
  | 'notifications'
  | 'contacts'
  | 'location'
  | 'autofill'
  | 'set_up_device'
  | 'introduction'
  | 'interests';

/** A question the app or Android asks in passing; it is declined. */
export interface PromptScreen {
  readonly kind: 'prompt';
  readonly reason: PromptReason;
  readonly decline: UiNode | null;
}

/** Something that covers the page. */
export interface PopupScreen {
  readonly kind: 'popup';
  /** What closes it without agreeing to anything; null: the back key is all there is. */
  readonly dismiss: UiNode | null;
}

export interface OwnProfileScreen {
  readonly kind: 'own_profile';
  /** As shown, without a leading `@`; null when the page does not show it (TikTok, not scrolled to the top). */
  readonly username: string | null;
  readonly displayName: string | null;
  readonly counts: Counts;
  /** What opens the account switcher. */
  readonly switcher: UiNode | null;
  /** What may be scrolled a little to bring the switcher's opener into view. */
  readonly scrollable: UiNode | null;
}

export interface OtherProfileScreen {
  readonly kind: 'other_profile';
  readonly username: string | null;
  readonly counts: Counts;
  readonly profileTab: UiNode | null;
}

export interface SwitcherRow {
  readonly node: UiNode;
  /** A handle on Instagram. On TikTok often a display name: see `names`. */
  readonly name: string;
  readonly active: boolean;
}

export interface AccountSwitcherScreen {
  readonly kind: 'account_switcher';
  readonly rows: readonly SwitcherRow[];
  /** What a row's name is: only a handle proves which account it is. */
  readonly names: 'handles' | 'display_names';
  readonly addAccount: UiNode | null;
  readonly scrollable: UiNode | null;
}

export interface HomeScreen {
  readonly kind: 'home';
  readonly profileTab: UiNode | null;
}

/** Some page of the app that is none of the others. */
export interface InAppScreen {
  readonly kind: 'in_app';
  readonly profileTab: UiNode | null;
}

export interface LoadingScreen {
  readonly kind: 'loading';
}

export interface NotInAppScreen {
  readonly kind: 'not_in_app';
  /** Package of the largest window that is there instead. */
  readonly front: string | null;
  /** The phone shows its lock screen. */
  readonly locked: boolean;
}

export interface UnreadableScreen {
  readonly kind: 'unreadable';
  readonly reason: UiTreeErrorCode;
}

export interface UnknownScreen {
  readonly kind: 'unknown';
}

/** What a screen is, with the nodes that may be acted upon. */
export type Screen =
  | WelcomeScreen
  | LoginScreen
  | TwoFactorScreen
  | CodeElsewhereScreen
  | RefusalScreen
  | ChallengeScreen
  | SuspendedScreen
  | SessionEndedScreen
  | PromptScreen
  | PopupScreen
  | LoadingScreen
  | HomeScreen
  | OwnProfileScreen
  | OtherProfileScreen
  | AccountSwitcherScreen
  | InAppScreen
  | NotInAppScreen
  | UnreadableScreen
  | UnknownScreen;
