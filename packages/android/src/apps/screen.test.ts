import { expect, test } from 'vitest';
import { isAwake, isLocked, parseFrontPackage } from './screen.ts';

test('the focused window names the package in front', () => {
  expect(
    parseFrontPackage('  mCurrentFocus=Window{8f2 u0 com.instagram.android/com.instagram.mainactivity.MainActivity}\n'),
  ).toBe('com.instagram.android');
});

test('a window of the system itself is nobody in front', () => {
  expect(parseFrontPackage('  mCurrentFocus=null\n')).toBeNull();
  expect(parseFrontPackage('  mCurrentFocus=Window{8f2 u0 NotificationShade}\n')).toBeNull();
  expect(parseFrontPackage('')).toBeNull();
});

test.each([
  '    mShowingLockscreen=true',
  '  mDreamingLockscreen=true',
  '      showing=true',
  '  mCurrentFocus=Window{1 u0 Keyguard}',
])('%j is a locked screen', (windows) => {
  expect(isLocked(windows)).toBe(true);
});

test('an unlocked screen is not locked', () => {
  expect(isLocked('    mShowingLockscreen=false\n      showing=false\n  mCurrentFocus=Window{1 u0 a.b/a.b.C}\n')).toBe(
    false,
  );
});

test('only an awake phone is awake', () => {
  expect(isAwake('  mWakefulness=Awake\n')).toBe(true);
  expect(isAwake('  mWakefulness=Dozing\n')).toBe(false);
});
