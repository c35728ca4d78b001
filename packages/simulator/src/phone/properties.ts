import { createHash } from 'node:crypto';
import type { PhoneSpec } from './spec.ts';

/** https://developer.android.com/tools/releases/platforms */
const SDK_OF_RELEASE: Record<string, number> = {
  '8': 26,
  '8.1': 27,
  '9': 28,
  '10': 29,
  '11': 30,
  '12': 31,
  '12L': 32,
  '13': 33,
  '14': 34,
  '15': 35,
  '16': 36,
};
const NEWEST_SDK = 36;

export const SCREEN = { width: 1080, height: 2400, density: 420 } as const;

export const TIME_ZONE = 'UTC';

/** The API level of an Android release ("14" → 34); an unknown one counts as the newest. */
export function sdkOf(androidVersion: string): number {
  return SDK_OF_RELEASE[androidVersion] ?? SDK_OF_RELEASE[androidVersion.split('.')[0] ?? ''] ?? NEWEST_SDK;
}

/** What `getprop` lists on a phone that nothing was set on. */
export function buildProperties(spec: PhoneSpec): Map<string, string> {
  const device = spec.model.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');
  const sdk = String(sdkOf(spec.androidVersion));
  return new Map([
    ['dev.bootcomplete', '1'],
    ['init.svc.adbd', 'running'],
    ['init.svc.bootanim', 'stopped'],
    ['persist.sys.locale', 'en-US'],
    ['persist.sys.timezone', TIME_ZONE],
    ['ro.boot.serialno', spec.serial],
    ['ro.build.characteristics', 'default'],
    ['ro.build.fingerprint', `simulated/${device}/${device}:${spec.androidVersion}/SIM.1/1:user/release-keys`],
    ['ro.build.id', 'SIM.1'],
    ['ro.build.tags', 'release-keys'],
    ['ro.build.type', 'user'],
    ['ro.build.version.release', spec.androidVersion],
    ['ro.build.version.sdk', sdk],
    ['ro.debuggable', '0'],
    ['ro.product.brand', 'Simulated'],
    ['ro.product.cpu.abi', 'arm64-v8a'],
    ['ro.product.cpu.abilist', 'arm64-v8a,armeabi-v7a,armeabi'],
    ['ro.product.device', device],
    ['ro.product.locale', 'en-US'],
    ['ro.product.manufacturer', 'Simulated'],
    ['ro.product.model', spec.model],
    ['ro.product.name', device],
    ['ro.secure', '1'],
    ['ro.serialno', spec.serial],
    ['ro.sf.lcd_density', String(SCREEN.density)],
    ['sys.boot_completed', '1'],
  ]);
}

/** What `settings get` knows, by "namespace/key". */
export function factorySettings(spec: PhoneSpec): Map<string, string> {
  const androidId = createHash('sha256').update(`android_id ${spec.serial}`).digest('hex').slice(0, 16);
  return new Map([
    ['global/adb_enabled', '1'],
    ['global/airplane_mode_on', '0'],
    ['global/animator_duration_scale', '1.0'],
    ['global/auto_time', '1'],
    ['global/device_name', spec.model],
    ['global/stay_on_while_plugged_in', '0'],
    ['global/transition_animation_scale', '1.0'],
    ['global/wifi_on', '1'],
    ['global/window_animation_scale', '1.0'],
    ['secure/android_id', androidId],
    ['secure/default_input_method', 'com.android.inputmethod.latin/.LatinIME'],
    ['secure/enabled_input_methods', 'com.android.inputmethod.latin/.LatinIME'],
    ['secure/user_setup_complete', '1'],
    ['system/accelerometer_rotation', '0'],
    ['system/screen_brightness', '128'],
    ['system/screen_off_timeout', '600000'],
    ['system/user_rotation', '0'],
  ]);
}

/** The `device::…` banner of a CNXN packet. Its fields are cut by `;` and `=`, so a name cannot carry those. */
export function banner(spec: PhoneSpec, features: readonly string[]): string {
  const properties = buildProperties(spec);
  const fields = ['ro.product.name', 'ro.product.model', 'ro.product.device'].map(
    (name) => `${name}=${(properties.get(name) ?? '').replaceAll(/[;=\p{Cc}]/gu, '_').slice(0, 91)};`,
  );
  return `device::${fields.join('')}features=${features.join(',')}`;
}
