import { appVersion, screenState, wakeScreen, type AppVersion, type PhoneConnection } from '@muster/android';
import { ended, type AttemptEnd } from './attempt.ts';

export interface FoundApp {
  readonly packageName: string;
  readonly version: AppVersion | null;
}

/** The first of these packages that is installed; the first of all where none is. */
export async function findApp(
  phone: PhoneConnection,
  packages: readonly [string, ...string[]],
  signal: AbortSignal,
): Promise<FoundApp> {
  for (const packageName of packages) {
    const version = await appVersion(phone, packageName, { signal });
    if (version !== null) return { packageName, version };
  }
  return { packageName: packages[0], version: null };
}

/** Wakes the screen; an end when a person is needed, or the app is not there. */
export async function readyPhone(
  phone: PhoneConnection,
  app: FoundApp,
  signal: AbortSignal,
): Promise<AttemptEnd | null> {
  const screen = await screenState(phone, { signal });
  if (!screen.awake || screen.locked) {
    const woken = await wakeScreen(phone, { signal });
    if (woken.locked) return ended('needs_person', 'locked_screen');
  }
  if (app.version !== null) return null;
  return ended('failed', 'app_missing', { detail: `No package ${app.packageName} is installed there.` });
}
