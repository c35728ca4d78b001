import { Editing, TextField } from '../editing.ts';
import type { AppHost, SimulatedApp } from '../host.ts';
import type { Window } from '../view.ts';
import type { InstagramAppSpec } from '../../scenario/schema.ts';
import type { AccountRecord, LoginAnswer } from '../../service/service.ts';
import { drawWindows } from './draw.ts';
import type { Overlay, Page, Scene } from './scene.ts';
import { instagramWords } from './words.ts';

/** The app keeps at most this many accounts signed in (assumed: what its help pages say). */
const MOST_ACCOUNTS = 5;
const LOADING_ON_OPEN_MS = 1500;

/** Instagram on one phone. */
export class InstagramApp implements SimulatedApp, Scene {
  readonly network = 'instagram';
  readonly packageName: string;
  readonly activity = 'com.instagram.mainactivity.InstagramMainActivity';
  readonly words;
  readonly locale;
  readonly editing = new Editing();
  readonly fields = { identifier: new TextField(), password: new TextField(), code: new TextField(6) };
  signedIn: string[];
  active: string | null;
  readonly #host: AppHost;
  readonly #spec: InstagramAppSpec;
  #page: Page | null = null;
  #overlays: Overlay[] = [];
  #onOpen: readonly NonNullable<InstagramAppSpec['onOpen']>[number][];

  constructor(host: AppHost, spec: InstagramAppSpec) {
    this.#host = host;
    this.#spec = spec;
    this.packageName = host.packageName;
    this.locale = host.locale;
    this.words = instagramWords[host.locale];
    this.signedIn = [...(spec.signedIn ?? [])];
    this.active = spec.active ?? this.signedIn[0] ?? null;
    this.#onOpen = spec.onOpen ?? [];
  }

  get canAddAccount(): boolean {
    return this.signedIn.length < MOST_ACCOUNTS;
  }

  account(username: string): AccountRecord | null {
    return this.#host.service.find(username);
  }

  hasSecondFactor(username: string): boolean {
    return this.#host.service.hasSecondFactor(username);
  }

  start(): void {
    if (this.#page !== null) return;
    this.#page = this.#firstPage();
    this.#openedFirst();
  }

  stop(): void {
    this.#page = null;
    this.#overlays = [];
    this.editing.leave();
    this.#clear();
  }

  windows(): readonly Window[] {
    const roots = drawWindows(this, this.#current(), this.#overlays);
    return roots.map((root) => ({ packageName: this.packageName, root }));
  }

  focusedField(): TextField | null {
    return this.editing.focus;
  }

  keyboardUp(): boolean {
    return this.editing.keyboard;
  }

  idle(): boolean {
    return this.#spec.neverIdle !== true;
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
    const page = this.#current().kind;
    if (this.editing.focus === this.fields.identifier) this.editing.focusOn(this.fields.password);
    else if (this.editing.focus === this.fields.password) this.logIn();
    else if (page === 'two_factor' || page === 'email_code') this.sendCode();
  }

  swipe(): void {}

  go(page: Page): void {
    this.editing.leave();
    if (page.kind !== this.#page?.kind) this.#clear();
    this.#page = page;
  }

  show(overlay: Overlay): void {
    this.editing.leave();
    this.#overlays = overlay.kind === 'message' ? [...this.#overlays, overlay] : [overlay];
  }

  dismiss(): void {
    const closed = this.#overlays.pop();
    if (closed?.kind === 'logged_out') this.go({ kind: 'login' });
  }

  addAccount(): void {
    this.#overlays = [];
    this.go({ kind: 'login' });
  }

  switchTo(username: string): void {
    this.#overlays = [];
    this.active = username;
    this.go(this.#gatePage(username) ?? { kind: 'home' });
  }

  logIn(): void {
    const page = this.#current();
    const identifier = page.kind === 'password_only' ? page.username : this.fields.identifier.value;
    const password = this.fields.password.value;
    if (identifier === '' || password === '') {
      this.show({ kind: 'message', title: this.words.emptyTitle, body: this.words.emptyBody });
      return;
    }
    this.#host.submit(() => this.#answered(this.#host.service.login(identifier, password, this.#host.phone)));
  }

  sendCode(): void {
    const page = this.#current();
    if (page.kind !== 'two_factor') return;
    const { username } = page;
    this.#host.submit(() => {
      const accepted = this.#host.service.submitCode(username, this.fields.code.value, this.#host.phone);
      this.fields.code.set('');
      if (accepted) this.#signedIn(username);
      else this.go({ kind: 'two_factor', username, rejected: true });
    });
  }

  #answered(answer: LoginAnswer): void {
    const { words } = this;
    this.editing.leave();
    switch (answer.kind) {
      case 'wrong_credentials':
        return this.show({ kind: 'message', title: words.wrongTitle, body: words.wrongBody });
      case 'rate_limited':
        return this.show({ kind: 'message', title: words.limitTitle, body: words.limitBody });
      case 'second_factor':
        return this.#load({ kind: 'two_factor', username: answer.username, rejected: false });
      case 'captcha':
      case 'suspended':
      case 'email_code':
      case 'approve_elsewhere':
        return this.#load({ kind: answer.kind, username: answer.username });
      case 'ok':
        return this.#signedIn(answer.username);
    }
  }

  #signedIn(username: string): void {
    if (!this.signedIn.includes(username)) this.signedIn.push(username);
    this.active = username;
    this.#load({ kind: 'save_login' });
  }

  /** Shows the next page once the app's servers have answered. */
  #load(next: Page): void {
    if (this.#host.waitMs === 0) this.go(next);
    else this.go({ kind: 'loading', until: this.#host.clock.now() + this.#host.waitMs, next });
  }

  #current(): Page {
    const page = this.#page ?? this.#firstPage();
    if (page.kind === 'loading' && this.#host.clock.now() >= page.until) this.go(page.next);
    else if (this.#gatePassed(page)) this.#signedIn(page.username);
    return this.#page ?? page;
  }

  /** A person passed the gate, here or elsewhere: the app goes on by itself. */
  #gatePassed(page: Page): page is Page & { username: string } {
    if (!['captcha', 'suspended', 'email_code', 'approve_elsewhere'].includes(page.kind)) return false;
    return 'username' in page && this.account(page.username)?.gate === null;
  }

  #firstPage(): Page {
    if (this.active !== null) return this.#gatePage(this.active) ?? { kind: 'home' };
    return this.#signedOutPage();
  }

  /** A session that its service has stopped shows that instead of the app. */
  #gatePage(username: string): Page | null {
    const gate = this.account(username)?.gate;
    return gate === 'captcha' || gate === 'suspended' ? { kind: gate, username } : null;
  }

  #signedOutPage(): Page {
    const remembered = this.#host.service.records().map((record) => record.account.username);
    const [first = ''] = remembered;
    switch (this.#spec.layout ?? 'bloks_login') {
      case 'bloks_login':
        return { kind: 'login' };
      case 'welcome':
        return { kind: 'welcome' };
      case 'continue_as':
        return { kind: 'continue_as', username: first };
      case 'saved_profiles':
        return { kind: 'saved_profiles', usernames: remembered.slice(0, 3) };
      case 'password_only':
        return { kind: 'password_only', username: first };
    }
  }

  #pageBefore(page: Page): Page | null {
    switch (page.kind) {
      case 'profile':
      case 'save_login':
      case 'notifications':
        return { kind: 'home' };
      case 'login':
        return this.active === null ? this.#differentFirst(page) : { kind: 'profile' };
      case 'password_only':
      case 'two_factor':
      case 'email_code':
      case 'approve_elsewhere':
      case 'choose_method':
        return { kind: 'login' };
      case 'home':
      case 'welcome':
      case 'continue_as':
      case 'saved_profiles':
      case 'captcha':
      case 'suspended':
      case 'loading':
        return null;
    }
  }

  #differentFirst(page: Page): Page | null {
    const first = this.#signedOutPage();
    return first.kind === page.kind ? null : first;
  }

  #openedFirst(): void {
    const covers = this.#onOpen;
    this.#onOpen = [];
    for (const cover of covers) {
      if (cover === 'rate_popup') this.#overlays.push({ kind: 'rate' });
      else if (cover === 'create_sheet') this.#open({ kind: 'create_sheet' });
      else if (cover === 'notifications_prompt') this.#page = { kind: 'notifications' };
      else if (cover === 'logged_out') this.#endSession();
      else
        this.#page = { kind: 'loading', until: this.#host.clock.now() + LOADING_ON_OPEN_MS, next: this.#firstPage() };
    }
  }

  #open(overlay: Overlay): void {
    this.#page = { kind: 'profile' };
    this.#overlays.push(overlay);
  }

  #endSession(): void {
    this.signedIn = this.signedIn.filter((username) => username !== this.active);
    this.active = this.signedIn[0] ?? null;
    this.#overlays.push({ kind: 'logged_out' });
  }

  #clear(): void {
    for (const field of Object.values(this.fields)) field.set('');
  }
}
