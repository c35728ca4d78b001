import { AndroidError } from '../android-error.ts';
import type { PhoneConnection, ShellOptions } from '../connection/phone-connection.ts';

/** The driver's own log tag and those of the library under it; with one of them at debug level it logs what it types. */
const talkativeTags = new Set(['', 'appium', 'UiObject', 'UiObject2']);

/** Throws `debug_logging` when the phone is set to write down what the driver types. */
export async function refuseDebugLogging(phone: PhoneConnection, options: ShellOptions): Promise<void> {
  const { stdout } = await phone.shell(['getprop'], options);
  const property = talkativeProperty(stdout);
  if (property === undefined) return;
  throw new AndroidError(
    'debug_logging',
    `The phone would log what is typed, because ${property} is set. Run "adb shell setprop ${property} ''" and try again.`,
  );
}

/**
 * The first property in the output of `getprop` that turns such logging on. A tag's level is in `log.tag.TAG` or
 * `persist.log.tag.TAG`, for all tags in `log.tag`; its first letter counts (AOSP system/logging/liblog/properties.cpp).
 */
export function talkativeProperty(getprop: string): string | undefined {
  for (const [, property, tag, level] of getprop.matchAll(/^\[((?:persist\.)?log\.tag(?:\.([^\]]*))?)\]: \[(.)/gm)) {
    if (talkativeTags.has(tag ?? '') && /[vd]/i.test(level ?? '')) return property;
  }
  return undefined;
}
