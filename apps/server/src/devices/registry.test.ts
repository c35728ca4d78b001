import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { directTcp, type DirectTcp } from '@muster/android';
import type { Device } from '@muster/contract';
import { parseScenario, startSimulator, type Simulator } from '@muster/simulator';
import { Audit } from '../audit/index.ts';
import { Live } from '../live/index.ts';
import type { Actor } from '../people/index.ts';
import { testDatabase } from '../platform/database/testing.ts';
import { silentLog, systemClock, type DatabaseHandle } from '../platform/index.ts';
import { openAttachedPhones, type AttachedPhones } from './attached.ts';
import { ensureDevice, findByLabel } from './store.ts';

const operator: Actor = { name: 'ops', kind: 'person', personId: null, role: 'operator' };
const twins = ['127.8.72.4:5555', '127.8.72.5:5555'] as const;
const addresses = ['127.8.72.1:5555', '127.8.72.2:5555', '127.8.72.3:5555'];

let simulator: Simulator;
let database: DatabaseHandle;
let folder: string;
let transport: DirectTcp;
let phones: AttachedPhones;

const open = () =>
  openAttachedPhones({
    db: database.db,
    live: new Live(),
    audit: new Audit(systemClock),
    clock: systemClock,
    log: silentLog,
    hostName: 'this machine',
    directTcp: transport,
    adbServer: null,
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-devices-'));
  simulator = await startSimulator(
    parseScenario({
      phones: [
        { serial: 'S1', model: 'Pixel 7', address: addresses[0] },
        { serial: 'S2', address: addresses[1] },
        { serial: 'S3', address: addresses[2], auth: 'unauthorized' },
        { serial: 'TWIN', address: twins[0] },
        { serial: 'TWIN', address: twins[1] },
      ],
    }),
  );
  transport = await directTcp({ keyFolder: folder, name: 'test' });
});
afterAll(async () => {
  await transport[Symbol.asyncDispose]();
  await simulator.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  database = await testDatabase();
  phones = await open();
});
afterEach(async () => {
  await phones[Symbol.asyncDispose]();
  await database.close();
});

async function until(serial: string, state: Device['state'], withinMs = 10_000): Promise<Device> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const device = (await phones.service.list()).find((one) => one.serial === serial);
    if (device?.state === state) return device;
    if (performance.now() > deadline) throw new Error(`${serial} is ${device?.state ?? 'unknown'}, not ${state}`);
    await pause(20);
  }
}

describe('phones by address', () => {
  it('are known by their hardware serial, and numbered in the order in which they were given', async () => {
    const { results } = await phones.service.connect([addresses[1] ?? '', addresses[0] ?? ''], operator);
    expect(results).toMatchObject([
      { connected: true, device: { serial: 'S2', label: '1' } },
      { connected: true, device: { serial: 'S1', label: '2' } },
    ]);
    expect(await until('S1', 'online')).toMatchObject({ model: 'Pixel 7', host: 'this machine', remedy: null });
  });

  it('that do not let anybody in are shown with what to do about it', async () => {
    const { results } = await phones.service.connect([addresses[2] ?? ''], operator);
    expect(results).toMatchObject([{ connected: false, error: { code: 'unauthorized' } }]);
    const device = await until(addresses[2] ?? '', 'unauthorized');
    expect(device.remedy).toContain('Allow USB debugging');
  });

  it('that are no address, or where nobody is, get one sentence each', async () => {
    const { results } = await phones.service.connect(['a;reboot', '127.8.72.9:5555'], operator);
    expect(results.map((result) => result.error?.code)).toEqual(['bad_address', 'unreachable']);
    expect(await phones.service.list()).toEqual([]);
  });

  it('are connected again after a restart, and keep their labels', async () => {
    await phones.service.connect([addresses[0] ?? ''], operator);
    const { id, version } = await until('S1', 'online');
    await phones.service.edit(id, { label: 'Front desk', group: 'A' }, version, operator);
    await phones[Symbol.asyncDispose]();
    phones = await open();
    expect(await until('S1', 'online')).toMatchObject({ id, label: 'Front desk', group: 'A' });
  });

  it('are let go for good when somebody disconnects them', async () => {
    await phones.service.connect([addresses[0] ?? ''], operator);
    const { id } = await until('S1', 'online');
    expect(await phones.service.disconnect(id, operator)).toMatchObject({ state: 'offline' });
    expect(phones.registry.connection(id)).toBeNull();
  });

  it('that were named in a sheet before they came are that device when they come', async () => {
    const db = database.db;
    const byAddress = await db.transaction().execute((trx) => ensureDevice(trx, addresses[0] ?? ''));
    const bySerial = await db.transaction().execute((trx) => ensureDevice(trx, 'S2'));
    await phones.service.connect(addresses.slice(0, 2), operator);
    expect(await until('S1', 'online')).toMatchObject({ id: byAddress.id, label: '1' });
    expect(await until('S2', 'online')).toMatchObject({ id: bySerial.id, label: '2' });
    const again = await db.transaction().execute((trx) => ensureDevice(trx, addresses[0] ?? ''));
    expect(again).toMatchObject({ id: byAddress.id, created: false });
  });
});

describe('one serial from two addresses', () => {
  const setAndroidId = async (address: string, id: string) => {
    await using phone = await transport.connect(address);
    await phone.shell(['settings', 'put', 'secure', 'android_id', id], { timeoutMs: 5000 });
  };

  it('is one phone with two transports where both are the same phone', async () => {
    for (const address of twins) await setAndroidId(address, 'aaaaaaaaaaaaaaaa');
    await phones.service.connect(twins, operator);
    const device = await until('TWIN', 'online');
    expect(device.transports).toMatchObject(twins.map((address) => ({ address, state: 'online' })));
  });

  it('is a conflict where two phones are behind it, until one is disconnected: nothing runs there', async () => {
    await setAndroidId(twins[0], 'aaaaaaaaaaaaaaaa');
    await setAndroidId(twins[1], 'bbbbbbbbbbbbbbbb');
    await phones.service.connect(twins, operator);
    const device = await until('TWIN', 'conflict');
    expect(device.remedy).toContain('disconnect one of them');
    expect(phones.registry.connection(device.id)).toBeNull();
  });
});

it('a phone with wireless debugging is shown as not let in, with a remedy of its own', async () => {
  const stls = Buffer.alloc(24);
  stls.writeUInt32LE(0x534c5453, 0);
  stls.writeUInt32LE(0x01000000, 4);
  stls.writeUInt32LE(~0x534c5453 >>> 0, 20);
  const server = createServer((socket) => socket.on('error', () => undefined).write(stls)).listen(5555, '127.8.72.6');
  try {
    const { results } = await phones.service.connect(['127.8.72.6:5555'], operator);
    expect(results).toMatchObject([{ connected: false, error: { code: 'needs_pairing' } }]);
    expect((await until('127.8.72.6:5555', 'unauthorized')).remedy).toContain('adb pair');
  } finally {
    server.close();
  }
});

describe('a phone that goes', () => {
  it('is offline within moments, and online when it is back', async () => {
    await phones.service.connect([addresses[0] ?? ''], operator);
    await until('S1', 'online');
    const arrived: number[] = [];
    phones.registry.onArrival((id) => arrived.push(id));
    const { id } = await until('S1', 'online');
    using here = phones.registry.whileHere(id);
    await phones.registry.connection(id)?.close();
    await vi.waitFor(() => expect(phones.registry.state(id)).toBe('offline'), { interval: 5 });
    expect(here.signal.reason).toMatchObject({ code: 'phone_gone' });
    await until('S1', 'online');
    expect(arrived).toEqual([id]);
  });
});

describe('a label', () => {
  it('of another phone is refused, and an edit of something older shows both values', async () => {
    await phones.service.connect(addresses.slice(0, 2), operator);
    const { id, version } = await until('S2', 'online');
    await expect(phones.service.edit(id, { label: '1' }, version, operator)).rejects.toMatchObject({
      code: 'label_taken',
    });
    await phones.service.edit(id, { label: 'seven' }, version, operator);
    await expect(phones.service.edit(id, { label: 'eight' }, version, operator)).rejects.toMatchObject({
      code: 'version_conflict',
      conflict: { yours: { label: 'eight' }, theirs: { label: 'seven' } },
    });
  });

  it('that a person took is passed over when the next phone arrives', async () => {
    const db = database.db;
    const first = await db.transaction().execute((trx) => ensureDevice(trx, 'X1'));
    await phones.service.edit(first.id, { label: '2' }, null, operator);
    const second = await db.transaction().execute((trx) => ensureDevice(trx, 'X2'));
    expect(second.label).toBe('3');
    expect(await findByLabel(db, ' 2 ')).toMatchObject({ serial: 'X1' });
  });
});

describe('a screen', () => {
  it('is shown as a PNG, and not while a credential stands on it', async () => {
    await phones.service.connect([addresses[0] ?? ''], operator);
    const { id } = await until('S1', 'online');
    expect((await phones.service.screenshot(id)).subarray(1, 4).toString()).toBe('PNG');
    using hidden = phones.registry.hideScreen(id);
    expect(hidden).toBeDefined();
    await expect(phones.service.screenshot(id)).rejects.toMatchObject({ code: 'screen_hidden' });
  });
});
