import type { Locale } from '../../scenario/schema.ts';
import type { AccountRecord } from '../../service/service.ts';
import type { Editing, TextField } from '../editing.ts';
import type { TiktokIds } from './ids.ts';
import type { TiktokWords } from './words.ts';

/** Where TikTok is. */
export type Page =
  | { kind: 'splash'; until: number; next: Page }
  | { kind: 'agree' }
  | { kind: 'interests' }
  | { kind: 'swipe_up' }
  | { kind: 'feed' }
  | { kind: 'profile' }
  | { kind: 'sign_up' }
  | { kind: 'log_in_chooser' }
  | { kind: 'form'; tab: 'phone' | 'email'; error: string | null }
  | { kind: 'password'; error: string | null }
  | { kind: 'captcha' | 'email_code' | 'approve_elsewhere' | 'suspended'; username: string };

/** What lies over the page, in a window of its own. */
export type Overlay =
  { kind: 'contacts' } | { kind: 'friends' } | { kind: 'update' } | { kind: 'logged_out' } | { kind: 'switcher' };

/** What drawing a page needs of the app. */
export interface Scene {
  readonly words: TiktokWords;
  readonly ids: TiktokIds;
  readonly locale: Locale;
  readonly twoPages: boolean;
  readonly editing: Editing;
  readonly fields: { phone: TextField; identifier: TextField; password: TextField; code: TextField };
  readonly signedIn: readonly string[];
  readonly active: string | null;
  readonly canAddAccount: boolean;
  account(username: string): AccountRecord | null;
  go(page: Page): void;
  show(overlay: Overlay): void;
  dismiss(): void;
  nextCover(): void;
  logIn(): void;
  switchTo(username: string): void;
}
