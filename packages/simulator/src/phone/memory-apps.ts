import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { deflateSync } from 'node:zlib';
import type { AppSide, InstalledPackage } from '../seam.ts';

/** What happened to an in-memory app side, in order. */
export type AppEvent =
  | { kind: 'installed'; bytes: number }
  | { kind: 'tap'; x: number; y: number }
  | { kind: 'key'; code: number }
  | { kind: 'text'; text: string }
  | { kind: 'instrumentation'; running: boolean };

export interface MemoryApps extends AppSide {
  readonly events: AppEvent[];
  /** Ends the UiAutomator2 server as a crash does. */
  crash(): void;
}

const LAUNCHER = 'com.android.launcher3';

/** A small app side that keeps its packages in memory and answers `/status` over HTTP: for tests of the adb side alone. */
export function memoryApps(): MemoryApps {
  const events: AppEvent[] = [];
  const packages = new Map<string, InstalledPackage>();
  const add = (packageName: string, thirdParty: boolean): InstalledPackage => {
    const installed = { packageName, versionName: '1.2.3', versionCode: 123, thirdParty };
    packages.set(packageName, installed);
    return installed;
  };
  add(LAUNCHER, false);
  add('com.example.app', true);
  let front = LAUNCHER;
  let onCrash: (() => void) | null = null;
  const http = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ value: { ready: true, path: request.url } }));
  });
  return {
    events,
    crash: () => onCrash?.(),
    packages: () => [...packages.values()],
    install(apk) {
      if (apk[0] !== 0x50 || apk[1] !== 0x4b) throw new Error('INSTALL_PARSE_FAILED_NOT_APK: no archive');
      events.push({ kind: 'installed', bytes: apk.length });
      // the two APKs of UiAutomator2 differ in size by two orders of magnitude
      return add(apk.length > 1_000_000 ? 'io.appium.uiautomator2.server' : 'io.appium.uiautomator2.server.test', true);
    },
    uninstall: (packageName) => packages.delete(packageName),
    launch(packageName) {
      if (!packages.has(packageName)) return false;
      front = packageName;
      return true;
    },
    forceStop(packageName) {
      if (front === packageName) front = LAUNCHER;
    },
    front: () => ({ packageName: front, activity: `${front}.MainActivity` }),
    hierarchy: () => `<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation="0"></hierarchy>`,
    tap: (x, y) => void events.push({ kind: 'tap', x, y }),
    swipe: () => undefined,
    key: (code) => void events.push({ kind: 'key', code }),
    text: (text) => void events.push({ kind: 'text', text }),
    screenshot: () => Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), deflateSync(Buffer.alloc(100_000, 0x0a))]),
    instrumentationStarted(crashed) {
      onCrash = crashed;
      events.push({ kind: 'instrumentation', running: true });
    },
    instrumentationStopped: () => void events.push({ kind: 'instrumentation', running: false }),
    uiServer: (stream: Duplex) => void http.emit('connection', stream),
  };
}
