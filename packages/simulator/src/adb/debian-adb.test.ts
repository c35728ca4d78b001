import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { memoryApps } from '../phone/memory-apps.ts';
import { startPhone } from '../phone/phone.ts';
import type { SimulatedPhone } from '../phone/phone.ts';

/** The battery runs against Debian's `adb`, with a server and a home of its own, so that nobody else's is touched. */
const ADDRESS = '127.8.200.31:5555';
const FIRST_PORT = 21_000;
const APKS = join(dirname(fileURLToPath(import.meta.resolve('appium-uiautomator2-server/package.json'))), 'apks');
const SERVER_APK = join(APKS, 'appium-uiautomator2-server-v10.6.6.apk');
const TEST_APK = join(APKS, 'appium-uiautomator2-server-debug-androidTest.apk');
const INSTRUMENT = [
  'am',
  'instrument',
  '-w',
  'io.appium.uiautomator2.server.test/androidx.test.runner.AndroidJUnitRunner',
];

interface Outcome {
  stdout: Buffer;
  stderr: string;
  exitCode: number;
}

const apps = memoryApps();
let home: string;
let serverPort: number;
let forwardPort: number;
let phone: SimulatedPhone;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'simulated-adb-'));
  serverPort = await freePort(FIRST_PORT);
  forwardPort = await freePort(serverPort + 1);
  phone = await startPhone(
    {
      serial: 'SIMADB1',
      model: 'Pixel 8',
      androidVersion: '14',
      address: ADDRESS,
      auth: 'rsa',
      latencyMs: 0,
      locked: false,
      clockSkewSeconds: 0,
    },
    apps,
  );
  await adb('connect', ADDRESS);
  await vi.waitUntil(async () => (await adb('devices')).stdout.toString().includes(`${ADDRESS}\tdevice`), {
    timeout: 10_000,
  });
});

afterAll(async () => {
  await adb('kill-server');
  await phone.close();
  await rm(home, { recursive: true, force: true });
});

/** adb takes ports from 32768 on for forwards that ask for any, so a free one is looked for below. */
async function freePort(from: number): Promise<number> {
  for (let port = from; port < 32_768; port += 1) {
    const free = await new Promise<boolean>((resolve) => {
      const server = createServer()
        .once('error', () => resolve(false))
        .listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    if (free) return port;
  }
  throw new Error('no free port below 32768');
}

function start(args: readonly string[], input = ''): { outcome: Promise<Outcome>; stop: () => void } {
  const environment = { PATH: process.env['PATH'], HOME: home, ADB_MDNS_AUTO_CONNECT: '' };
  const { promise: outcome, resolve, reject } = Promise.withResolvers<Outcome>();
  const child = execFile(
    '/usr/bin/adb',
    ['-P', String(serverPort), ...args],
    { env: environment, encoding: 'buffer', maxBuffer: 64 * 1024 * 1024, timeout: 20_000 },
    (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number' && child.signalCode === null) reject(error);
      else resolve({ stdout, stderr: stderr.toString(), exitCode: child.exitCode ?? -1 });
    },
  );
  child.stdin?.end(input);
  return { outcome, stop: () => void child.kill() };
}

function adb(...args: readonly string[]): Promise<Outcome> {
  return start(args).outcome;
}

async function adbShell(...args: readonly string[]): Promise<{ stdout: string; stderr: string; exitCode: number }> {
  const { stdout, stderr, exitCode } = await adb('-s', ADDRESS, 'shell', ...args);
  return { stdout: stdout.toString(), stderr, exitCode };
}

describe('Debian’s adb', () => {
  it('lists the phone with its product and model', async () => {
    expect((await adb('devices', '-l')).stdout.toString()).toMatch(/product:pixel_8 model:Pixel_8 device:pixel_8/);
    expect((await adb('-s', ADDRESS, 'get-state')).stdout.toString()).toBe('device\n');
  });

  it('runs commands with both outputs and the exit code apart', async () => {
    expect(await adbShell('echo out; echo err >&2; exit 7')).toEqual({ stdout: 'out\n', stderr: 'err\n', exitCode: 7 });
    expect((await adbShell('getprop', 'ro.serialno')).stdout).toBe('SIMADB1\n');
    expect(await adbShell('-T', 'nonsense-command')).toMatchObject({ exitCode: 127 });
    expect(phone.unknownRequests()).toContain('shell:nonsense-command');
  });

  it('passes standard input on, also to a shell without a command', async () => {
    expect((await start(['-s', ADDRESS, 'shell', 'cat'], 'typed\n').outcome).stdout.toString()).toBe('typed\n');
    const { stdout, exitCode } = await start(['-s', ADDRESS, 'shell'], 'echo one\nexit 5\n').outcome;
    expect([stdout.toString(), exitCode]).toEqual(['one\n', 5]);
  });

  it('gets a terminal with -t', async () => {
    expect((await adbShell('-t', '-t', 'echo a; echo b >&2')).stdout).toBe('a\r\nb\r\n');
    const { stdout } = await start(['-s', ADDRESS, 'shell', '-t', '-t'], 'id -u\nexit\n').outcome;
    expect(stdout.toString()).toMatch(/^pixel_8:\/ \$ id -u\r\n(?:exit\r\n)?2000\r\npixel_8:\/ \$ /);
  });

  it('works without the shell protocol', async () => {
    expect(await adbShell('-x', 'echo out; echo err >&2; exit 7')).toMatchObject({ stdout: 'out\nerr\n', exitCode: 0 });
  });

  it('pushes a file and pulls the same one, and says what may not be', async () => {
    const local = join(home, 'file.bin');
    await writeFile(local, Buffer.alloc(2_500_000, 'xyz'));
    expect(await adb('-s', ADDRESS, 'push', local, '/data/local/tmp/new/file.bin')).toMatchObject({ exitCode: 0 });
    expect((await adbShell('stat', '-c', '%s', '/data/local/tmp/new/file.bin')).stdout).toBe('2500000\n');
    expect(await adb('-s', ADDRESS, 'pull', '/data/local/tmp/new/file.bin', `${local}.back`)).toMatchObject({
      exitCode: 0,
    });
    expect((await readFile(`${local}.back`)).equals(await readFile(local))).toBe(true);
    expect((await adb('-s', ADDRESS, 'ls', '/sdcard')).stdout.toString()).toMatch(/ Download$/m);
    const refused = await adb('-s', ADDRESS, 'push', local, '/system/file.bin');
    expect(refused).toMatchObject({ exitCode: 1 });
    expect(refused.stdout.toString() + refused.stderr).toContain('Permission denied');
  });

  it('takes a screenshot byte for byte', async () => {
    const { stdout } = await adb('-s', ADDRESS, 'exec-out', 'screencap', '-p');
    expect(stdout.equals(Buffer.from(apps.screenshot()))).toBe(true);
  });

  it('installs, drives and uninstalls UiAutomator2', async () => {
    for (const apk of [SERVER_APK, TEST_APK]) {
      const installed = await adb('-s', ADDRESS, 'install', '-r', apk);
      expect([installed.exitCode, installed.stdout.toString()]).toEqual([0, 'Performing Streamed Install\nSuccess\n']);
      expect(apps.events.at(-1)).toEqual({ kind: 'installed', bytes: (await readFile(apk)).length });
    }
    const pushed = await adb('-s', ADDRESS, 'install', '--no-streaming', '-r', TEST_APK);
    expect(pushed.stdout.toString()).toContain('Success');
    await adb('-s', ADDRESS, 'forward', `tcp:${forwardPort}`, 'tcp:6790');
    const url = `http://127.0.0.1:${forwardPort}`;
    await expect(fetch(`${url}/status`)).rejects.toThrow('fetch failed');
    const held = start(['-s', ADDRESS, 'shell', ...INSTRUMENT]);
    await expect.poll(() => apps.events.at(-1)).toEqual({ kind: 'instrumentation', running: true });
    for (const path of ['/status', '/again']) {
      expect(await (await fetch(url + path)).json()).toEqual({ value: { ready: true, path } });
    }
    apps.crash();
    expect((await held.outcome).stdout.toString()).toContain('INSTRUMENTATION_RESULT: shortMsg=Process crashed.');
    await expect(fetch(`${url}/status`)).rejects.toThrow('fetch failed');
    const gone = await adb('-s', ADDRESS, 'uninstall', 'io.appium.uiautomator2.server');
    expect(gone.stdout.toString()).toBe('Success\n');
  });

  it('ends what its user interrupts', async () => {
    await adb('-s', ADDRESS, 'install', '-r', SERVER_APK);
    const held = start(['-s', ADDRESS, 'shell', ...INSTRUMENT]);
    await expect.poll(() => apps.events.at(-1)).toEqual({ kind: 'instrumentation', running: true });
    held.stop();
    await expect.poll(() => apps.events.at(-1)).toEqual({ kind: 'instrumentation', running: false });
    await held.outcome;
  });

  it('sets and lists reverse forwards', async () => {
    expect(await adb('-s', ADDRESS, 'reverse', 'tcp:8080', 'tcp:9090')).toMatchObject({ exitCode: 0 });
    expect((await adb('-s', ADDRESS, 'reverse', '--list')).stdout.toString()).toBe('host-1 tcp:8080 tcp:9090\n\n');
    expect(await adb('-s', ADDRESS, 'reverse', '--remove-all')).toMatchObject({ exitCode: 0 });
  });

  it('disconnects and finds the phone again, its key now known', async () => {
    expect((await adb('disconnect', ADDRESS)).stdout.toString()).toBe(`disconnected ${ADDRESS}\n`);
    expect((await adb('connect', ADDRESS)).stdout.toString()).toBe(`connected to ${ADDRESS}\n`);
    expect((await adbShell('echo', 'back')).stdout).toBe('back\n');
  });
});
