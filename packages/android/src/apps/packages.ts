import { AndroidError } from '../android-error.ts';
import { plainLine } from '../connection/facts.ts';
import type { CallOptions, PhoneConnection, ShellOptions, ShellResult } from '../connection/phone-connection.ts';

const defaultTimeoutMs = 15_000;

export interface AppVersion {
  /** What the app calls its version; null where it has none. */
  readonly versionName: string | null;
  readonly installed: true;
}

/** The version of an installed app, or null where it is not installed. */
export async function appVersion(
  phone: PhoneConnection,
  packageName: string,
  options: CallOptions = {},
): Promise<AppVersion | null> {
  checkPackageName(packageName);
  const { stdout } = await run(phone, ['dumpsys', 'package', packageName], options);
  return parseAppVersion(stdout, packageName);
}

/**
 * Reads `dumpsys package NAME`: a block `Package [NAME]` is there exactly when the app is installed; a copy on the system
 * image that was updated follows under "Hidden system packages", so the first block counts.
 */
export function parseAppVersion(dump: string, packageName: string): AppVersion | null {
  const start = dump.indexOf(`Package [${packageName}]`);
  if (start === -1) return null;
  const block = dump.slice(start, start + 20_000);
  const versionName = /^\s*versionName=(.*)$/m.exec(block)?.[1];
  return {
    versionName: versionName === undefined || versionName === 'null' ? null : plainLine(versionName),
    installed: true,
  };
}

export async function isInstalled(
  phone: PhoneConnection,
  packageName: string,
  options: CallOptions = {},
): Promise<boolean> {
  checkPackageName(packageName);
  const { exitCode, stdout } = await run(phone, ['pm', 'path', packageName], options);
  return exitCode === 0 && stdout.includes('package:');
}

/**
 * Brings an app to the front as a tap on its icon would. Throws `app_missing` when it is not installed
 * or has no icon, `command_failed` when Android did not start it.
 */
export async function launchApp(phone: PhoneConnection, packageName: string, options: CallOptions = {}): Promise<void> {
  checkPackageName(packageName);
  const component = await launcherActivity(phone, packageName, options);
  const started = await run(
    phone,
    [
      'am',
      'start',
      '-a',
      'android.intent.action.MAIN',
      '-c',
      'android.intent.category.LAUNCHER',
      '-f',
      newTaskFlags,
      '-n',
      component,
    ],
    options,
  );
  // am says "Error" with exit code 0 on many versions.
  if (started.exitCode !== 0 || /^Error/m.test(started.stdout + started.stderr)) {
    throw new AndroidError('command_failed', `Android did not start ${packageName}. Open it by hand to see why.`);
  }
}

/** FLAG_ACTIVITY_NEW_TASK | FLAG_ACTIVITY_RESET_TASK_IF_NEEDED: what a launcher sends, so a running app is resumed and not restarted. */
const newTaskFlags = '0x10200000';

async function launcherActivity(phone: PhoneConnection, packageName: string, options: CallOptions): Promise<string> {
  const { stdout } = await run(
    phone,
    [
      'cmd',
      'package',
      'resolve-activity',
      '--brief',
      '-a',
      'android.intent.action.MAIN',
      '-c',
      'android.intent.category.LAUNCHER',
      packageName,
    ],
    options,
  );
  const component = stdout.split(/\r?\n/).find((line) => line.startsWith(`${packageName}/`));
  if (component === undefined) {
    throw new AndroidError(
      'app_missing',
      `The app ${packageName} is not installed on the phone, or has no icon to start it by.`,
    );
  }
  return component.trim();
}

/** Ends an app with all its processes; one that does not run is fine. */
export async function stopApp(phone: PhoneConnection, packageName: string, options: CallOptions = {}): Promise<void> {
  checkPackageName(packageName);
  await run(phone, ['am', 'force-stop', packageName], options);
}

/** Android's own rule for a package name; anything else is a mistake of the caller and reaches no phone. */
function checkPackageName(packageName: string): void {
  if (/^[A-Za-z]\w*(\.[A-Za-z]\w*)+$/.test(packageName) && packageName.length <= 255) return;
  throw new AndroidError(
    'app_missing',
    `${JSON.stringify(packageName.slice(0, 100))} is not the name of an app package.`,
  );
}

function run(phone: PhoneConnection, argv: readonly string[], options: CallOptions): Promise<ShellResult> {
  const limits: ShellOptions = { ...options, timeoutMs: options.timeoutMs ?? defaultTimeoutMs };
  return phone.shell(argv, limits);
}
