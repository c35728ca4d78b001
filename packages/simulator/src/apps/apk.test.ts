import { readFileSync } from 'node:fs';
import { SERVER_APK_PATH, TEST_APK_PATH } from 'appium-uiautomator2-server';
import { expect, test } from 'vitest';
import { ApkError, readApk } from './apk.ts';

test('the two APKs of UiAutomator2 are read from their binary manifests', () => {
  expect(readApk(readFileSync(SERVER_APK_PATH))).toMatchObject({
    packageName: 'io.appium.uiautomator2.server',
    versionName: '10.6.6',
    thirdParty: true,
  });
  expect(readApk(readFileSync(TEST_APK_PATH)).packageName).toBe('io.appium.uiautomator2.server.test');
});

test.each([Buffer.alloc(0), Buffer.from('PK\x05\x06'), Buffer.alloc(64)])(
  "what is no APK is refused in pm's words",
  (file) => {
    expect(() => readApk(file)).toThrow(ApkError);
  },
);
