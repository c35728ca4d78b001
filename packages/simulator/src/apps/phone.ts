import type { Duplex } from 'node:stream';
import type { Clock } from '../clock.ts';
import type { AppSpec, FaultSpec, Network, PhoneSpec } from '../scenario/schema.ts';
import type { AppSide, InstalledPackage, WireSide } from '../seam.ts';
import type { SimulatedService } from '../service/service.ts';
import { UiServer } from '../uia2/server.ts';
import type { DumpFault, UiDevice } from '../uia2/device.ts';
import { readApk } from './apk.ts';
import type { TextField } from './editing.ts';
import { FaultBoard } from './faults.ts';
import { uiautomatorXml } from './hierarchy.ts';
import type { AppHost, SimulatedApp } from './host.ts';
import { InstagramApp } from './instagram/app.ts';
import { screenshotPng } from './screenshot.ts';
import { spoiled } from './spoiled.ts';
import { homeScreen, keyboardWindow, KEYBOARD_TOP, LAUNCHER, lockScreen, statusBar } from './system.ts';
import { TiktokApp } from './tiktok/app.ts';
import { touched } from './view.ts';
import type { Window } from './view.ts';

const KEY = { home: 3, back: 4, enter: 66, delete: 67, escape: 111 } as const;
/** A drag shorter than this is a tap to Android. */
const TOUCH_SLOP = 24;
const DEFAULT_FAULT_SECONDS = 5;
const NOT_YET: WireSide = { fault: () => undefined, unknown: () => undefined };

/** The side of one simulated phone that people see: its apps, its screen, and the UiAutomator2 server. */
export class PhoneApps implements AppSide, UiDevice {
  readonly serial: string;
  readonly apps: readonly SimulatedApp[];
  readonly faults: FaultBoard;
  readonly latencyMs: number;
  readonly #clock: Clock;
  readonly #locked: boolean;
  readonly #packages: Map<string, InstalledPackage>;
  readonly #server = new UiServer(this);
  #wire: WireSide = NOT_YET;
  #front: SimulatedApp | null = null;
  #crash: (() => void) | null = null;
  #dumpFault: { kind: DumpFault; until: number | null } | null = null;
  #owedDelayMs = 0;

  constructor(spec: PhoneSpec, services: Record<Network, SimulatedService>, clock: Clock) {
    this.serial = spec.serial;
    this.latencyMs = spec.latencyMs ?? 0;
    this.faults = new FaultBoard(spec.faults);
    this.#clock = clock;
    this.#locked = spec.locked === true;
    this.apps = spec.apps.map((app) => this.#app(app, services[app.network]));
    this.#packages = new Map(spec.apps.map((app) => [app.package, packageOf(app)]));
  }

  /** The adb side is there: faults and unknown requests go to it from now on. */
  attach(wire: WireSide): void {
    this.#wire = wire;
  }

  packages(): readonly InstalledPackage[] {
    return [...this.#packages.values()];
  }

  install(apk: Uint8Array): InstalledPackage {
    const installed = readApk(apk);
    this.#packages.set(installed.packageName, installed);
    return installed;
  }

  uninstall(packageName: string): boolean {
    this.forceStop(packageName);
    return this.#packages.delete(packageName);
  }

  launch(packageName: string): boolean {
    const app = this.apps.find((one) => one.packageName === packageName);
    if (!app || !this.#packages.has(packageName)) return false;
    app.start();
    this.#front = app;
    return true;
  }

  forceStop(packageName: string): void {
    this.apps.find((one) => one.packageName === packageName)?.stop();
    if (this.#front?.packageName === packageName) this.#front = null;
  }

  front(): { packageName: string; activity: string } {
    if (this.#locked) return { packageName: 'com.android.systemui', activity: 'NotificationShade' };
    if (this.#front) return { packageName: this.#front.packageName, activity: this.#front.activity };
    return { packageName: LAUNCHER, activity: 'com.sec.android.app.launcher.activities.LauncherActivity' };
  }

  /**
   * The windows an accessibility service can list, the topmost first. A dialog or sheet of an app is modal: what lies
   * below it is not listed (AOSP AccessibilityWindowManager; the sheet captured from version 410 stands alone as well).
   */
  windows(): readonly Window[] {
    const bar = statusBar(this.#clock.now());
    const keyboard = !this.#locked && this.#front?.keyboardUp() === true ? [keyboardWindow()] : [];
    return [bar, ...keyboard, this.activeWindow()];
  }

  /** The window that has the input. */
  activeWindow(): Window {
    const active = this.#layers().at(-1);
    if (!active) throw new Error('A phone always shows a window.');
    return active;
  }

  idle(): boolean {
    return this.#locked || (this.#front?.idle() ?? true);
  }

  /** @throws Error with uiautomator's words while the screen never rests. */
  hierarchy(): string {
    this.#strike(this.faults.countRequest());
    const fault = this.takeDumpFault();
    if (fault === 'not_idle' || !this.idle()) throw new Error('could not get idle state.');
    const xml = uiautomatorXml(this.windows());
    return fault === null ? xml : spoiled(xml, fault);
  }

  tap(x: number, y: number): void {
    if (this.#locked || this.#underKeyboard(y)) return;
    touched(this.activeWindow().root, x, y)?.tap?.();
  }

  longTap(x: number, y: number): void {
    if (this.#locked || this.#underKeyboard(y)) return;
    const view = touched(this.activeWindow().root, x, y);
    if (view?.longTap) view.longTap();
    else if (view?.longClickable !== true) view?.tap?.();
  }

  swipe(x1: number, y1: number, x2: number, y2: number): void {
    if (Math.hypot(x2 - x1, y2 - y1) < TOUCH_SLOP) this.tap(x1, y1);
    else if (!this.#locked) this.#front?.swipe(y1 - y2);
  }

  key(keyCode: number): void {
    if (this.#locked) return;
    const app = this.#front;
    if (keyCode === KEY.home) this.#front = null;
    else if (keyCode === KEY.back || keyCode === KEY.escape) this.#front = app?.back() === true ? app : null;
    else if (keyCode === KEY.enter) app?.enter();
    else if (keyCode === KEY.delete) this.#edit((field) => field.set(field.value.slice(0, -1)));
  }

  text(text: string): void {
    this.#edit((field) => field.set(field.value + text));
  }

  screenshot(): Uint8Array {
    return screenshotPng([...this.#layers(), statusBar(this.#clock.now())]);
  }

  instrumentationStarted(onCrash: () => void): void {
    this.#crash = onCrash;
    this.#server.start();
  }

  instrumentationStopped(): void {
    this.#crash = null;
    this.#server.stop();
  }

  uiServer(stream: Duplex): void {
    this.#server.connect(stream);
  }

  /** A UI request arrives, whose turn a fault may be. false: the phone is lost before it did what was asked. */
  requestArrived(): boolean {
    const fault = this.faults.countRequest();
    this.#strike(fault);
    return !losesPhone(fault);
  }

  /** How long the answer under way has still to wait, in milliseconds. */
  takeDelay(): number {
    const owed = this.#owedDelayMs;
    this.#owedDelayMs = 0;
    return owed;
  }

  takeDumpFault(): DumpFault | null {
    this.#strike(this.faults.take('dump'));
    const fault = this.#dumpFault;
    if (!fault) return null;
    if (fault.until === null || this.#clock.now() >= fault.until) this.#dumpFault = null;
    return fault.until === null || this.#clock.now() < fault.until ? fault.kind : null;
  }

  /** Somebody opened a connection to the phone: a fault may be set for that. */
  connected(): void {
    this.#strike(this.faults.take('connect'));
  }

  unknown(service: string): void {
    this.#wire.unknown(service);
  }

  #app(spec: AppSpec, service: SimulatedService): SimulatedApp {
    const host: AppHost = {
      service,
      clock: this.#clock,
      phone: this.serial,
      packageName: spec.package,
      locale: spec.locale ?? 'en',
      waitMs: this.latencyMs,
      submit: (press) => this.#submit(press),
    };
    return spec.network === 'instagram' ? new InstagramApp(host, spec) : new TiktokApp(host, spec);
  }

  /** A phone that is lost before the press never sends it; one that is lost after it did. */
  #submit(press: () => void): void {
    const before = this.faults.take('before_submit');
    this.#strike(before);
    if (losesPhone(before)) return;
    press();
    this.#strike(this.faults.take('after_submit'));
  }

  #strike(fault: FaultSpec | null): void {
    if (!fault) return;
    const seconds = fault.seconds ?? DEFAULT_FAULT_SECONDS;
    switch (fault.kind) {
      case 'drop':
      case 'freeze':
        return this.#wire.fault({ kind: fault.kind, seconds });
      case 'slow':
        this.#owedDelayMs += seconds * 1000;
        return;
      case 'uia_crash':
        return this.#crashServer();
      case 'bad_xml':
      case 'huge_xml':
      case 'not_idle':
        this.#dumpFault = {
          kind: fault.kind,
          until: fault.seconds === undefined ? null : this.#clock.now() + fault.seconds * 1000,
        };
    }
  }

  /** Everything drawn below the system's bars, the lowest first. */
  #layers(): readonly Window[] {
    if (this.#locked) return [lockScreen(this.#clock.now())];
    return this.#front?.windows() ?? [homeScreen(this.#icons())];
  }

  #crashServer(): void {
    const crash = this.#crash;
    this.instrumentationStopped();
    crash?.();
  }

  #edit(change: (field: TextField) => void): void {
    const field = this.#locked ? null : this.#front?.focusedField();
    if (field) change(field);
  }

  #underKeyboard(y: number): boolean {
    return y >= KEYBOARD_TOP && this.#front?.keyboardUp() === true;
  }

  #icons(): { name: string; open: () => void }[] {
    return this.apps.map((app) => ({
      name: app.network === 'instagram' ? 'Instagram' : 'TikTok',
      open: () => void this.launch(app.packageName),
    }));
  }
}

function losesPhone(fault: FaultSpec | null): boolean {
  return fault !== null && ['drop', 'freeze', 'uia_crash'].includes(fault.kind);
}

function packageOf(app: AppSpec): InstalledPackage {
  const [major = '1', minor = '0'] = app.version.split('.');
  const versionCode = Number(major) * 100_000 + Number(minor);
  return { packageName: app.package, versionName: app.version, versionCode, thirdParty: true };
}
