import { expect, test } from 'vitest';
import { parseAppVersion } from './packages.ts';

const dump = `Packages:
  Package [com.instagram.android] (a1b2c3):
    userId=10123
    versionCode=377103 minSdk=28 targetSdk=34
    versionName=350.0.0.29.92
Hidden system packages:
  Package [com.instagram.android] (d4e5f6):
    versionName=1.0
`;

test('the version of an updated system app is the one that runs', () => {
  expect(parseAppVersion(dump, 'com.instagram.android')).toEqual({ versionName: '350.0.0.29.92', installed: true });
});

test('an app that is not installed has no version, though its name occurs', () => {
  expect(parseAppVersion('Unable to find package: com.instagram.android\n', 'com.instagram.android')).toBeNull();
  expect(parseAppVersion(dump, 'com.instagram')).toBeNull();
});

test('an app without a version name is installed all the same', () => {
  expect(parseAppVersion('  Package [a.b] (1):\n    versionName=null\n', 'a.b')).toEqual({
    versionName: null,
    installed: true,
  });
});
