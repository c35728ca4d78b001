import { describe, expect, it } from 'vitest';
import type { Screen } from '../screen.ts';
import { field, pageOf, pressed, said, sketch, type Sketch } from '../testing.ts';
import { recognise } from './recognise.ts';

const packageName = 'com.zhiliaoapp.musically';
const see = (...windows: readonly Sketch[]): Screen => recognise(sketch(packageName, ...windows), { packageName });

const tabs = (names: readonly string[], selected: string): Sketch[] =>
  names.map((name, at) => ({
    className: 'android.widget.FrameLayout',
    description: name,
    clickable: true,
    selected: name === selected,
    at: [at * 216, 2270, at * 216 + 216, 2400],
  }));
const french = ['Accueil', 'Ami(e)s', 'Créer', 'Messages', 'Profil'];

const counter = (value: string, label: string, at: number): Sketch => ({
  className: 'android.widget.LinearLayout',
  clickable: true,
  at: [130 + at * 280, 690, 390 + at * 280, 810],
  children: [said(value), said(label)],
});
const handle = (text: string): Sketch => ({ ...pressed(text), at: [300, 600, 780, 660] });
const name = (text: string): Sketch => ({ ...pressed(text), at: [300, 110, 780, 200] });
const icon = (description: string): Sketch => ({
  className: 'android.widget.ImageView',
  description,
  clickable: true,
  at: [890, 100, 1050, 210],
});

const choice = (text: string): Sketch => ({ ...pressed(text), at: [80, 800, 1000, 940] });

const tab = (text: string, selected: boolean, left: number): Sketch => ({
  className: 'android.widget.LinearLayout',
  description: text,
  clickable: true,
  selected,
  at: [left, 240, left + 540, 370],
  children: [{ ...said(text), resourceId: 'android:id/text1', selected }],
});

const row = (text: string, at: number): Sketch => ({
  className: 'android.widget.LinearLayout',
  clickable: true,
  at: [0, 1300 + at * 140, 1080, 1440 + at * 140],
  children: [said(text)],
});

describe('the own profile', () => {
  it('is read in French with its counters by label', () => {
    const screen = see(
      pageOf(
        name('Ana'),
        icon('Menu du profil'),
        handle('@ana.bakes'),
        counter('1\u202f400', 'Suivis', 0),
        counter('12,3 k', 'Followers', 1),
        counter('0', "J'aime", 2),
        ...tabs(french, 'Profil'),
      ),
    );
    expect(screen).toMatchObject({
      kind: 'own_profile',
      username: 'ana.bakes',
      counts: { following: 1400, followers: { about: 12_300 }, likes: 0 },
      switcher: { text: 'Ana' },
    });
  });

  it('does not take a warning that shares the handle’s id for the handle', () => {
    const warning: Sketch = { ...pressed('Compte non recommandé'), at: [300, 540, 780, 590] };
    const screen = see(
      pageOf(
        warning,
        icon('Menu du profil'),
        handle('@ana.bakes'),
        counter('1', 'Suivis', 0),
        counter('2', 'Followers', 1),
        ...tabs(french, 'Profil'),
      ),
    );
    expect(screen).toMatchObject({ kind: 'own_profile', username: 'ana.bakes' });
  });

  it('is not the page of another, even with the same layout', () => {
    const follow: Sketch = { ...pressed('Follow'), at: [240, 830, 540, 930] };
    const screen = see(
      pageOf(handle('@milo'), counter('1', 'Following', 0), counter('2', 'Followers', 1), follow, icon('Share')),
    );
    expect(screen).toMatchObject({ kind: 'other_profile', username: 'milo', counts: { following: 1, followers: 2 } });
  });

  it('a counter whose label is not known is left out', () => {
    const screen = see(
      pageOf(handle('@milo'), counter('1', 'Following', 0), counter('2', 'Followers', 1), counter('3', 'Blorps', 2)),
    );
    expect(screen).toMatchObject({ counts: { following: 1, followers: 2 } });
    expect(screen).not.toHaveProperty('counts.likes');
  });
});

describe('the way to the form', () => {
  it('a signed-out profile, then the choosers', () => {
    const signedOut = pageOf(
      said('Sign up for an account'),
      { ...pressed('Sign up'), at: [290, 1170, 790, 1300] },
      ...tabs(['Home', 'Friends', 'Create', 'Inbox', 'Profile'], 'Profile'),
    );
    expect(see(signedOut)).toMatchObject({ kind: 'welcome', signedOut: true, onward: { text: 'Sign up' } });
    const signUp = pageOf(said('Sign up for TikTok'), choice('Use phone / email / username'), {
      ...pressed('Already have an account? Log in'),
      at: [80, 2200, 1000, 2330],
    });
    expect(see(signUp)).toMatchObject({
      kind: 'welcome',
      signedOut: false,
      onward: { text: 'Already have an account? Log in' },
    });
    expect(see(pageOf(said('Log in to TikTok'), choice('Use phone / email / username')))).toMatchObject({
      kind: 'welcome',
      onward: { text: 'Use phone / email / username' },
    });
  });

  it('the phone tab is a login page whose field is not for a username', () => {
    const screen = see(
      pageOf(
        { ...said('Se connecter'), at: [400, 120, 680, 200] },
        tab('Téléphone', true, 0),
        tab("E-mail/nom d'utilisateur", false, 540),
        field({ text: 'Numéro de téléphone', hint: 'Numéro de téléphone', at: [360, 460, 1000, 600] }),
        { ...pressed('Continuer'), enabled: false, at: [80, 800, 1000, 940] },
      ),
    );
    expect(screen).toMatchObject({
      kind: 'login',
      identifier: null,
      identifierTab: { description: "E-mail/nom d'utilisateur" },
      submit: null,
    });
  });

  it('the e-mail tab submits with the last "Log in", not with the title', () => {
    const screen = see(
      pageOf(
        { ...said('Log in'), at: [400, 120, 680, 200] },
        tab('Phone', false, 0),
        tab('Email / Username', true, 540),
        field({ hint: 'Email or username', text: 'ana', at: [80, 460, 1000, 600] }),
        field({ hint: 'Password', password: true, at: [80, 640, 1000, 780] }),
        { ...pressed('Log in'), at: [80, 1070, 1000, 1210] },
      ),
    );
    expect(screen).toMatchObject({
      kind: 'login',
      identifierFilled: true,
      passwordFilled: false,
      identifierTab: null,
      submit: { bounds: { top: 1070 } },
    });
  });

  it('a form for signing up is no login page', () => {
    const screen = see(
      pageOf(
        { ...said('Sign up'), at: [400, 120, 680, 200] },
        tab('Phone', false, 0),
        tab('Email', true, 540),
        field({ hint: 'Email address', at: [80, 460, 1000, 600] }),
        { ...pressed('Next'), at: [80, 800, 1000, 940] },
      ),
    );
    expect(screen.kind).not.toBe('login');
  });
});

describe('stops', () => {
  it.each([
    ['Drag the slider to fit the puzzle', 'challenge', 'captcha'],
    ['Verify to continue:', 'challenge', 'captcha'],
    ['Your account was permanently banned', 'suspended', 'disabled'],
    ['Your account was suspended', 'suspended', 'suspended'],
    ['Incorrect account or password', 'wrong_credentials', 'wrong_credentials'],
    ['Maximum number of attempts reached. Try again later.', 'wrong_credentials', 'rate_limited'],
    ['Xác minh 2 bước', 'code_elsewhere', 'unnamed'],
  ])('"%s" is %s', (text, kind, reason) => {
    expect(see(pageOf(said(text), said('x')))).toMatchObject({ kind, reason });
  });
});

describe('the account switcher', () => {
  it('lists display names, and "Add account" is no row', () => {
    const sheet = pageOf(
      { ...said('Chuyển đổi tài khoản'), at: [300, 1130, 780, 1210] },
      row('Ana & Bread', 0),
      row('Hills', 1),
      row('Thêm tài khoản', 2),
    );
    expect(see(sheet)).toMatchObject({
      kind: 'account_switcher',
      names: 'display_names',
      rows: [{ name: 'Ana & Bread' }, { name: 'Hills' }],
      addAccount: { className: 'android.widget.LinearLayout' },
    });
  });
});

describe('covers', () => {
  it('a prompt of which the tree holds only boxes is a popup that nothing closes', () => {
    const box: Sketch = { className: 'android.view.ViewGroup', at: [120, 800, 960, 1700] };
    expect(see(pageOf({ ...box, children: [box] }))).toEqual({ kind: 'popup', dismiss: null });
  });

  it('a dialog over the feed is asked before the feed, and declined', () => {
    const dialog: Sketch = {
      description: 'Dialog',
      at: [172, 999, 907, 1473],
      children: [said('Syncing contacts'), pressed('OK'), pressed('Don’t allow')],
    };
    const feed = pageOf(...tabs(['Home', 'Friends', 'Create', 'Inbox', 'Profile'], 'Home'));
    expect(see(pageOf(dialog), feed)).toMatchObject({ kind: 'popup', dismiss: { text: 'Don’t allow' } });
    expect(see(pageOf(...(feed.children ?? []), dialog))).toMatchObject({ kind: 'popup' });
  });
});
