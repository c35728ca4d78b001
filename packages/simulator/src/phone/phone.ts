import { randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { AdbConnection, FEATURES, findService, ReverseForwards, TOKEN_LENGTH } from '../adb/index.ts';
import type { ConnectionOwner } from '../adb/index.ts';
import type { AppSide, WireFault, WireSide } from '../seam.ts';
import { Device } from './device.ts';
import { banner } from './properties.ts';
import type { PhoneSpec } from './spec.ts';

const REBOOT_SECONDS = 5;
/** A host that asks for ever new things must not fill memory. */
const MOST_UNKNOWN = 1_000;

/** A phone that answers adb on its own TCP address. */
export interface SimulatedPhone extends WireSide {
  readonly serial: string;
  /** "127.8.x.y:5555" */
  readonly address: string;
  /** Services and commands it was asked for and does not have, each once, in order. */
  unknownRequests(): readonly string[];
  /** Ends every connection, the instrumentation and the listener. */
  close(): Promise<void>;
}

export interface PhoneOutside {
  /** This machine's time in milliseconds since 1970. */
  nowMs?: () => number;
  makeToken?: () => Buffer;
}

/** Starts a phone and gives it once it listens. Throws what `listen` throws, such as EADDRINUSE. */
export async function startPhone(spec: PhoneSpec, apps: AppSide, outside: PhoneOutside = {}): Promise<SimulatedPhone> {
  const phone = new Phone(spec, apps, outside);
  await phone.listen();
  return phone;
}

class Phone implements SimulatedPhone, ConnectionOwner {
  readonly serial: string;
  readonly address: string;
  readonly auth: PhoneSpec['auth'];
  readonly latencyMs: number;
  readonly trustedKeys: KeyObject[] = [];
  readonly makeToken: () => Buffer;
  readonly #spec: PhoneSpec;
  readonly #device: Device;
  readonly #reverse = new ReverseForwards();
  readonly #connections = new Set<AdbConnection>();
  readonly #unknown = new Set<string>();
  readonly #life = new AbortController();
  readonly #server: Server;
  #frozen = false;
  #faultEnds: NodeJS.Timeout | null = null;

  constructor(spec: PhoneSpec, apps: AppSide, { nowMs = Date.now, makeToken = newToken }: PhoneOutside) {
    this.serial = spec.serial;
    this.address = spec.address;
    this.auth = spec.auth;
    this.latencyMs = spec.latencyMs;
    this.makeToken = makeToken;
    this.#spec = spec;
    this.#device = new Device(spec, apps, {
      nowMs,
      life: this.#life.signal,
      unknown: (service) => this.unknown(service),
      reboot: () => this.#reboot(),
    });
    this.#server = createServer((socket) => this.#accept(socket));
  }

  listen(): Promise<void> {
    const [host = '', port = ''] = this.address.split(':');
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(Number(port), host, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
  }

  banner(): string {
    return banner(this.#spec, FEATURES);
  }

  service(name: string): ReturnType<ConnectionOwner['service']> {
    return findService(this.#device, this.#reverse, name);
  }

  closed(connection: AdbConnection): void {
    this.#connections.delete(connection);
  }

  /** A later fault takes the place of one that is still on. */
  fault(fault: WireFault): void {
    if (this.#life.signal.aborted) return;
    this.#endFault();
    if (fault.kind === 'freeze') this.#freeze(true);
    else {
      this.#server.close();
      this.#dropConnections();
    }
    this.#faultEnds = setTimeout(() => this.#endFault(), fault.seconds * 1000);
  }

  unknown(service: string): void {
    if (this.#unknown.size < MOST_UNKNOWN) this.#unknown.add(service);
  }

  unknownRequests(): readonly string[] {
    return [...this.#unknown];
  }

  async close(): Promise<void> {
    if (this.#life.signal.aborted) return;
    this.#life.abort();
    if (this.#faultEnds !== null) clearTimeout(this.#faultEnds);
    this.#device.instrumentation.stop();
    const closed = this.#server.listening ? new Promise<void>((resolve) => this.#server.close(() => resolve())) : null;
    this.#dropConnections();
    await closed;
  }

  #accept(socket: Socket): void {
    const connection = new AdbConnection(socket, this);
    this.#connections.add(connection);
    if (this.#frozen) connection.freeze(true);
    this.#device.apps.connected?.();
  }

  #freeze(frozen: boolean): void {
    this.#frozen = frozen;
    for (const connection of this.#connections) connection.freeze(frozen);
  }

  #dropConnections(): void {
    for (const connection of this.#connections) connection.close();
  }

  #endFault(): void {
    if (this.#faultEnds === null) return;
    clearTimeout(this.#faultEnds);
    this.#faultEnds = null;
    if (this.#frozen) this.#freeze(false);
    // a phone whose address was taken meanwhile cannot come back: that is left to end the process
    if (!this.#server.listening) void this.listen();
  }

  #reboot(): void {
    this.#device.instrumentation.stop();
    this.fault({ kind: 'drop', seconds: REBOOT_SECONDS });
  }
}

function newToken(): Buffer {
  return randomBytes(TOKEN_LENGTH);
}
