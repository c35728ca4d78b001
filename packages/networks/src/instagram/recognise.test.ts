import { describe, expect, it } from 'vitest';
import type { Screen } from '../screen.ts';
import { blok, field, pageOf, pressed, said, sketch, type Sketch } from '../testing.ts';
import { recognise } from './recognise.ts';

const packageName = 'com.instagram.android';
const id = (name: string) => ({ resourceId: `${packageName}:id/${name}` });
const see = (...windows: readonly Sketch[]): Screen => recognise(sketch(packageName, ...windows), { packageName });

const dialog = (...parts: readonly Sketch[]): Sketch => ({ at: [148, 792, 932, 1543], children: parts });

const page = (title: string) =>
  pageOf(said(title), field({ description: 'Code,' }), blok('Continue'), blok('Try another way'));

const row = (name: string, at: number, more: Partial<Sketch> = {}): Sketch => ({
  className: 'android.view.ViewGroup',
  description: name,
  clickable: true,
  longClickable: true,
  at: [0, 1200 + at * 100, 1080, 1300 + at * 100],
  ...more,
});

const older = (name: string): Sketch => ({
  clickable: true,
  at: [0, 1200, 1080, 1300],
  children: [{ ...said(name), ...id('row_user_textview') }],
});

describe('pages before and around the login form', () => {
  it('the session that ended is confirmed with OK', () => {
    const screen = see(
      pageOf(
        { ...said("You've Been Logged Out"), ...id('igds_headline_headline') },
        { ...said('Please log back in.'), ...id('igds_headline_body') },
        { ...pressed('OK'), ...id('primary_button') },
      ),
    );
    expect(screen).toMatchObject({ kind: 'session_ended', confirm: { text: 'OK' } });
  });

  it.each([
    ['I already have an account', 'Join Instagram'],
    ['I already have a profile', 'Get started'],
    ["J'ai déjà un compte", 'Rejoindre Instagram'],
  ])('the welcome page leads on by "%s"', (onward, title) => {
    expect(see(pageOf(said(title), blok(onward)))).toMatchObject({
      kind: 'welcome',
      onward: { description: onward },
      signedOut: true,
    });
  });

  it.each([
    'Use another profile',
    'Log into another account',
    'Utiliser un autre profil',
    'Se connecter avec un autre compte',
  ])('saved profiles are left by "%s", never continued', (other) => {
    const screen = see(pageOf(said('ana.bakes'), blok('Continue'), blok(other), blok('Create new account')));
    expect(screen).toMatchObject({ kind: 'welcome', onward: { description: other }, remembered: ['ana.bakes'] });
  });

  it('the sheet of "add account" does not say that nobody is signed in', () => {
    const screen = see(pageOf(blok('Log into existing account'), blok('Create new account')));
    expect(screen).toMatchObject({
      kind: 'welcome',
      onward: { description: 'Log into existing account' },
      signedOut: false,
    });
  });

  it('a form of the password only names its account', () => {
    const screen = see(
      pageOf(
        said('ana.bakes'),
        field({ description: 'Password,', password: true }),
        blok('Log in'),
        blok('Forgot password?'),
      ),
    );
    expect(screen).toMatchObject({
      kind: 'login',
      identifier: null,
      username: 'ana.bakes',
      submit: { description: 'Log in' },
    });
  });

  it('the older form has ids', () => {
    const screen = see(
      pageOf(
        field({
          text: 'Phone number, username, or email',
          hint: 'Phone number, username, or email',
          ...id('login_username'),
        }),
        field({ text: 'Password', hint: 'Password', password: true, ...id('password') }),
        { ...pressed('Log In'), ...id('log_in_button') },
      ),
    );
    expect(screen).toMatchObject({
      kind: 'login',
      identifierFilled: false,
      passwordFilled: false,
      submit: { text: 'Log In' },
    });
  });

  it('in a language without a table the form is known, and its button is not guessed', () => {
    const screen = see(pageOf(field({ hint: 'x' }), field({ hint: 'y', password: true }), blok('Bejelentkezés')));
    expect(screen).toMatchObject({ kind: 'login', submit: null });
  });
});

describe('answers to a submission', () => {
  const form = pageOf(field({ description: 'Username,' }), field({ password: true }), blok('Log in'));

  it.each([
    ['Incorrect Password', 'wrong_credentials'],
    ['Sorry, your password was incorrect. Please try again.', 'wrong_credentials'],
    ['Mot de passe incorrect', 'wrong_credentials'],
    ['Password required', 'password_required'],
    ['Please wait a few minutes before you try again.', 'rate_limited'],
  ])('"%s" over the form, whichever window comes first', (title, reason) => {
    const cover = dialog(said(title), pressed('OK'));
    expect(see(form, cover)).toMatchObject({ kind: 'wrong_credentials', reason, dismiss: { text: 'OK' } });
    expect(see(cover, form)).toMatchObject({ kind: 'wrong_credentials', reason });
  });

  it('a code of the authentication app is two_factor; a code from elsewhere is not', () => {
    expect(see(page('Go to your authentication app'))).toMatchObject({ kind: 'two_factor', rejected: false });
    expect(see(page('Check your email'))).toMatchObject({ kind: 'code_elsewhere', reason: 'email' });
    expect(see(page('Check your SMS'))).toMatchObject({ kind: 'code_elsewhere', reason: 'sms' });
    expect(see(page('Check your WhatsApp messages'))).toMatchObject({ kind: 'code_elsewhere', reason: 'whatsapp' });
    expect(see(page('Vérifiez votre e-mail'))).toMatchObject({ kind: 'code_elsewhere', reason: 'email' });
    expect(see(page('Enter the code we sent to a***@example.com'))).toMatchObject({
      kind: 'code_elsewhere',
      reason: 'unnamed',
    });
  });

  it('an approval on another device, and the list of other ways', () => {
    const waiting = pageOf(
      said('Check your notifications on another device'),
      said('Waiting for approval'),
      blok('Try another way'),
    );
    expect(see(waiting)).toMatchObject({
      kind: 'code_elsewhere',
      reason: 'other_device',
      anotherWay: { description: 'Try another way' },
    });
    const list = pageOf(
      said("Choose a way to confirm it's you"),
      { className: 'android.widget.RadioButton', description: 'Authentication app', clickable: true, checked: true },
      blok('Continue'),
    );
    expect(see(list)).toMatchObject({
      kind: 'code_elsewhere',
      authenticatorChosen: true,
      onward: { description: 'Continue' },
    });
  });

  it.each(['Was this you?', 'Help us confirm it’s you', 'We detected an unusual login attempt'])(
    '"%s" needs a person',
    (title) => {
      expect(see(pageOf(said(title), blok('This was me')))).toMatchObject({
        kind: 'challenge',
        reason: 'confirm_identity',
      });
    },
  );

  it('a challenge in a language without a table is still a challenge', () => {
    const menu: Sketch = {
      className: 'android.widget.Button',
      description: 'Menu',
      clickable: true,
      at: [925, 77, 1055, 197],
    };
    const frame = { ...id('bloks_container'), children: [menu, said('Erősítsd meg, hogy te vagy az'), blok('Tovább')] };
    expect(see(pageOf(frame))).toMatchObject({ kind: 'challenge', reason: 'unnamed' });
  });
});

describe('questions', () => {
  it.each([
    ['Save your login info?', 'Not now', 'save_login'],
    ['Enregistrer vos informations de connexion ?', 'Plus tard', 'save_login'],
    ['Turn on notifications', 'Not now', 'notifications'],
    ['Allow access to contacts', 'Skip', 'contacts'],
    ['Set up on new device', 'Skip', 'set_up_device'],
  ])('"%s" is declined with "%s"', (title, decline, reason) => {
    expect(see(pageOf({ description: title }, blok('Save'), blok(decline)))).toMatchObject({
      kind: 'prompt',
      reason,
      decline: { description: decline },
    });
  });

  it('an Android permission for Instagram is denied by its id, in any language', () => {
    const controller = 'com.google.android.permissioncontroller';
    const deny = {
      ...pressed('Nem engedélyezem'),
      resourceId: 'com.android.permissioncontroller:id/permission_deny_button',
    };
    const tree = sketch(
      controller,
      pageOf(said('Engedélyezi az Instagram számára …? (Instagram)'), pressed('Igen'), deny),
    );
    expect(recognise(tree, { packageName })).toMatchObject({ kind: 'prompt', decline: { text: 'Nem engedélyezem' } });
  });

  it('a permission for another app is none of ours', () => {
    const tree = sketch(
      'com.google.android.permissioncontroller',
      pageOf(said('Allow Maps to access location?'), pressed('Deny')),
    );
    expect(recognise(tree, { packageName }).kind).toBe('not_in_app');
  });

  it('saving the password in Android is declined', () => {
    const tree = sketch(
      'android',
      pageOf(said('Save password for Instagram?'), { ...pressed('No'), resourceId: 'android:id/autofill_save_no' }),
    );
    expect(recognise(tree, { packageName })).toMatchObject({
      kind: 'prompt',
      reason: 'autofill',
      decline: { text: 'No' },
    });
  });
});

describe('the account switcher', () => {
  const add: Sketch = { ...blok('Add Instagram account'), at: [0, 2000, 1080, 2100] };

  it('lists rows by their description, with or without news', () => {
    const screen = see(
      pageOf(
        {
          ...id('recycler_view_container_id'),
          children: [row('ana.bakes', 0, { selected: true }), row('milo_runs,  New notifications', 1)],
        },
        add,
      ),
    );
    expect(screen).toMatchObject({
      kind: 'account_switcher',
      names: 'handles',
      rows: [
        { name: 'ana.bakes', active: true },
        { name: 'milo_runs', active: false },
      ],
      addAccount: { description: 'Add Instagram account' },
    });
  });

  it('lists older rows by their text', () => {
    expect(see(pageOf(older('ana.bakes'), { ...pressed('Add account'), at: [0, 2000, 1080, 2100] }))).toMatchObject({
      kind: 'account_switcher',
      rows: [{ name: 'ana.bakes' }],
    });
  });

  it('an account called like a word of the interface is still a row', () => {
    expect(see(pageOf(row('menus', 0), add))).toMatchObject({ rows: [{ name: 'menus' }] });
  });
});

describe('profiles', () => {
  const title = (text: string): Sketch => ({ ...said(text), ...id('action_bar_title'), at: [200, 50, 800, 130] });
  const header = { ...id('profile_header_container'), at: [0, 300, 1080, 400] } as const;
  const tab = { ...id('profile_tab'), at: [800, 2300, 1080, 2400], clickable: true, selected: true } as const;
  const chevron = { ...id('action_bar_title_chevron'), at: [810, 80, 840, 100] } as const;

  it('a private account has its lock trimmed', () => {
    expect(see(pageOf(title('  ana.bakes'), header, chevron, tab))).toMatchObject({
      kind: 'own_profile',
      username: 'ana.bakes',
    });
  });

  it('somebody else visited on the profile tab is not the owner', () => {
    const follow: Sketch = { ...pressed('Follow'), ...id('profile_header_follow_button'), at: [0, 500, 500, 600] };
    expect(see(pageOf(title('milo_runs'), header, follow, tab))).toMatchObject({
      kind: 'other_profile',
      username: 'milo_runs',
    });
    expect(see(pageOf(title('milo_runs'), header, tab))).toMatchObject({ kind: 'other_profile' });
  });

  it('a caption cannot make a challenge of a feed', () => {
    const feed = pageOf(
      {
        ...id('row_feed_photo_imageview'),
        children: [said("Confirm you're human"), said('We suspended your account'), said('Incorrect Password')],
      },
      {
        ...id('tab_bar'),
        at: [0, 2300, 1080, 2400],
        children: [{ ...id('feed_tab'), clickable: true, at: [0, 2300, 200, 2400] }, tab],
      },
    );
    expect(see(feed).kind).toBe('home');
  });
});

describe('nothing to act upon', () => {
  it('a lock screen is told apart', () => {
    const tree = sketch('com.android.systemui', pageOf({ resourceId: 'com.android.systemui:id/keyguard_host_view' }));
    expect(recognise(tree, { packageName })).toEqual({
      kind: 'not_in_app',
      front: 'com.android.systemui',
      locked: true,
    });
  });

  it('an empty page is loading; a page of unknown words is unknown', () => {
    expect(see(pageOf(id('bloks_container'))).kind).toBe('loading');
    expect(see(pageOf(said('Lorem ipsum dolor sit amet'), blok('Consectetur'))).kind).toBe('unknown');
  });
});
