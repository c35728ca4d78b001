import type { Device } from '../../phone/device.ts';
import { sdkOf, SCREEN } from '../../phone/properties.ts';
import type { CommandContext } from '../command.ts';
import { formatDate } from '../format-date.ts';
import { wordOptions } from '../options.ts';
import { apkPath } from './packages.ts';

type Dump = (device: Device, args: readonly string[]) => string;

const SERVICES: Readonly<Record<string, Dump>> = {
  activity: activities,
  battery: () =>
    'Current Battery Service state:\n  AC powered: false\n  USB powered: true\n  Wireless powered: false\n  Max charging current: 500000\n' +
    '  status: 5\n  health: 2\n  present: true\n  level: 100\n  scale: 100\n  voltage: 4350\n  temperature: 250\n  technology: Li-ion\n',
  display: () =>
    `DISPLAY MANAGER (dumpsys display)\n  mGlobalDisplayState=ON\n  mScreenState=ON\n  DisplayDeviceInfo{"Built-in Screen": ${SCREEN.width} x ${SCREEN.height}, density ${SCREEN.density}, state ON}\n`,
  input_method: () => 'Current Input Method Manager state:\n  mInputShown=false mInteractive=true\n',
  package: packages,
  power: () =>
    'POWER MANAGER (dumpsys power)\n  mWakefulness=Awake\n  mIsPowered=true\n  mStayOn=false\nDisplay Power: state=ON\n',
  trust: ({ spec }) =>
    `Trust manager state:\n User "Owner" (id=0, flags=0xc13) (current): trusted=0, trustManaged=0, deviceLocked=${spec.locked ? 1 : 0}, strongAuthRequired=0x0\n`,
  window: windows,
};

/** `dumpsys SERVICE …`, as far as people and tools read it. */
export function dumpsys({ args, device, out, err }: CommandContext): number {
  const [service = '', ...rest] = wordOptions(args, ['-t']).rest;
  if (args[0] === '-l') {
    out(
      `Currently running services:\n${Object.keys(SERVICES)
        .map((name) => `  ${name}\n`)
        .join('')}`,
    );
    return 0;
  }
  const dump = Object.hasOwn(SERVICES, service) ? SERVICES[service] : undefined;
  if (dump === undefined) {
    device.outside.unknown(`shell:dumpsys ${service}`.slice(0, 200));
    err(`Can't find service: ${service}\n`);
    return 0;
  }
  out(dump(device, rest));
  return 0;
}

/** The key guard is a window of the system's own: over every app while the phone is locked. */
function focus({ apps, spec }: Device): string {
  const { packageName, activity } = apps.front();
  return spec.locked ? 'Window{8d1b0c4 u0 NotificationShade}' : `Window{8d1b0c4 u0 ${packageName}/${activity}}`;
}

function record({ apps }: Device): string {
  const { packageName, activity } = apps.front();
  return `ActivityRecord{2d3a9f1 u0 ${packageName}/${activity} t12}`;
}

function windows(device: Device): string {
  const { locked } = device.spec;
  return (
    'WINDOW MANAGER POLICY STATE (dumpsys window policy)\n' +
    `    mAwake=true mScreenOnEarly=true mScreenOnFully=true\n    KeyguardServiceDelegate\n      showing=${locked}\n      secure=${locked}\n` +
    'WINDOW MANAGER WINDOWS (dumpsys window windows)\n' +
    `  mShowingDream=false mDreamingLockscreen=${locked} isKeyguardShowing=${locked}\n` +
    `  mCurrentFocus=${focus(device)}\n  mFocusedApp=${record(device)}\n  mInputMethodTarget=null\n`
  );
}

function activities(device: Device): string {
  const top = record(device);
  return (
    'ACTIVITY MANAGER ACTIVITIES (dumpsys activity activities)\nDisplay #0 (activities from top to bottom):\n' +
    `  * Task{7c1d2ab #12 type=standard}\n    mResumedActivity: ${top}\n  ResumedActivity: ${top}\n  topResumedActivity=${top}\n` +
    `KeyguardController:\n  mKeyguardShowing=${device.spec.locked}\n  mAodShowing=false\n`
  );
}

function packages(device: Device, [packageName = '']: readonly string[]): string {
  const asked = device.apps
    .packages()
    .filter((installed) => packageName === '' || installed.packageName === packageName);
  if (asked.length === 0) return `Dexopt state:\n  Unable to find package: ${packageName}\n`;
  const stamp = formatDate('%Y-%m-%d %H:%M:%S', new Date(0));
  const entries = asked.map(
    (installed) =>
      `  Package [${installed.packageName}] (4f1c2d):\n    userId=${device.uid(installed.packageName)}\n` +
      `    codePath=${apkPath(installed).replace('/base.apk', '')}\n` +
      `    versionCode=${installed.versionCode} minSdk=26 targetSdk=${sdkOf(device.spec.androidVersion)}\n` +
      `    versionName=${installed.versionName}\n    flags=[ ${installed.thirdParty ? '' : 'SYSTEM '}HAS_CODE ]\n` +
      `    firstInstallTime=${stamp}\n    lastUpdateTime=${stamp}\n    User 0: installed=true hidden=false stopped=false enabled=0\n`,
  );
  return `Packages:\n${entries.join('')}`;
}
