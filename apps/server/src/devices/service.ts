import { AndroidError } from '@muster/android';
import type { ConnectResult, Device, DevicePatch } from '@muster/contract';
import type { Audit } from '../audit/index.ts';
import type { Live } from '../live/index.ts';
import type { Actor } from '../people/index.ts';
import { AppError, type Clock, type Database } from '../platform/index.ts';
import { readAddress, readLabel } from './device.ts';
import { Gate } from './gate.ts';
import type { DeviceRegistry } from './registry.ts';
import { screenshotOf } from './screenshot.ts';
import * as store from './store.ts';
import type { TcpLinks } from './tcp-links.ts';
import { listDevices } from './views.ts';

export interface DeviceServiceOptions {
  readonly db: Database;
  readonly live: Live;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly hostId: number;
  readonly registry: DeviceRegistry;
  readonly tcp: TcpLinks;
}

type ConnectOutcome = ConnectResult['results'][number];

const CONNECTS_AT_ONCE = 100;

/** What people do with phones. */
export class DeviceService {
  readonly #options: DeviceServiceOptions;

  constructor(options: DeviceServiceOptions) {
    this.#options = options;
  }

  async list(): Promise<Device[]> {
    const { db, registry, clock } = this.#options;
    return listDevices(db, registry, clock.now());
  }

  /** @throws AppError `device_not_found` */
  async get(id: number): Promise<Device> {
    const { db, registry, clock } = this.#options;
    const [device] = await listDevices(db, registry, clock.now(), [id]);
    if (device === undefined) throw new AppError('device_not_found', { detail: `There is no device ${id}.` });
    return device;
  }

  /**
   * Changes label or group. `version` is what the editor saw; null edits whatever is there.
   * @throws AppError `device_not_found`, `bad_label`, `label_taken`, `version_conflict` (with both values)
   */
  async edit(id: number, patch: DevicePatch, version: number | null, actor: Actor): Promise<Device> {
    const { db, live, audit } = this.#options;
    const change = readPatch(patch);
    await db.transaction().execute(async (trx) => {
      const stored = await store.lockDevice(trx, id);
      if (stored === null) throw new AppError('device_not_found', { detail: `There is no device ${id}.` });
      if (version !== null && version !== stored.version) throw editConflict(patch, stored);
      if (change.label !== undefined) {
        const other = await store.findByLabel(trx, change.label);
        if (other !== null && other.id !== id) throw labelTaken(change.label);
      }
      await store.updateDevice(trx, id, change);
      await live.publish(trx, { type: 'devices.changed', ids: [id] });
      await audit.record(trx, { who: actor.name, act: 'device.edit', what: JSON.stringify({ device: id, ...patch }) });
    });
    return this.get(id);
  }

  /** Connects phones by address and remembers them, also those that do not answer yet. One result for each address. */
  async connect(addresses: readonly string[], actor: Actor): Promise<ConnectResult> {
    const gate = new Gate(CONNECTS_AT_ONCE);
    let before: Promise<unknown> = Promise.resolve();
    const connecting = addresses.map((text) => {
      const turn = before;
      const connected = gate.pass(() => this.#connectOne(text, turn));
      before = connected.catch(() => undefined);
      return connected;
    });
    const results = await Promise.all(connecting);
    const { db, audit } = this.#options;
    await db
      .transaction()
      .execute((trx) =>
        audit.record(trx, { who: actor.name, act: 'devices.connect', what: JSON.stringify({ addresses }) }),
      );
    return { results };
  }

  /** Hangs up and does not connect again by itself. Phones on USB stay: they are the adb server's. */
  async disconnect(id: number, actor: Actor): Promise<Device> {
    const { db, hostId, tcp, audit } = this.#options;
    const device = await this.get(id);
    await store.forget(db, hostId, id);
    for (const transport of device.transports) if (transport.kind === 'tcp') await tcp.disconnect(transport.address);
    await db
      .transaction()
      .execute((trx) =>
        audit.record(trx, { who: actor.name, act: 'device.disconnect', what: `device ${device.label}` }),
      );
    return this.get(id);
  }

  /**
   * The phone's screen as a PNG.
   * @throws AppError `device_not_found`, `device_unreachable`, `screen_hidden` while a credential stands on it
   */
  async screenshot(id: number): Promise<Buffer> {
    const { registry } = this.#options;
    const device = await this.get(id);
    const connection = registry.connection(id);
    if (connection === null) {
      throw new AppError('device_unreachable', {
        detail: `Phone ${device.label} is ${device.state.replaceAll('_', ' ')}.`,
        ...(device.remedy === null ? {} : { remedy: device.remedy }),
      });
    }
    const hidden = () => registry.screenIsHidden(id);
    if (hidden()) throw screenHidden(device.label);
    const png = await screenshotOf(connection);
    if (hidden()) throw screenHidden(device.label);
    return png;
  }

  async #connectOne(text: string, turn: Promise<unknown>): Promise<ConnectOutcome> {
    const address = readAddress(text);
    if (address === null) return failed(text, 'bad_address', `“${text}” is not HOST:PORT of a phone.`);
    const { db, hostId, tcp } = this.#options;
    await store.remember(db, hostId, address);
    try {
      const device = await tcp.connect(address, turn);
      return { address, connected: true, device };
    } catch (error) {
      if (error instanceof AndroidError) return failed(address, error.code, error.message);
      throw error;
    }
  }
}

function failed(address: string, code: string, message: string): ConnectOutcome {
  return { address, connected: false, error: { code, message } };
}

function readPatch(patch: DevicePatch): { label?: string; group?: string | null } {
  const group = patch.group === undefined ? {} : { group: patch.group?.trim() || null };
  if (patch.label === undefined) return group;
  const label = readLabel(patch.label);
  if (label === null) throw new AppError('bad_label', { field: 'label' });
  return { ...group, label };
}

function labelTaken(label: string): AppError {
  return new AppError('label_taken', {
    detail: `Another device has the label “${label}”.`,
    remedy: 'Give that one another label first.',
    field: 'label',
  });
}

function editConflict(patch: DevicePatch, stored: store.StoredDevice): AppError {
  return new AppError('version_conflict', {
    conflict: { yours: { ...patch }, theirs: { label: stored.label, group: stored.group, version: stored.version } },
  });
}

function screenHidden(label: string): AppError {
  return new AppError('screen_hidden', {
    status: 409,
    detail: `A password or code is being typed on phone ${label}, so its screen is not shown.`,
    remedy: 'Try again when the login has left the page.',
  });
}
