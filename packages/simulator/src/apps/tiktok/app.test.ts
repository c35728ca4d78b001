import { expect, test } from 'vitest';
import { openWorld } from '../world.fixture.ts';
import type { World } from '../world.fixture.ts';

const TOM = { username: 'tom', password: 'pw', displayName: 'Tom T', followers: 123_456, following: 1400, hearts: 7 };
const LIZ = { username: 'liz', email: 'liz@example.com', password: 'pw', displayName: 'Liz Q' };

function opened(app: Record<string, unknown> = {}, account: Record<string, unknown> = {}): World {
  return openWorld({
    tiktok: [{ ...TOM, ...account }, LIZ],
    app: { package: 'com.zhiliaoapp.musically', network: 'tiktok', version: '43.1.4', ...app },
  });
}

function toForm(world: World): World {
  world.tap('Already have an account? Log in');
  const row = world.views().find((view) => view.className.endsWith('LinearLayout') && view.clickable === true);
  row?.tap?.();
  world.tap('Email / Username');
  return world;
}

function fromSignedOutProfile(world: World): World {
  world.tap('Profile');
  world.tap('Sign up');
  return toForm(world);
}

test('the covers of a first start go one after another', () => {
  const world = opened({ onOpen: ['swipe_up', 'agree', 'interests'] });
  world.tap('Agree and continue');
  world.tap('Skip');
  expect(world.sees('Swipe up')).toBe(true);
  world.phone.swipe(540, 1800, 540, 600);
  expect(world.sees('For You')).toBe(true);
});

test.each(['one_page', 'two_page'] as const)('a login works in the layout %s', (layout) => {
  const world = fromSignedOutProfile(opened({ layout }));
  world.type('Email or username', 'tom');
  if (layout === 'two_page') world.tap('Next');
  world.type('Password', 'pw');
  world.tap('Log in');
  expect(world.sees('For You')).toBe(true);
  expect(world.phone.apps[0]?.sessions()).toEqual({ signedIn: ['tom'], active: 'tom' });
});

test('Log in does nothing until both fields are filled', () => {
  const world = fromSignedOutProfile(opened());
  world.type('Email or username', 'tom');
  world.tap('Log in');
  expect(world.services.tiktok.find('tom')?.submissions).toEqual([]);
});

test('a wrong password is said on the form, and after five in a row the service refuses to look', () => {
  const world = fromSignedOutProfile(opened());
  world.type('Email or username', 'tom');
  world.type('Password', 'no');
  for (let press = 0; press < 5; press += 1) world.tap('Log in');
  expect(world.sees('Incorrect account or password')).toBe(true);
  world.tap('Log in');
  expect(world.sees('Too many attempts. Try again later.')).toBe(true);
});

test('the switcher shows display names, switches, and adds an account through the sign-up page', () => {
  const world = opened({ signedIn: ['tom'] });
  world.tap('Profile');
  expect(world.sees('@tom')).toBe(true);
  world.tap('Tom T');
  world.tap('Add account');
  toForm(world);
  world.type('Email or username', 'liz@example.com');
  world.type('Password', 'pw');
  world.tap('Log in');
  world.tap('Profile');
  expect(world.sees('@liz')).toBe(true);
  world.tap('Liz Q');
  world.tap('Tom T');
  expect(world.sees('@tom')).toBe(true);
});

test('values share one id and labels another, and large values are rounded', () => {
  const world = opened({ signedIn: ['tom'], locale: 'fr' });
  world.tap('Profil');
  const texts = (id: string): (string | undefined)[] =>
    world
      .views()
      .filter((view) => view.id === id)
      .map((view) => view.text);
  expect(texts(world.find('Suivis').id ?? '')).toEqual(['Suivis', 'Followers', "J'aime"]);
  expect(texts('qfw')).toEqual(['1\u202f400', '123,4\u00a0k', '7']);
});

test('the textless update cover cannot be pressed away, only left', () => {
  const world = opened({ onOpen: ['update_popup'] });
  expect(world.views().some((view) => view.clickable === true || view.text !== undefined)).toBe(false);
});

test.each(['captcha', 'email_code', 'approve_elsewhere', 'suspended'] as const)(
  'the gate %s stands between a right password and the feed until a person has passed it',
  (gate) => {
    const world = fromSignedOutProfile(opened({}, { gate }));
    world.type('Email or username', 'tom');
    world.type('Password', 'pw');
    world.tap('Log in');
    expect(world.sees('For You')).toBe(false);
    world.services.tiktok.setGate('tom', null);
    expect(world.sees('For You')).toBe(true);
  },
);
