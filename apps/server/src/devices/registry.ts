import { AndroidError, type PhoneConnection } from '@muster/android';
import type { DeviceState } from '@muster/contract';
import type { Clock, Database } from '../platform/index.ts';
import { isAnotherPhone, stateOf, type TransportView } from './device.ts';
import { Liveness } from './liveness.ts';
import type { Link } from './link.ts';
import type { StateJournal } from './state-journal.ts';
import { ensureDevice, findByName, recordSeen, type DeviceRef } from './store.ts';

export interface RegistryOptions {
  readonly db: Database;
  readonly hostId: number;
  readonly clock: Clock;
  readonly journal: StateJournal;
}

type ArrivalListener = (deviceId: number) => void;

/** The phones that this process can talk to, and what it knows of the others it heard of. */
export class DeviceRegistry implements Disposable {
  readonly #options: RegistryOptions;
  readonly #links = new Map<number, Set<Link>>();
  readonly #states = new Map<number, DeviceState>();
  readonly #arrivals = new Set<ArrivalListener>();
  readonly #hidden = new Map<number, number>();
  readonly #present = new Map<number, Set<AbortController>>();
  readonly #liveness: Liveness;

  constructor(options: RegistryOptions) {
    this.#options = options;
    this.#liveness = new Liveness((link, answers) => this.#pulse(link, answers));
  }

  /** The phone, if work can be done on it now. */
  connection(deviceId: number): PhoneConnection | null {
    if (this.state(deviceId) !== 'online') return null;
    return this.#best(deviceId)?.connection ?? null;
  }

  /** What this process saw last; null for a device it never heard of. */
  state(deviceId: number): DeviceState | null {
    return this.#states.get(deviceId) ?? null;
  }

  /** What to do about the state of a device, where this process knows more than the state says. */
  remedy(deviceId: number): string | null {
    const state = this.state(deviceId);
    const links = [...(this.#links.get(deviceId) ?? [])];
    return links.find((link) => link.state === state && link.remedy !== null)?.remedy ?? null;
  }

  transports(deviceId: number): TransportView[] {
    return [...(this.#links.get(deviceId) ?? [])].map(({ kind, address, state }) => ({ kind, address, state }));
  }

  /** Devices that are online now. */
  online(): number[] {
    return [...this.#states].filter(([, state]) => state === 'online').map(([id]) => id);
  }

  /** Calls `listener` whenever a device comes online; the function that is given back ends it. */
  onArrival(listener: ArrivalListener): () => void {
    this.#arrivals.add(listener);
    return () => this.#arrivals.delete(listener);
  }

  /** Asks a phone at once whether it answers, and writes down the answer. False when it is away or silent. */
  async answers(deviceId: number): Promise<boolean> {
    const link = this.#best(deviceId);
    return link === null ? false : this.#liveness.probe(link);
  }

  /** `signal` fires, with an AndroidError, when the phone goes or falls silent; at once where it is not online now. */
  whileHere(deviceId: number): Disposable & { readonly signal: AbortSignal } {
    const lost = new AbortController();
    if (this.state(deviceId) !== 'online') lost.abort(lossOf(this.state(deviceId)));
    const watchers = this.#present.get(deviceId) ?? new Set();
    this.#present.set(deviceId, watchers.add(lost));
    return {
      signal: lost.signal,
      [Symbol.dispose]: () => {
        watchers.delete(lost);
        if (watchers.size === 0 && this.#present.get(deviceId) === watchers) this.#present.delete(deviceId);
      },
    };
  }

  /** While this is held, nobody gets to see the phone's screen: a credential stands on it. */
  hideScreen(deviceId: number): Disposable {
    this.#hidden.set(deviceId, (this.#hidden.get(deviceId) ?? 0) + 1);
    let held = true;
    return {
      [Symbol.dispose]: () => {
        if (!held) return;
        held = false;
        const left = (this.#hidden.get(deviceId) ?? 1) - 1;
        if (left === 0) this.#hidden.delete(deviceId);
        else this.#hidden.set(deviceId, left);
      },
    };
  }

  screenIsHidden(deviceId: number): boolean {
    return this.#hidden.has(deviceId);
  }

  /**
   * Takes in a phone that a transport has just connected: asks who it is, and makes it the device of that serial.
   * @throws AndroidError when the phone does not say who it is.
   */
  async welcome(link: Link, connection: PhoneConnection): Promise<DeviceRef> {
    const facts = await connection.facts({ timeoutMs: FACTS_TIMEOUT_MS });
    const device = await recordSeen(this.#options.db, {
      ...facts,
      hostId: this.#options.hostId,
      kind: link.kind,
      address: link.address,
    });
    if (link.deviceId !== null && link.deviceId !== device.id) this.#detach(link);
    link.deviceId = device.id;
    link.androidId = facts.androidId;
    link.connection = connection;
    link.remedy = null;
    this.#linksOf(device.id).add(link);
    this.#set(link, 'online');
    this.#judgeConflict(device.id);
    this.#liveness.watch(link);
    return device;
  }

  /**
   * A phone that was heard of and cannot be talked to: it is shown with its state. One that was never met becomes a
   * device only where somebody is certainly there and must be helped in (`unauthorized`, `no_permission`).
   */
  async heardOf(link: Link, name: string, state: DeviceState, remedy: string | null = null): Promise<void> {
    link.remedy = remedy;
    this.lost(link, state);
    if (link.deviceId !== null) return;
    const { db } = this.#options;
    const there = state === 'unauthorized' || state === 'no_permission';
    const device = there
      ? await db.transaction().execute((trx) => ensureDevice(trx, name))
      : await findByName(db, name);
    if (device === null || link.deviceId !== null) return;
    link.deviceId = device.id;
    this.#linksOf(device.id).add(link);
    this.#refresh(device.id);
  }

  /** The phone behind a link has gone, or was not reached. */
  lost(link: Link, state: DeviceState): void {
    this.#liveness.forget(link);
    link.connection = null;
    this.#set(link, state);
    if (link.deviceId !== null) this.#judgeConflict(link.deviceId);
  }

  /** A link whose phone is not looked for any more. */
  drop(link: Link): void {
    this.lost(link, 'offline');
    this.#detach(link);
  }

  [Symbol.dispose](): void {
    this.#liveness[Symbol.dispose]();
  }

  #pulse(link: Link, answers: boolean): void {
    if (link.connection === null || link.state === 'conflict') return;
    this.#set(link, answers ? 'online' : 'unresponsive');
  }

  #best(deviceId: number): Link | null {
    const links = [...(this.#links.get(deviceId) ?? [])].filter((link) => link.connection !== null);
    const online = links.filter((link) => link.state === 'online');
    const from = online.length > 0 ? online : links;
    return from.find((link) => link.kind === 'adb_server') ?? from[0] ?? null;
  }

  /** One serial from phones with different Android ids: nobody can say which one is meant (a cloned image, a forged serial). */
  #judgeConflict(deviceId: number): void {
    const links = [...this.#linksOf(deviceId)].filter((link) => link.connection !== null);
    const clash = links.some((one) => links.some((other) => isAnotherPhone(one.androidId, other.androidId)));
    for (const link of links) {
      if (clash) this.#set(link, 'conflict');
      else if (link.state === 'conflict') this.#set(link, 'online');
    }
  }

  #set(link: Link, state: DeviceState): void {
    link.state = state;
    if (link.deviceId !== null) this.#refresh(link.deviceId);
  }

  #detach(link: Link): void {
    const deviceId = link.deviceId;
    if (deviceId === null) return;
    this.#linksOf(deviceId).delete(link);
    link.deviceId = null;
    this.#refresh(deviceId);
  }

  #refresh(deviceId: number): void {
    const links = [...this.#linksOf(deviceId)];
    const state = links.length === 0 ? 'offline' : stateOf(links.map((link) => link.state));
    const before = this.#states.get(deviceId);
    if (before === state) return;
    this.#states.set(deviceId, state);
    const wasSeen = state === 'online' || before === 'online';
    this.#options.journal.note({ deviceId, state, seenAt: wasSeen ? this.#options.clock.now() : null });
    if (state === 'online') for (const listener of this.#arrivals) listener(deviceId);
    else for (const lost of this.#present.get(deviceId) ?? []) lost.abort(lossOf(state));
  }

  #linksOf(deviceId: number): Set<Link> {
    const known = this.#links.get(deviceId);
    if (known !== undefined) return known;
    const made = new Set<Link>();
    this.#links.set(deviceId, made);
    return made;
  }
}

const FACTS_TIMEOUT_MS = 10_000;

function lossOf(state: DeviceState | null): AndroidError {
  return state === 'unresponsive'
    ? new AndroidError('timed_out', 'The phone accepts connections but does not answer any more.')
    : new AndroidError('phone_gone', 'The phone has gone. Check its cable or its network.');
}
