import { AdbServerClient } from '@yume-chan/adb';
import type { AdbSocket } from '@yume-chan/adb';
import { AndroidError } from '../android-error.ts';
import type { AndroidErrorCode } from '../android-error.ts';
import type { AdbLink } from '../connection/adb-link.ts';
import { AdbPhone } from '../connection/adb-phone.ts';
import type { CallOptions, PhoneConnection } from '../connection/phone-connection.ts';
import { withDeadline } from '../deadline.ts';
import { parseAddress } from './address.ts';
import { DeviceTracker } from './device-tracker.ts';
import type { TrackedView } from './device-tracker.ts';
import type { ListedPhone } from './device-list.ts';
import { ServerConnector } from './server-connector.ts';
import type { AdbServer, AdbServerView, Sighting, SightingState } from './transport.ts';

const connectTimeoutMs = 10_000;
/** An adb server itself waits 10 s for a silent address. */
const attachTimeoutMs = 15_000;

/** The adb server at an address (its own default is 127.0.0.1:5037). Makes no connection before the first call. */
export function adbServer(where: { readonly host: string; readonly port: number }): AdbServer {
  return new Server(new AdbServerClient(new ServerConnector(where)), `${where.host}:${where.port}`);
}

class Server implements AdbServer {
  readonly kind = 'adb_server';
  readonly #client: AdbServerClient;
  readonly #name: string;
  readonly #tracker: DeviceTracker;
  readonly #links = new Set<ServerLink>();

  constructor(client: AdbServerClient, name: string) {
    this.#client = client;
    this.#name = name;
    this.#tracker = new DeviceTracker(client);
  }

  async *watch(signal: AbortSignal): AsyncGenerator<AdbServerView, void> {
    let latest: TrackedView | undefined;
    let shown = '';
    let wake = Promise.withResolvers<void>();
    const onAbort = () => wake.resolve();
    signal.addEventListener('abort', onAbort);
    const stop = this.#tracker.listen((view) => {
      latest = view;
      wake.resolve();
    });
    try {
      while (!signal.aborted) {
        await wake.promise;
        wake = Promise.withResolvers();
        if (signal.aborted || latest === undefined) continue;
        const view = toView(latest);
        const key = JSON.stringify(view);
        if (key === shown) continue;
        shown = key;
        yield view;
      }
    } finally {
      stop();
      signal.removeEventListener('abort', onAbort);
    }
  }

  async connect(address: string, options: CallOptions = {}): Promise<PhoneConnection> {
    const limits = { ...limitsOf(options, connectTimeoutMs), what: `connecting to ${JSON.stringify(address)}` };
    const { phone, features } = await withDeadline(limits, async (signal) => {
      const view = await this.#tracker.until(() => true, signal);
      const phone = this.#pick(view, address);
      return { phone, features: await this.#features(phone) };
    });
    const link = new ServerLink(this.#client, this.#tracker, phone, features);
    this.#links.add(link);
    link.gone.addEventListener('abort', () => this.#links.delete(link), { once: true });
    return new AdbPhone(link);
  }

  async attach(address: string, options: CallOptions = {}): Promise<void> {
    parseAddress(address);
    const limits = { ...limitsOf(options, attachTimeoutMs), what: `asking the adb server to connect to ${address}` };
    const known = await withDeadline(limits, (signal) => this.#tracker.until(() => true, signal));
    if (known.server === 'absent') throw this.#absent();
    try {
      await withDeadline(limits, () => this.#client.wireless.connect(address));
    } catch (error) {
      if (error instanceof AdbServerClient.AlreadyConnectedError) return;
      options.signal?.throwIfAborted();
      const failure = attachError(error, address);
      // A failed attempt leaves a row that stays "offline" for ever. One that waits for its owner's word is kept.
      const isLeftover = failure.code !== 'unauthorized' && !known.phones.some((phone) => phone.address === address);
      if (isLeftover) await this.detach(address);
      throw failure;
    }
  }

  async detach(address: string, options: CallOptions = {}): Promise<void> {
    parseAddress(address);
    const limits = { ...limitsOf(options, connectTimeoutMs), what: `asking the adb server to let go of ${address}` };
    await withDeadline(limits, async () => {
      try {
        await this.#client.wireless.disconnect(address);
      } catch (error) {
        if (isRefusedConnection(error)) throw this.#absent();
        // The server says "no such device" for one it does not know, which is what was wanted.
        if (!(error instanceof Error && /no such device/i.test(error.message))) throw error;
      }
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#links].map((link) => link.close()));
    await this.#tracker.close();
  }

  #pick(view: TrackedView, address: string): ListedPhone {
    if (view.server === 'absent') throw this.#absent();
    const phone = view.phones.find((listed) => listed.address === address);
    if (phone === undefined) {
      throw new AndroidError(
        'unreachable',
        `The adb server lists no phone ${JSON.stringify(address)}. Plug it in, or connect it.`,
      );
    }
    if (phone.state !== 'online') throw new AndroidError(...notReady[phone.state]);
    return phone;
  }

  async #features(phone: ListedPhone): Promise<readonly string[]> {
    try {
      return (await this.#client.getDeviceFeatures({ transportId: phone.transportId })).features;
    } catch (error) {
      throw new AndroidError('phone_gone', 'The phone went away while it was being connected to.', { cause: error });
    }
  }

  #absent(): AndroidError {
    return new AndroidError('no_adb_server', `No adb server runs at ${this.#name}. Start one with "adb start-server".`);
  }
}

class ServerLink implements AdbLink {
  readonly transport = 'adb_server';
  readonly address: string;
  readonly features: readonly string[];
  readonly #client: AdbServerClient;
  readonly #transportId: bigint;
  readonly #gone = new AbortController();
  readonly #stopListening: () => void;

  constructor(client: AdbServerClient, tracker: DeviceTracker, phone: ListedPhone, features: readonly string[]) {
    this.address = phone.address;
    this.features = features;
    this.#client = client;
    this.#transportId = phone.transportId;
    // The tracker showed this attachment already, so a view without it means that it ended.
    this.#stopListening = tracker.listen((view) => {
      const isThere = view.phones.some(
        (listed) => listed.transportId === phone.transportId && listed.state === 'online',
      );
      if (!isThere) this.#lose(`The phone ${JSON.stringify(phone.address)} has gone. Check its cable or its network.`);
    });
    if (this.#gone.signal.aborted) this.#stopListening();
  }

  get gone() {
    return this.#gone.signal;
  }

  /** Without Tango's `AdbServerTransport`, which keeps every socket it ever opened and costs the server three more descriptors a phone. */
  open(service: string): Promise<AdbSocket> {
    return this.#client.createDeviceConnection({ transportId: this.#transportId }, service);
  }

  async ping(): Promise<void> {
    const socket = await this.open('sync:');
    await socket.close();
  }

  async close(): Promise<void> {
    this.#lose('The connection to the phone was closed.');
  }

  #lose(message: string): void {
    if (this.#gone.signal.aborted) return;
    this.#gone.abort(new AndroidError('phone_gone', message));
    this.#stopListening?.();
  }
}

const notReady: Readonly<Record<Exclude<SightingState, 'online'>, readonly [AndroidErrorCode, string]>> = {
  unauthorized: ['unauthorized', 'The phone does not trust this machine yet. Unlock it and allow USB debugging.'],
  no_permission: ['no_permission', 'The adb server may not use this USB device. Add a udev rule for it, or a group.'],
  offline: ['unreachable', 'The adb server lists the phone as offline. Plug it in again, or restart it.'],
  connecting: ['unreachable', 'The adb server is still connecting to the phone. Try again in a moment.'],
};

function toView(view: TrackedView): AdbServerView {
  if (view.server === 'absent') return { server: 'absent', phones: [] };
  const phones = view.phones.map(({ transportId: _attachment, ...sighting }): Sighting => sighting);
  return { server: 'running', version: view.version, phones };
}

const limitsOf = (options: CallOptions, defaultMs: number) => ({
  timeoutMs: options.timeoutMs ?? defaultMs,
  signal: options.signal,
});

function attachError(error: unknown, address: string): AndroidError {
  if (error instanceof AndroidError) return error;
  if (error instanceof AdbServerClient.UnauthorizedError && /authenticate/.test(error.message)) {
    const message = `The phone at ${address} does not trust this machine yet. Unlock it and allow USB debugging.`;
    return new AndroidError('unauthorized', message, { cause: error });
  }
  const message = `The adb server could not connect to ${address}. Is the phone on, in this network, and is adb over TCP enabled on it?`;
  return new AndroidError('unreachable', message, { cause: error });
}

const isRefusedConnection = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
