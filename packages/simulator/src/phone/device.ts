import type { AppSide, InstalledPackage } from '../seam.ts';
import { PhoneFiles } from './files.ts';
import { Instrumentation, UIA2 } from './instrumentation.ts';
import { InstallSessions } from './install-sessions.ts';
import { buildProperties, factorySettings } from './properties.ts';
import type { PhoneSpec } from './spec.ts';

export interface DeviceOutside {
  /** This machine's time, in milliseconds since 1970. */
  nowMs(): number;
  /** Records what the phone was asked for and does not have. */
  unknown(service: string): void;
  /** The phone starts again: connections end, and it is away for a while. */
  reboot(): void;
  /** Aborts when the phone is closed for good. */
  life: AbortSignal;
}

const FIRST_APP_UID = 10_100;
const FIRST_PID = 4_000;

/** The state behind a phone's adbd: what its shell commands and services read and change. */
export class Device {
  readonly spec: PhoneSpec;
  readonly apps: AppSide;
  readonly outside: DeviceOutside;
  readonly files: PhoneFiles;
  readonly instrumentation: Instrumentation;
  readonly sessions = new InstallSessions();
  readonly properties: Map<string, string>;
  readonly settings: Map<string, string>;
  readonly #pids = new Map<string, number>();
  readonly #uids = new Map<string, number>();
  readonly #startedMs: number;

  constructor(spec: PhoneSpec, apps: AppSide, outside: DeviceOutside) {
    this.spec = spec;
    this.apps = apps;
    this.outside = outside;
    this.files = new PhoneFiles(() => Math.floor(this.now().getTime() / 1000));
    this.instrumentation = new Instrumentation(apps);
    this.properties = buildProperties(spec);
    this.settings = factorySettings(spec);
    this.#startedMs = outside.nowMs();
  }

  get life(): AbortSignal {
    return this.outside.life;
  }

  /** The time on the phone's clock. */
  now(): Date {
    return new Date(this.outside.nowMs() + this.spec.clockSkewSeconds * 1000);
  }

  uptimeMs(): number {
    return this.outside.nowMs() - this.#startedMs;
  }

  installed(packageName: string): InstalledPackage | undefined {
    return this.apps.packages().find((installed) => installed.packageName === packageName);
  }

  /** The user id of an installed package: given at first sight and kept, as Android does. */
  uid(packageName: string): number {
    const uid = this.#uids.get(packageName) ?? FIRST_APP_UID + this.#uids.size;
    this.#uids.set(packageName, uid);
    return uid;
  }

  launch(packageName: string): boolean {
    if (!this.apps.launch(packageName)) return false;
    this.#pid(packageName);
    return true;
  }

  stop(packageName: string): void {
    this.#pids.delete(packageName);
    if (this.#carriesInstrumentation(packageName)) this.instrumentation.stop();
    this.apps.forceStop(packageName);
  }

  /** Throws with pm's failure text. A package that is replaced loses its running process. */
  install(apk: Uint8Array): InstalledPackage {
    const installed = this.apps.install(apk);
    if (this.#carriesInstrumentation(installed.packageName)) this.instrumentation.stop();
    this.#pids.delete(installed.packageName);
    return installed;
  }

  /** `pm clear`: false where the app side cannot forget an app's data, which is then recorded. */
  clear(packageName: string): boolean {
    this.stop(packageName);
    if (this.apps.clear === undefined) this.outside.unknown('shell:pm clear');
    return this.apps.clear?.(packageName) ?? false;
  }

  uninstall(packageName: string): boolean {
    if (this.#carriesInstrumentation(packageName)) this.instrumentation.stop();
    this.#pids.delete(packageName);
    return this.apps.uninstall(packageName);
  }

  /** Gives the processes of apps: launched ones, the one in front, and UiAutomator2's server while it runs. */
  processes(): { name: string; pid: number; user: string }[] {
    this.#pid(this.apps.front().packageName);
    if (this.instrumentation.running) this.#pid(UIA2.targetPackage);
    else this.#pids.delete(UIA2.targetPackage);
    return [...this.#pids].map(([name, pid]) => ({ name, pid, user: `u0_a${this.uid(name) - 10_000}` }));
  }

  #pid(packageName: string): number {
    const pid = this.#pids.get(packageName) ?? Math.max(FIRST_PID, ...this.#pids.values()) + 1;
    this.#pids.set(packageName, pid);
    return pid;
  }

  #carriesInstrumentation(packageName: string): boolean {
    return packageName === UIA2.targetPackage || packageName === UIA2.testPackage;
  }
}
