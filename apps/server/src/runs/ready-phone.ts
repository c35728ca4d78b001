import { appVersion, screenState, wakeScreen, type PhoneConnection } from '@muster/android';
import { ended, type AttemptEnd } from './attempt.ts';

/** Wakes the screen and finds the app; an end when a person is needed, or the app is not there. */
export async function readyPhone(
  phone: PhoneConnection,
  packageName: string,
  signal: AbortSignal,
): Promise<{ name: string | null } | { end: AttemptEnd }> {
  const screen = await screenState(phone, { signal });
  if (!screen.awake || screen.locked) {
    const woken = await wakeScreen(phone, { signal });
    if (woken.locked) return { end: ended('needs_person', 'locked_screen') };
  }
  const version = await appVersion(phone, packageName, { signal });
  if (version !== null) return { name: version.versionName };
  return { end: ended('failed', 'app_missing', { detail: `No package ${packageName} is installed there.` }) };
}
