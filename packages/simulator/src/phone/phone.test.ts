import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Adb } from '@yume-chan/adb';
import { MaybeConsumable, ReadableStream } from '@yume-chan/stream-extra';
import { afterEach, describe, expect, it } from 'vitest';
import { memoryApps } from './memory-apps.ts';
import { startPhone } from './phone.ts';
import type { SimulatedPhone } from './phone.ts';
import type { PhoneSpec } from './spec.ts';
import { newHostKey, tangoHost } from './tango-host.ts';

const ADDRESS = '127.8.200.21:5555';
const SPEC: PhoneSpec = {
  serial: 'SIM-1',
  model: 'Pixel 8',
  androidVersion: '14',
  address: ADDRESS,
  auth: 'none',
  latencyMs: 0,
  locked: false,
  clockSkewSeconds: 0,
};
const key = newHostKey();
const phones: SimulatedPhone[] = [];
const hosts: Adb[] = [];

afterEach(async () => {
  await Promise.all(phones.splice(0).map((phone) => phone.close()));
  hosts.length = 0;
});

async function phone(spec: Partial<PhoneSpec> = {}, apps = memoryApps()): Promise<SimulatedPhone> {
  const started = await startPhone({ ...SPEC, ...spec }, apps);
  phones.push(started);
  return started;
}

async function host(withKey = key): Promise<Adb> {
  const adb = await tangoHost(ADDRESS, withKey);
  hosts.push(adb);
  return adb;
}

async function shell(adb: Adb, command: string): Promise<{ stdout: string; stderr: string; exitCode: number }> {
  const protocol = adb.subprocess.shellProtocol;
  if (protocol === undefined) throw new Error('the phone has no shell protocol');
  return protocol.spawnWaitText(command);
}

/** Gives what a bare TCP connection meets: 'refused', 'closed', or 'silent' when nothing happens for a while. */
async function knock(): Promise<'refused' | 'closed' | 'silent'> {
  const [address = '', port = ''] = ADDRESS.split(':');
  let socket: Socket | null = null;
  try {
    return await new Promise((resolve) => {
      socket = connect(Number(port), address, () => {
        socket?.on('data', () => resolve('closed')).on('close', () => resolve('closed'));
        void delay(150).then(() => resolve('silent'));
      });
      socket.on('error', () => resolve('refused'));
    });
  } finally {
    (socket as Socket | null)?.destroy();
  }
}

describe('a phone, met by Tango', () => {
  it.each(['none', 'rsa'] as const)('lets a host in with auth %s, and knows its key the next time', async (auth) => {
    await phone({ auth });
    for (let round = 0; round < 2; round += 1) {
      const adb = await host();
      expect(adb.banner.model).toBe('Pixel 8');
      expect(await shell(adb, 'echo out; echo err >&2; exit 3')).toEqual({
        stdout: 'out\n',
        stderr: 'err\n',
        exitCode: 3,
      });
      await adb.close();
    }
  });

  it('lets nobody in while it is unauthorised', async () => {
    await phone({ auth: 'unauthorized' });
    const outcome = await Promise.race([host().then(() => 'online'), delay(500, 'waiting')]);
    expect(outcome).toBe('waiting');
  });

  it('carries many streams at once', async () => {
    await phone();
    const adb = await host();
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, index) => shell(adb, `echo ${index}; exit ${index}`)),
    );
    expect(results.map(({ stdout, exitCode }) => [stdout, exitCode])).toEqual(
      Array.from({ length: 50 }, (_, index) => [`${index}\n`, index]),
    );
  });

  it('takes and gives files of several packets, and lists folders', async () => {
    await phone();
    const adb = await host();
    const content = Buffer.alloc(3_000_001, 'abc');
    const sync = await adb.sync();
    const stream = new ReadableStream<MaybeConsumable<Uint8Array>>({
      start(controller) {
        controller.enqueue(content);
        controller.close();
      },
    });
    await sync.write({ filename: '/sdcard/deep/folder/a.bin', file: stream, permission: 0o600, mtime: 1_700_000_000 });
    const read: Uint8Array[] = [];
    for await (const chunk of sync.read('/sdcard/deep/folder/a.bin')) read.push(chunk);
    expect(Buffer.concat(read).equals(content)).toBe(true);
    expect(await sync.lstat('/sdcard/deep/folder/a.bin')).toMatchObject({ size: 3_000_001n, mtime: 1_700_000_000n });
    expect((await sync.readdir('/sdcard/deep')).map(({ name }) => name)).toEqual(['folder']);
    await expect(sync.lstat('/sdcard/none')).rejects.toThrow('ENOENT');
    await sync.dispose();
  });

  it('runs a service’s command without a shell in between', async () => {
    await phone();
    const adb = await host();
    const output = await adb.createSocketAndWait('abb_exec:package\0list\0packages\0com.example; id');
    expect(output).toBe('');
    expect(await adb.createSocketAndWait('abb_exec:package\0list\0packages\0com.example')).toBe(
      'package:com.example.app\n',
    );
  });

  it('refuses a service it does not have, and records it once', async () => {
    const started = await phone();
    const adb = await host();
    await expect(adb.createSocket('track-jdwp')).rejects.toThrow('open failed');
    await expect(adb.createSocket('tcp:1234')).rejects.toThrow('open failed');
    await expect(adb.createSocket('tcp:1234')).rejects.toThrow('open failed');
    await expect(adb.createSocket('tcp:6790')).rejects.toThrow('open failed'); // nothing listens, but that port is known
    expect(started.unknownRequests()).toEqual(['track-jdwp', 'tcp:1234']);
  });

  it('ends the instrumentation when the connection is lost', async () => {
    const apps = memoryApps();
    for (const bytes of [100, 1_000_100]) apps.install(Buffer.concat([Buffer.from('PK'), Buffer.alloc(bytes)]));
    const started = await phone({}, apps);
    const adb = await host();
    void adb.subprocess.noneProtocol
      .spawnWaitText('am instrument -w io.appium.uiautomator2.server.test/androidx.test.runner.AndroidJUnitRunner')
      .catch(() => ''); // its end is that the connection is lost, which is the point
    await expect.poll(() => apps.events.at(-1)).toEqual({ kind: 'instrumentation', running: true });
    await adb.createSocket('tcp:6790');
    started.fault({ kind: 'drop', seconds: 60 });
    await expect.poll(() => apps.events.at(-1)).toEqual({ kind: 'instrumentation', running: false });
  });

  it('is as late as its latency', async () => {
    await phone({ latencyMs: 40 });
    const adb = await host();
    const begin = performance.now();
    await shell(adb, 'true');
    expect(performance.now() - begin).toBeGreaterThan(38);
  });
});

describe('faults', () => {
  it('drop: connections end, new ones are refused, and later it is back', async () => {
    const started = await phone();
    const adb = await host();
    started.fault({ kind: 'drop', seconds: 0.3 });
    await adb.disconnected;
    expect(await knock()).toBe('refused');
    await expect.poll(knock, { timeout: 5_000 }).not.toBe('refused');
    expect((await shell(await host(), 'echo back')).stdout).toBe('back\n');
  });

  it('freeze: it accepts and never answers, and goes on where it was afterwards', async () => {
    const started = await phone();
    const adb = await host();
    started.fault({ kind: 'freeze', seconds: 0.5 });
    const answer = shell(adb, 'echo late');
    expect(await Promise.race([answer, knock()])).toBe('silent');
    expect((await answer).stdout).toBe('late\n');
  });

  it('reboot: it is away', async () => {
    await phone();
    const adb = await host();
    await adb.power.reboot().catch(() => ''); // the phone may be gone before it answered
    await adb.disconnected;
    expect(await knock()).toBe('refused');
  });
});

it('hundreds of phones listen in one process, and all close', async () => {
  const many = await Promise.all(
    Array.from({ length: 300 }, (_, index) =>
      startPhone(
        {
          ...SPEC,
          serial: `SIM-${index}`,
          address: `127.8.${201 + Math.floor(index / 200)}.${1 + (index % 200)}:5555`,
        },
        memoryApps(),
      ),
    ),
  );
  expect(new Set(many.map(({ address }) => address)).size).toBe(300);
  await Promise.all(many.map((one) => one.close()));
  const again = await startPhone({ ...SPEC, address: many[0]?.address ?? '' }, memoryApps());
  await again.close();
});
