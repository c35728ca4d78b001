import type { Duplex } from 'node:stream';

/** What the adb side of a simulated phone asks of the side that plays its apps and its UiAutomator2 server. */
export interface AppSide {
  /** Installed packages, the two UiAutomator2 APKs among them once installed. */
  packages(): readonly InstalledPackage[];
  /** Called when `pm install` received an APK (shared between phones: not to be changed). Gives the installed package, or throws with pm's failure text. */
  install(apk: Uint8Array): InstalledPackage;
  uninstall(packageName: string): boolean;
  /** `pm clear`: forgets what the app has stored, its sessions too. Left out where that cannot be played. */
  clear?(packageName: string): boolean;
  /** `am start` / `monkey`: brings the app to the front; false when it is not installed. */
  launch(packageName: string): boolean;
  forceStop(packageName: string): void;
  /** What `dumpsys window` names as mCurrentFocus. */
  front(): { packageName: string; activity: string };
  /** The hierarchy as `uiautomator dump` writes it (UiAutomator2's `/source` is answered inside `uiServer`). */
  hierarchy(): string;
  tap(x: number, y: number): void;
  swipe(x1: number, y1: number, x2: number, y2: number): void;
  key(keyCode: number): void;
  text(text: string): void;
  screenshot(): Uint8Array;
  /** `am instrument` started or ended the UiAutomator2 server; port 6790 answers only while it runs. */
  instrumentationStarted(onCrash: () => void): void;
  instrumentationStopped(): void;
  /** One connection to the device's port 6790, speaking HTTP. */
  uiServer(stream: Duplex): void;
  /** A host opened a connection to the phone's adbd. */
  connected?(): void;
}

export interface InstalledPackage {
  packageName: string;
  versionName: string;
  versionCode: number;
  /** false for what came with the scenario's system image. */
  thirdParty: boolean;
}

/** What a fault does to the adb side, asked for by scenario, by control port or by the app side. */
export type WireFault = { kind: 'drop'; seconds: number } | { kind: 'freeze'; seconds: number };

/** What the app side asks of the adb side. */
export interface WireSide {
  /** Closes every connection and refuses new ones (`drop`), or accepts and never answers (`freeze`), for a while. */
  fault(fault: WireFault): void;
  /** Records a service or command this phone was asked for and does not have. */
  unknown(service: string): void;
}
