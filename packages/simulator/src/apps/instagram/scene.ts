import type { AccountRecord } from '../../service/service.ts';
import type { Locale } from '../../scenario/schema.ts';
import type { Editing, TextField } from '../editing.ts';
import type { InstagramWords } from './words.ts';

/** Where Instagram is. */
export type Page =
  | { kind: 'loading'; until: number; next: Page }
  | { kind: 'welcome' }
  | { kind: 'saved_profiles'; usernames: readonly string[] }
  | { kind: 'continue_as'; username: string }
  | { kind: 'login' }
  | { kind: 'password_only'; username: string }
  | { kind: 'two_factor'; username: string; rejected: boolean }
  | { kind: 'approve_elsewhere'; username: string }
  | { kind: 'choose_method'; username: string; method: 'notification' | 'app' }
  | { kind: 'email_code'; username: string }
  | { kind: 'captcha'; username: string }
  | { kind: 'suspended'; username: string }
  | { kind: 'save_login' }
  | { kind: 'notifications' }
  | { kind: 'home' }
  | { kind: 'profile' };

/** What lies over the page. */
export type Overlay =
  | { kind: 'message'; title: string; body: string }
  | { kind: 'logged_out' }
  | { kind: 'rate' }
  | { kind: 'create_sheet' }
  | { kind: 'switcher' }
  | { kind: 'add_account' };

/** What drawing a page needs of the app: what to show, and what its buttons do. */
export interface Scene {
  readonly words: InstagramWords;
  readonly locale: Locale;
  readonly editing: Editing;
  readonly fields: { identifier: TextField; password: TextField; code: TextField };
  readonly signedIn: readonly string[];
  readonly active: string | null;
  readonly canAddAccount: boolean;
  account(username: string): AccountRecord | null;
  hasSecondFactor(username: string): boolean;
  go(page: Page): void;
  show(overlay: Overlay): void;
  dismiss(): void;
  logIn(): void;
  sendCode(): void;
  addAccount(): void;
  switchTo(username: string): void;
}
