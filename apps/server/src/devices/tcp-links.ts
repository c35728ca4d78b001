import { setTimeout as pause } from 'node:timers/promises';
import type { PhoneTransport } from '@muster/android';
import type { DeviceRegistry } from './registry.ts';
import { Gate } from './gate.ts';
import { newLink, remedyAfter, stateAfter, type Link } from './link.ts';
import type { DeviceRef } from './store.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
const AT_ONCE = 100;
/** A phone that does not answer holds up the numbering of those after it for this long. */
const LONGEST_TURN_MS = 1500;

interface Kept {
  readonly link: Link;
  readonly turn: Promise<unknown>;
  readonly stop: AbortController;
  device: DeviceRef | null;
  /** Ends the pause between two tries. */
  hurry: AbortController;
  /** How the try that runs, or comes next, will end. */
  next: PromiseWithResolvers<DeviceRef>;
  running: Promise<void>;
}

/** Phones reached straight at their TCP port. Each address is connected, and connected again, until it is let go. */
export class TcpLinks implements AsyncDisposable {
  readonly #transport: PhoneTransport;
  readonly #registry: DeviceRegistry;
  readonly #kept = new Map<string, Kept>();
  readonly #gate = new Gate(AT_ONCE);

  constructor(transport: PhoneTransport, registry: DeviceRegistry) {
    this.#transport = transport;
    this.#registry = registry;
  }

  /**
   * Sees to it that this address is connected, now and from now on. Gives the device as soon as it is. A phone that is
   * met for the first time gets its label after `turn`, so that phones connected together are numbered in their order.
   * @throws AndroidError, or what stopped it, when this try failed; the address is tried again all the same.
   */
  async connect(address: string, turn: Promise<unknown> = Promise.resolve()): Promise<DeviceRef> {
    const kept = this.#keep(address, turn);
    if (kept.device !== null) return kept.device;
    kept.hurry.abort();
    return kept.next.promise;
  }

  /** Connects this address as soon as it answers, and again whenever it was lost. */
  keep(address: string): void {
    this.#keep(address, Promise.resolve());
  }

  /** Lets an address go. */
  async disconnect(address: string): Promise<void> {
    const kept = this.#kept.get(address);
    if (kept === undefined) return;
    this.#kept.delete(address);
    kept.stop.abort(new Error('The address was let go.'));
    kept.hurry.abort();
    await kept.link.connection?.close();
    await kept.running;
    this.#registry.drop(kept.link);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#kept.keys()].map((address) => this.disconnect(address)));
  }

  #keep(address: string, turn: Promise<unknown>): Kept {
    const known = this.#kept.get(address);
    if (known !== undefined) return known;
    const kept: Kept = {
      link: newLink('tcp', address),
      turn,
      stop: new AbortController(),
      device: null,
      hurry: new AbortController(),
      next: outcome(),
      running: Promise.resolve(),
    };
    this.#kept.set(address, kept);
    kept.running = this.#run(kept);
    return kept;
  }

  async #run(kept: Kept): Promise<void> {
    const { signal } = kept.stop;
    let failures = 0;
    while (!signal.aborted) {
      kept.hurry = new AbortController();
      failures = (await this.#once(kept)) ? 0 : failures + 1;
      if (signal.aborted) break;
      const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 10));
      await pause(pauseMs, undefined, { signal: kept.hurry.signal }).catch(() => undefined);
    }
    kept.next.reject(signal.reason);
  }

  /** One connection from its first byte to its end; true when the phone was there. */
  async #once(kept: Kept): Promise<boolean> {
    const { link, stop } = kept;
    const waiting = kept.next;
    try {
      const { device, connection } = await this.#gate.pass(async () => {
        const connection = await this.#transport.connect(link.address, {
          timeoutMs: CONNECT_TIMEOUT_MS,
          signal: stop.signal,
        });
        try {
          await Promise.race([kept.turn, pause(LONGEST_TURN_MS)]);
          return { connection, device: await this.#registry.welcome(link, connection) };
        } catch (error) {
          await connection.close();
          throw error;
        }
      });
      kept.device = device;
      kept.next = outcome();
      waiting.resolve(device);
      await connection.closed;
      this.#registry.lost(link, 'offline');
      return true;
    } catch (error) {
      kept.next = outcome();
      await this.#registry.heardOf(link, link.address, stateAfter(error), remedyAfter(error)).catch(waiting.reject);
      waiting.reject(error);
      return false;
    } finally {
      kept.device = null;
    }
  }
}

/** Nobody need be waiting for it: a rejection that no one hears is no fault. */
function outcome(): PromiseWithResolvers<DeviceRef> {
  const made = Promise.withResolvers<DeviceRef>();
  made.promise.catch(() => undefined);
  return made;
}
