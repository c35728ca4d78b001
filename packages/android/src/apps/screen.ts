import { AndroidError } from '../android-error.ts';
import type { CallOptions, PhoneConnection } from '../connection/phone-connection.ts';

const defaultTimeoutMs = 10_000;
const wakeKey = '224';

export interface ScreenState {
  readonly awake: boolean;
  /** The lock screen is up. Whether it wants a PIN shows only after `wakeScreen`, which lifts one that wants nothing. */
  readonly locked: boolean;
}

/** The package whose window has the focus; null while none has, or one of the system's own (the notification shade). */
export async function frontPackage(phone: PhoneConnection, options: CallOptions = {}): Promise<string | null> {
  return parseFrontPackage(await dumpWindow(phone, options));
}

export async function screenState(phone: PhoneConnection, options: CallOptions = {}): Promise<ScreenState> {
  const limits = { ...options, timeoutMs: options.timeoutMs ?? defaultTimeoutMs };
  const [windows, power] = await Promise.all([dumpWindow(phone, options), phone.shell(['dumpsys', 'power'], limits)]);
  return { awake: isAwake(power.stdout), locked: isLocked(windows) };
}

/** Turns the screen on and lifts a lock screen that asks for nothing. One with a PIN stays: that takes a person. */
export async function wakeScreen(phone: PhoneConnection, options: CallOptions = {}): Promise<ScreenState> {
  const limits = { ...options, timeoutMs: options.timeoutMs ?? defaultTimeoutMs };
  await phone.shell(['input', 'keyevent', wakeKey], limits);
  await phone.shell(['wm', 'dismiss-keyguard'], limits);
  return screenState(phone, options);
}

async function dumpWindow(phone: PhoneConnection, options: CallOptions): Promise<string> {
  const limits = { ...options, timeoutMs: options.timeoutMs ?? defaultTimeoutMs };
  const { exitCode, stdout } = await phone.shell(['dumpsys', 'window'], limits);
  if (exitCode !== 0)
    throw new AndroidError('command_failed', 'The phone does not tell what is on its screen (dumpsys window).');
  return stdout;
}

/** `mCurrentFocus=Window{1a2b3c u0 com.package/com.package.Activity}`; with several displays the last focused one is named. */
export function parseFrontPackage(windows: string): string | null {
  const focus = [...windows.matchAll(/^\s*mCurrentFocus=Window\{\S+ (?:u\d+ )?([\w.]+)\//gm)].at(-1);
  return focus?.[1] ?? null;
}

/** The fields by which Android 7 to 15 say that the lock screen shows, in `dumpsys window`. */
export function isLocked(windows: string): boolean {
  return (
    /\b(?:mShowingLockscreen|mDreamingLockscreen|mIsShowing|isKeyguardShowing|mKeyguardShowing)=true\b/.test(windows) ||
    /^\s*showing=true\b/m.test(windows) ||
    /mCurrentFocus=.*\b(?:Keyguard|Bouncer)/.test(windows)
  );
}

/** `mWakefulness=Awake` in `dumpsys power`. */
export const isAwake = (power: string): boolean => /\bmWakefulness=Awake\b/.test(power);
