import { SERVER_APK_PATH, TEST_APK_PATH, version } from 'appium-uiautomator2-server';
import { appVersion, isInstalled } from '../apps/packages.ts';
import type { CallOptions, PhoneConnection } from '../connection/phone-connection.ts';

export const serverPackage = 'io.appium.uiautomator2.server';
export const testPackage = 'io.appium.uiautomator2.server.test';

const uninstallTimeoutMs = 30_000;

/**
 * Puts this version's two APKs of appium-uiautomator2-server on the phone. Another version is removed first:
 * a newer one, or one signed with another key, refuses to be replaced. The test APK carries no version, so it follows the other.
 */
export async function ensureServerApks(phone: PhoneConnection, options: CallOptions): Promise<void> {
  const [installed, hasTest] = await Promise.all([
    appVersion(phone, serverPackage, options),
    isInstalled(phone, testPackage, options),
  ]);
  if (installed?.versionName === version && hasTest) return;
  const limits = { ...options, timeoutMs: uninstallTimeoutMs };
  // Whether a removal worked shows at the installation, which names its reason.
  if (installed !== null) await phone.shell(['pm', 'uninstall', serverPackage], limits);
  if (hasTest) await phone.shell(['pm', 'uninstall', testPackage], limits);
  await phone.installApk(SERVER_APK_PATH, options);
  await phone.installApk(TEST_APK_PATH, options);
}
