import type { AdbServer, PhoneConnection, Sighting } from '@muster/android';
import type { Logger } from 'pino';
import { Gate } from './gate.ts';
import { newLink, remedyAfter, stateAfter, type Link } from './link.ts';
import type { DeviceRegistry } from './registry.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const AT_ONCE = 20;
/** An adb server aborts near 1,024 open files, and each phone that is talked to through it costs it three and more. */
const MOST_PHONES_OF_A_SERVER = 200;

/** Phones that an adb server lists. The server is somebody else's: it is asked, never started and never stopped. */
export class AdbServerLinks implements AsyncDisposable {
  readonly #server: AdbServer;
  readonly #registry: DeviceRegistry;
  readonly #log: Pick<Logger, 'warn'>;
  readonly #links = new Map<string, Link>();
  readonly #connecting = new Map<string, Promise<void>>();
  readonly #gate = new Gate(AT_ONCE);
  readonly #stop = new AbortController();
  readonly #watching: Promise<void>;

  constructor(server: AdbServer, registry: DeviceRegistry, log: Pick<Logger, 'warn'>) {
    this.#server = server;
    this.#registry = registry;
    this.#log = log;
    this.#watching = this.#watch();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#watching;
    await Promise.all(this.#connecting.values());
    for (const link of this.#links.values()) {
      await link.connection?.close();
      this.#registry.drop(link);
    }
  }

  async #watch(): Promise<void> {
    try {
      for await (const view of this.#server.watch(this.#stop.signal)) this.#see(view.phones);
    } catch (error) {
      this.#log.warn({ err: error }, 'the adb server is not watched any more');
    }
  }

  #see(phones: readonly Sighting[]): void {
    const listed = new Set(phones.map((phone) => phone.address));
    for (const [address, link] of this.#links) if (!listed.has(address)) this.#gone(link);
    for (const phone of phones) {
      const link = this.#linkOf(phone.address);
      if (phone.state === 'online') this.#connect(link);
      else this.#notReady(link, phone);
    }
  }

  #notReady(link: Link, phone: Sighting): void {
    if (phone.state === link.state && link.deviceId !== null) return;
    this.#registry.heardOf(link, phone.serial ?? phone.address, phone.state).catch((error: unknown) => {
      this.#log.warn({ err: error, address: phone.address }, 'a phone could not be written down');
    });
  }

  /** The link stays, as offline: the device keeps saying how it was reached. */
  #gone(link: Link): void {
    void link.connection?.close();
    this.#registry.lost(link, 'offline');
  }

  #linkOf(address: string): Link {
    const known = this.#links.get(address);
    if (known !== undefined) return known;
    const link = newLink('adb_server', address);
    this.#links.set(address, link);
    return link;
  }

  #connect(link: Link): void {
    if (link.connection !== null || this.#connecting.has(link.address)) return;
    const open = [...this.#links.values()].filter((other) => other.connection !== null).length;
    if (open + this.#connecting.size >= MOST_PHONES_OF_A_SERVER) {
      this.#log.warn({ address: link.address }, `more than ${MOST_PHONES_OF_A_SERVER} phones on one adb server`);
      this.#registry.lost(link, 'offline');
      return;
    }
    const connecting = this.#gate.pass(() => this.#meet(link)).finally(() => this.#connecting.delete(link.address));
    this.#connecting.set(link.address, connecting);
  }

  async #noteEnd(link: Link, connection: PhoneConnection): Promise<void> {
    await connection.closed;
    if (link.connection === connection) this.#registry.lost(link, 'offline');
  }

  async #meet(link: Link): Promise<void> {
    try {
      const connection = await this.#server.connect(link.address, {
        timeoutMs: CONNECT_TIMEOUT_MS,
        signal: this.#stop.signal,
      });
      void this.#noteEnd(link, connection);
      await this.#registry.welcome(link, connection).catch(async (error: unknown) => {
        await connection.close();
        throw error;
      });
    } catch (error) {
      await this.#registry.heardOf(link, link.address, stateAfter(error), remedyAfter(error));
    }
  }
}
