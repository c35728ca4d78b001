import { expect, test } from 'vitest';
import { codeAt, totpKey } from '../../service/totp.ts';
import { openWorld } from '../world.fixture.ts';
import type { World } from '../world.fixture.ts';

const SECRET = 'JBSWY3DPEHPK3PXP';
const ANA = { username: 'ana', email: 'ana@example.com', password: 'pw' };
const BEN = { username: 'ben', password: 'pw' };

function opened(app: Record<string, unknown> = {}, account: Record<string, unknown> = {}): World {
  return openWorld({
    instagram: [{ ...ANA, ...account }, BEN],
    app: { package: 'com.instagram.android', network: 'instagram', version: '410.0', ...app },
  });
}

function logIn(world: World, identifier = 'ana', password = 'pw'): World {
  world.type('Username, email or mobile number,', identifier);
  world.type('Password,', password);
  world.tap('Log in');
  return world;
}

function code(world: World): string {
  return codeAt(totpKey(SECRET), Math.floor(world.clock.now() / 30_000));
}

test('a wrong password is answered by a dialog, and the form keeps the name', () => {
  const world = logIn(opened(), 'ana', 'no');
  expect(world.sees('Incorrect Password')).toBe(true);
  world.tap('OK');
  expect(world.find('Username, email or mobile number,').field?.value).toBe('ana');
  expect(world.services.instagram.find('ana')?.submissions).toMatchObject([
    { correct: false, identifierKind: 'username' },
  ]);
});

test('an empty password reaches nobody', () => {
  const world = logIn(opened(), 'ana', '');
  expect(world.sees('Password required')).toBe(true);
  expect(world.services.instagram.find('ana')?.submissions).toEqual([]);
});

test('the same code is not taken twice', () => {
  const world = logIn(opened({}, { totpSecret: SECRET }));
  world.type('Code,', code(world));
  world.tap('Continue');
  world.tap('Not now');
  world.phone.forceStop('com.instagram.android');
  const second = opened({}, { totpSecret: SECRET });
  expect(second.services.instagram.submitCode('ana', code(second), 'S1')).toBe(true);
  logIn(second);
  second.type('Code,', code(second));
  second.tap('Continue');
  expect(second.sees("This code doesn't work. Check it's correct or try a new one.")).toBe(true);
});

test('with a second factor, approval elsewhere can be left for the authenticator', () => {
  const world = logIn(opened({}, { totpSecret: SECRET, gate: 'approve_elsewhere' }));
  world.tap('Try another way');
  world.tap('Authentication app');
  world.tap('Continue');
  world.type('Code,', code(world));
  world.tap('Continue');
  expect(world.sees('Save your login info?')).toBe(true);
});

test.each([
  ['captcha', "Confirm you're human"],
  ['email_code', 'Check your email'],
  ['approve_elsewhere', 'Check your notifications on another device'],
  ['suspended', 'We suspended your account, ana'],
] as const)('the gate %s stays until a person has passed it', (gate, mark) => {
  const world = logIn(opened({}, { gate }));
  expect(world.sees(mark)).toBe(true);
  expect(world.phone.apps[0]?.sessions().signedIn).toEqual([]);
  world.services.instagram.setGate('ana', null);
  expect(world.sees('Save your login info?')).toBe(true);
  expect(world.phone.apps[0]?.sessions().signedIn).toEqual(['ana']);
});

test.each([
  ['welcome', ['I already have an account'], true],
  ['continue_as', ['Use another profile'], true],
  ['saved_profiles', ['Use another profile'], true],
  ['password_only', [], false],
] as const)('from the layout %s a login is reached', (layout, path, asksName) => {
  const world = opened({ layout });
  for (const mark of path) world.tap(mark);
  if (asksName) world.type('Username, email or mobile number,', 'ana');
  world.type('Password,', 'pw');
  world.tap('Log in');
  expect(world.sees('Save your login info?')).toBe(true);
});

test('another account is added beside the first, and the switcher goes back to it', () => {
  const world = opened({ signedIn: ['ben'] });
  world.tap('profile_tab');
  world.tap('action_bar_username_container');
  world.tap('Add Instagram account');
  world.tap('Log into existing account');
  logIn(world, 'ANA@example.com');
  world.tap('Not now');
  expect(world.phone.apps[0]?.sessions()).toEqual({ signedIn: ['ben', 'ana'], active: 'ana' });
  world.tap('profile_tab');
  world.tap('action_bar_username_container');
  expect(world.find('ana').selected).toBe(true);
  world.tap('ben');
  expect(world.phone.apps[0]?.sessions().active).toBe('ben');
});

test('a session that ended asks to log in again', () => {
  const world = opened({ signedIn: ['ana'], onOpen: ['logged_out'] });
  expect(world.find('primary_button').text).toBe('OK');
  world.tap('primary_button');
  expect(world.sees('Log in')).toBe(true);
  expect(world.phone.apps[0]?.sessions().active).toBeNull();
});

test('a focused field brings the keyboard, in a window before the app; back takes only the keyboard away', () => {
  const world = opened();
  world.tap('Password,');
  expect(world.phone.windows().map((window) => window.packageName)).toEqual([
    'com.android.systemui',
    'com.android.inputmethod.latin',
    'com.instagram.android',
  ]);
  world.phone.text('abc');
  world.phone.key(4);
  expect(world.phone.front().packageName).toBe('com.instagram.android');
  expect(world.find('Password,').field?.value).toBe('abc');
  world.phone.key(4);
  expect(world.phone.front().packageName).not.toBe('com.instagram.android');
});

test('Enter in the password field submits', () => {
  const world = opened();
  world.type('Username, email or mobile number,', 'ana');
  world.tap('Password,');
  world.phone.text('pw');
  world.phone.key(66);
  expect(world.services.instagram.find('ana')?.submissions).toHaveLength(1);
});

test('a name that nobody has is on record as a stray', () => {
  const world = logIn(opened(), 'nobody@example.com');
  expect(world.services.instagram.strays).toMatchObject([{ identifierKind: 'email', correct: false }]);
});

test('after a press the app waits for its servers as long as the phone is slow', () => {
  const world = openWorld({
    instagram: [ANA],
    phone: { latencyMs: 300 },
    app: { package: 'com.instagram.androim', network: 'instagram', version: '410.0' },
  });
  logIn(world);
  expect(world.sees('Save your login info?')).toBe(false);
  world.clock.ms += 300;
  expect(world.sees('Save your login info?')).toBe(true);
});
