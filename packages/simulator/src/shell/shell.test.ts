import { beforeEach, describe, expect, it } from 'vitest';
import { Device } from '../phone/device.ts';
import { memoryApps } from '../phone/memory-apps.ts';
import type { MemoryApps } from '../phone/memory-apps.ts';
import { COMMANDS } from './commands/index.ts';
import { Shell } from './shell.ts';

const NOW_MS = Date.UTC(2026, 10, 22, 12, 0, 0, 250);
const APK = Buffer.concat([Buffer.from('PK'), Buffer.alloc(100)]);

let apps: MemoryApps;
let device: Device;
let unknown: string[];
let locked: boolean;

function makeDevice(): void {
  apps = memoryApps();
  unknown = [];
  device = new Device(
    {
      serial: 'S1',
      model: 'Pixel <b>',
      androidVersion: '14',
      address: '127.8.200.1:5555',
      auth: 'none',
      latencyMs: 0,
      locked,
      clockSkewSeconds: 90,
    },
    apps,
    {
      nowMs: () => NOW_MS,
      unknown: (service) => void unknown.push(service),
      reboot: () => undefined,
      life: new AbortController().signal,
    },
  );
}

beforeEach(() => {
  locked = false;
  makeDevice();
});

async function run(
  command: string,
  { stdin = [] as Uint8Array[], signal = new AbortController().signal } = {},
): Promise<{ out: string; err: string; exitCode: number }> {
  const out: Uint8Array[] = [];
  const err: Uint8Array[] = [];
  const exitCode = await new Shell(device, COMMANDS).run(command, {
    stdin: (async function* () {
      yield* stdin;
    })(),
    out: (chunk) => void out.push(Buffer.from(chunk)),
    err: (chunk) => void err.push(Buffer.from(chunk)),
    signal,
  });
  return { out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString(), exitCode };
}

async function installBoth(): Promise<void> {
  await run(`pm install -S ${APK.length}`, { stdin: [APK] });
  const server = Buffer.concat([APK, Buffer.alloc(1_000_000)]);
  await run(`pm install -S ${server.length}`, { stdin: [server] });
  apps.events.length = 0;
}

describe('the language', () => {
  it.each([
    ['echo "a  b" c', 'a  b c\n'],
    ['false; echo $?', '1\n'],
    ['true && echo yes || echo no', 'yes\n'],
    ['false && echo yes || echo no', 'no\n'],
    ['! false && echo yes', 'yes\n'],
    ['X="a b"; echo $X "$X" \'$X\'', 'a b a b $X\n'],
    ['echo $(echo one; echo two)', 'one two\n'],
    ['echo `id -u`', '2000\n'],
    ['printf "%s-%s\\n" a b', 'a-b\n'],
    ['printf "b\\na\\nb\\n" | sort -u | head -n 1', 'a\n'],
    ['cat /nope 2>&1 | wc -l', '1\n'],
    ['cat /nope > /dev/null 2>&1; echo $?', '1\n'],
    ['echo hi > /sdcard/a; echo ho >> /sdcard/a; cat < /sdcard/a', 'hi\nho\n'],
    ['cd /sdcard && echo 1 > x.txt && ls *.txt && pwd', 'x.txt\n/sdcard\n'],
    ['[ -d /sdcard ] && test -f /sdcard/none || echo none', 'none\n'],
    ['{ echo a; echo b; } | tail -1', 'b\n'],
    ['echo hello | base64', 'aGVsbG8K\n'],
    ['echo hello | base64 -w 0 | base64 -d', 'hello\n'],
    ['sh -c "exit 3"; echo $?', '3\n'],
    ["echo 'a;reboot' '$(id)' \"it's\"", "a;reboot $(id) it's\n"],
  ])('%s', async (command, out) => {
    expect((await run(command)).out).toBe(out);
  });

  it('ends with the last exit code, or the one that exit names', async () => {
    expect((await run('true; false')).exitCode).toBe(1);
    expect((await run('exit 42; echo never')).exitCode).toBe(42);
  });

  it('says that it does not know a command, and records it', async () => {
    const result = await run('frobnicate --hard "a b"');
    expect(result).toMatchObject({ exitCode: 127, out: '' });
    expect(result.err).toBe('/system/bin/sh: frobnicate: inaccessible or not found\n');
    expect(unknown).toEqual(['shell:frobnicate --hard a b']);
  });

  it('refuses what it cannot parse', async () => {
    expect(await run("echo 'open")).toMatchObject({
      exitCode: 1,
      err: "/system/bin/sh: syntax error: unexpected '''\n",
    });
  });

  it('reads its input where a command asks for it', async () => {
    expect((await run('cat | tr a b', { stdin: [Buffer.from('aa'), Buffer.from('c\n')] })).out).toBe('bbc\n');
  });
});

describe('the phone', () => {
  it('names itself', async () => {
    expect((await run('getprop ro.serialno; getprop ro.product.model; getprop ro.build.version.sdk')).out).toBe(
      'S1\nPixel <b>\n34\n',
    );
    expect((await run('settings get secure android_id')).out).toMatch(/^[0-9a-f]{16}\n$/);
    expect((await run('settings get secure none')).out).toBe('null\n');
    expect((await run('wm size')).out).toBe('Physical size: 1080x2400\n');
  });

  it('has a clock of its own', async () => {
    expect((await run('date +%s%3N')).out).toBe(`${NOW_MS + 90_000}\n`);
    expect((await run('date')).out).toBe('Sun Nov 22 12:01:30 UTC 2026\n');
  });

  it('lists, dumps and launches packages', async () => {
    expect((await run('pm list packages -3')).out).toBe('package:com.example.app\n');
    expect((await run('cmd package list packages -f example')).out).toMatch(
      /^package:\/data\/app\/.*\/base\.apk=com\.example\.app\n$/,
    );
    expect((await run('dumpsys package com.example.app | grep -E "version(Name|Code)"')).out).toMatch(
      /versionCode=123 .*\n\s+versionName=1\.2\.3\n/,
    );
    expect((await run('pm path none')).exitCode).toBe(1);
    expect((await run('monkey -p com.example.app 1')).exitCode).toBe(0);
    expect((await run('dumpsys window | grep mCurrentFocus')).out).toContain(
      ' u0 com.example.app/com.example.app.MainActivity}',
    );
    expect((await run('pidof com.example.app')).out).toMatch(/^\d+\n$/);
    await run('am force-stop com.example.app');
    expect((await run('pidof com.example.app')).exitCode).toBe(1);
    expect((await run('am start -n none/.Main')).exitCode).toBe(1);
  });

  it('shows the key guard when it is locked', async () => {
    expect((await run('dumpsys window')).out).toContain('isKeyguardShowing=false');
    locked = true;
    makeDevice();
    expect((await run('dumpsys window')).out).toMatch(/isKeyguardShowing=true\n.*mCurrentFocus=.*NotificationShade/);
    expect((await run('dumpsys trust')).out).toContain('deviceLocked=1');
  });

  it('passes taps, keys and text on', async () => {
    await run('input tap 10 20; input keyevent BACK; input keyevent 66; input text a%sb');
    expect(apps.events).toEqual([
      { kind: 'tap', x: 10, y: 20 },
      { kind: 'key', code: 4 },
      { kind: 'key', code: 66 },
      { kind: 'text', text: 'a b' },
    ]);
    expect((await run('input tap here')).exitCode).toBe(255);
  });
});

describe('installing', () => {
  it('takes a streamed APK of the size it was told', async () => {
    expect(await run(`pm install -r -S ${APK.length}`, { stdin: [APK] })).toMatchObject({
      out: 'Success\n',
      exitCode: 0,
    });
    expect(apps.events).toEqual([{ kind: 'installed', bytes: APK.length }]);
  });

  it('takes a file, and a session of written parts', async () => {
    device.files.write('/data/local/tmp/a.apk', APK);
    expect((await run('pm install -r /data/local/tmp/a.apk')).out).toBe('Success\n');
    const created = (await run('pm install-create -r')).out;
    const id = /\[(\d+)\]/.exec(created)?.[1] ?? '';
    expect((await run(`pm install-write -S ${APK.length} ${id} base -`, { stdin: [APK] })).out).toBe(
      `Success: streamed ${APK.length} bytes\n`,
    );
    expect((await run(`pm install-commit ${id}`)).out).toBe('Success\n');
    expect((await run(`pm install-commit ${id}`)).exitCode).toBe(255);
  });

  it('gives pm’s failures', async () => {
    expect(await run('pm install -S 3', { stdin: [Buffer.from('abc')] })).toMatchObject({
      out: 'Failure [INSTALL_PARSE_FAILED_NOT_APK: no archive]\n',
      exitCode: 1,
    });
    expect((await run('pm install -S 4', { stdin: [Buffer.from('abc')] })).exitCode).toBe(1);
    expect((await run('pm install /data/local/tmp/none.apk')).exitCode).toBe(255);
    expect((await run('pm uninstall none')).out).toBe('Failure [DELETE_FAILED_INTERNAL_ERROR]\n');
  });
});

describe('instrumentation', () => {
  const START =
    'am instrument -w -e disableAnalytics true io.appium.uiautomator2.server.test/androidx.test.runner.AndroidJUnitRunner';

  it('needs both packages', async () => {
    expect((await run(START)).err).toContain('INSTRUMENTATION_FAILED');
  });

  it('stays until it crashes, and says so', async () => {
    await installBoth();
    const running = run(START);
    await expect.poll(() => device.instrumentation.running).toBe(true);
    expect((await run('uiautomator dump')).exitCode).toBe(137);
    apps.crash();
    expect((await running).out).toContain('Process crashed');
    expect(apps.events).toEqual([
      { kind: 'instrumentation', running: true },
      { kind: 'instrumentation', running: false },
    ]);
  });

  it.each(['am force-stop io.appium.uiautomator2.server', 'pm uninstall io.appium.uiautomator2.server.test'])(
    'ends with %s',
    async (command) => {
      await installBoth();
      const running = run(START);
      await expect.poll(() => device.instrumentation.running).toBe(true);
      await run(command);
      await running;
      expect(device.instrumentation.running).toBe(false);
    },
  );

  it('ends when its host hangs up, and when a second one starts', async () => {
    await installBoth();
    const host = new AbortController();
    const first = run(START, { signal: host.signal });
    await expect.poll(() => device.instrumentation.running).toBe(true);
    const second = run(START);
    await first;
    expect(device.instrumentation.running).toBe(true);
    host.abort();
    expect(device.instrumentation.running).toBe(true);
    apps.crash();
    await second;
  });
});

describe('uiautomator dump', () => {
  it('writes the hierarchy where it says', async () => {
    expect((await run('uiautomator dump && cat /sdcard/window_dump.xml')).out).toMatch(
      /^UI hierchary dumped to: \/sdcard\/window_dump\.xml\n<\?xml/,
    );
    expect((await run('uiautomator dump /dev/tty')).out).toMatch(/^<\?xml.*dumped to: \/dev\/tty\n$/s);
  });
});
