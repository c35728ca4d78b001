import type { TiktokAppSpec } from '../../scenario/schema.ts';
import type { AccountRecord, LoginAnswer } from '../../service/service.ts';
import { Editing, TextField } from '../editing.ts';
import type { AppHost, SimulatedApp } from '../host.ts';
import type { Window } from '../view.ts';
import { idsOf } from './ids.ts';
import { drawOverlay, drawPage } from './draw.ts';
import type { Overlay, Page, Scene } from './scene.ts';
import { tiktokWords } from './words.ts';

/** From notes: "Add account" is missing when this many are signed in. */
const MOST_ACCOUNTS = 8;
const SPLASH_MS = 1500;
const COVERS = ['agree', 'interests', 'swipe_up'] as const;

/** TikTok on one phone. */
export class TiktokApp implements SimulatedApp, Scene {
  readonly network = 'tiktok';
  readonly packageName: string;
  readonly words;
  readonly ids;
  readonly locale;
  readonly twoPages: boolean;
  readonly editing = new Editing();
  readonly fields = {
    phone: new TextField(),
    identifier: new TextField(),
    password: new TextField(),
    code: new TextField(6),
  };
  signedIn: string[];
  active: string | null;
  readonly #host: AppHost;
  readonly #neverIdle: boolean;
  #page: Page | null = null;
  #overlays: Overlay[] = [];
  #onOpen: readonly NonNullable<TiktokAppSpec['onOpen']>[number][];
  #covers: (typeof COVERS)[number][] = [];

  constructor(host: AppHost, spec: TiktokAppSpec) {
    this.#host = host;
    this.#neverIdle = spec.neverIdle === true;
    this.packageName = host.packageName;
    this.locale = host.locale;
    this.words = tiktokWords[host.locale];
    this.ids = idsOf(host.packageName, spec.version);
    this.twoPages = spec.layout === 'two_page';
    this.signedIn = [...(spec.signedIn ?? [])];
    this.active = spec.active ?? this.signedIn[0] ?? null;
    this.#onOpen = spec.onOpen ?? [];
  }

  get activity(): string {
    if (this.#page?.kind === 'captcha') return 'com.ss.android.ugc.aweme.sec_captcha.SecCaptchaActivity';
    const inLogin = ['sign_up', 'log_in_chooser', 'form', 'password'].includes(this.#page?.kind ?? '');
    if (inLogin) return 'com.ss.android.ugc.aweme.account.login.v2.ui.SignUpOrLoginActivity';
    return 'com.ss.android.ugc.aweme.main.MainActivity';
  }

  get canAddAccount(): boolean {
    return this.signedIn.length < MOST_ACCOUNTS;
  }

  account(username: string): AccountRecord | null {
    return this.#host.service.find(username);
  }

  start(): void {
    if (this.#page !== null) return;
    this.#page = { kind: 'feed' };
    const asked = this.#onOpen;
    this.#onOpen = [];
    this.#covers = COVERS.filter((cover) => asked.includes(cover));
    for (const cover of asked) this.#cover(cover);
    if (this.#covers.length > 0) this.nextCover();
    if (asked.includes('loading'))
      this.#page = { kind: 'splash', until: this.#host.clock.now() + SPLASH_MS, next: this.#page };
  }

  stop(): void {
    this.#page = null;
    this.#overlays = [];
    this.editing.leave();
    this.#clear();
  }

  windows(): readonly Window[] {
    const roots = [drawPage(this, this.#current()), ...this.#overlays.map((overlay) => drawOverlay(this, overlay))];
    return roots.map((root) => ({ packageName: this.packageName, root }));
  }

  focusedField(): TextField | null {
    return this.editing.focus;
  }

  keyboardUp(): boolean {
    return this.editing.keyboard;
  }

  /** Videos play on the feed; with `neverIdle` the app is never at rest there. */
  idle(): boolean {
    return !(this.#neverIdle && this.#page?.kind === 'feed');
  }

  sessions(): { signedIn: readonly string[]; active: string | null } {
    return { signedIn: this.signedIn, active: this.active };
  }

  back(): boolean {
    if (this.editing.keyboard) {
      this.editing.keyboard = false;
      return true;
    }
    if (this.#overlays.length > 0) {
      this.dismiss();
      return true;
    }
    const before = this.#pageBefore(this.#current());
    if (before) this.go(before);
    return before !== null;
  }

  enter(): void {
    const { focus } = this.editing;
    if (focus === this.fields.password) this.logIn();
    else if (focus === this.fields.identifier && !this.twoPages) this.editing.focusOn(this.fields.password);
    else if (focus === this.fields.identifier && focus.value !== '') this.go({ kind: 'password', error: null });
  }

  swipe(upwards: number): void {
    if (upwards > 0 && this.#page?.kind === 'swipe_up') this.nextCover();
  }

  go(page: Page): void {
    this.editing.leave();
    this.#overlays = this.#overlays.filter((overlay) => overlay.kind !== 'switcher');
    if (page.kind !== 'form' && page.kind !== 'password') this.#clear();
    this.#page = page;
  }

  show(overlay: Overlay): void {
    this.editing.leave();
    this.#overlays.push(overlay);
  }

  dismiss(): void {
    const closed = this.#overlays.at(-1);
    if (closed?.kind === 'update') return;
    this.#overlays.pop();
  }

  nextCover(): void {
    const cover = this.#covers.shift();
    this.go({ kind: cover ?? 'feed' });
  }

  switchTo(username: string): void {
    this.active = username;
    this.go({ kind: 'profile' });
  }

  logIn(): void {
    const identifier = this.fields.identifier.value;
    const password = this.fields.password.value;
    if (identifier === '' || password === '') return;
    this.#host.submit(() => this.#answered(this.#host.service.login(identifier, password, this.#host.phone)));
  }

  #answered(answer: LoginAnswer): void {
    switch (answer.kind) {
      case 'wrong_credentials':
        return this.#refuse(this.words.wrong);
      case 'rate_limited':
        return this.#refuse(this.words.tooMany);
      case 'captcha':
      case 'suspended':
      case 'email_code':
      case 'approve_elsewhere':
        return this.#load({ kind: answer.kind, username: answer.username });
      case 'second_factor':
        return this.#load({ kind: 'email_code', username: answer.username });
      case 'ok':
        return this.#enterAs(answer.username);
    }
  }

  #refuse(error: string): void {
    this.go(this.twoPages ? { kind: 'password', error } : { kind: 'form', tab: 'email', error });
  }

  #enterAs(username: string): void {
    if (!this.signedIn.includes(username)) this.signedIn.push(username);
    this.active = username;
    this.#load({ kind: 'feed' });
  }

  #load(next: Page): void {
    if (this.#host.waitMs === 0) this.go(next);
    else this.go({ kind: 'splash', until: this.#host.clock.now() + this.#host.waitMs, next });
  }

  #current(): Page {
    const page = this.#page ?? { kind: 'feed' };
    if (page.kind === 'splash' && this.#host.clock.now() >= page.until) this.go(page.next);
    else if ('username' in page && this.account(page.username)?.gate === null) this.#enterAs(page.username);
    return this.#page ?? page;
  }

  #cover(cover: NonNullable<TiktokAppSpec['onOpen']>[number]): void {
    switch (cover) {
      case 'contacts_popup':
        this.#overlays.push({ kind: 'contacts' });
        break;
      case 'friends_popup':
        this.#overlays.push({ kind: 'friends' });
        break;
      case 'update_popup':
        this.#overlays.push({ kind: 'update' });
        break;
      case 'logged_out':
        this.#overlays.push({ kind: 'logged_out' });
        this.signedIn = this.signedIn.filter((username) => username !== this.active);
        this.active = this.signedIn[0] ?? null;
        break;
      case 'agree':
      case 'interests':
      case 'swipe_up':
      case 'loading':
        break;
    }
  }

  #pageBefore(page: Page): Page | null {
    switch (page.kind) {
      case 'feed':
      case 'splash':
      case 'agree':
      case 'interests':
      case 'swipe_up':
        return null;
      case 'profile':
        return { kind: 'feed' };
      case 'sign_up':
        return { kind: 'profile' };
      case 'log_in_chooser':
        return { kind: 'sign_up' };
      case 'form':
        return { kind: 'log_in_chooser' };
      case 'password':
      case 'captcha':
      case 'email_code':
      case 'approve_elsewhere':
      case 'suspended':
        return { kind: 'form', tab: 'email', error: null };
    }
  }

  #clear(): void {
    for (const field of Object.values(this.fields)) field.set('');
  }
}
