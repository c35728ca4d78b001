import { connect as connectTcp } from 'node:net';
import type { Socket } from 'node:net';
import { AdbAuthType, AdbCommand, AdbDaemonTransport } from '@yume-chan/adb';
import type { AdbCredentialStore, AdbPacketData } from '@yume-chan/adb';
import { AndroidError } from '../android-error.ts';
import { AdbPhone } from '../connection/adb-phone.ts';
import type { AdbLink } from '../connection/adb-link.ts';
import type { CallOptions, PhoneConnection } from '../connection/phone-connection.ts';
import { withDeadline } from '../deadline.ts';
import { parseAddress } from './address.ts';
import { openAdbKey } from './adb-key.ts';
import type { AdbKey } from './adb-key.ts';
import { packetStreams } from './packet-stream.ts';
import type { PacketStreams } from './packet-stream.ts';
import type { PhoneTransport } from './transport.ts';

const connectTimeoutMs = 10_000;
const closeTimeoutMs = 500;
/** A phone whose network was cut is noticed after this silence and libuv's ten probes of one second. */
const keepAliveMs = 3_000;

export interface DirectTcpOptions {
  /** Where `adbkey` lies or is made; one that Muster alone uses, or `~/.android` to share adb's. */
  readonly keyFolder: string;
  /** The name under which phones list this machine's key. */
  readonly name: string;
}

/** Phones by network without any adb program. `fingerprint` is what a phone shows when it asks whether to trust this machine. */
export interface DirectTcp extends PhoneTransport {
  readonly kind: 'direct_tcp';
  readonly fingerprint: string;
}

/** Opens the key (see `openAdbKey` for what it throws); connects to nothing yet. */
export async function directTcp(options: DirectTcpOptions): Promise<DirectTcp> {
  const key = await openAdbKey(options.keyFolder, options.name);
  const links = new Set<AdbLink>();
  const close = async () => {
    await Promise.all([...links].map((link) => link.close()));
  };
  return {
    kind: 'direct_tcp',
    fingerprint: key.fingerprint,
    connect: async (address, callOptions = {}) => {
      const link = await connectLink(address, key, callOptions);
      links.add(link);
      link.gone.addEventListener('abort', () => links.delete(link), { once: true });
      return new AdbPhone(link) satisfies PhoneConnection;
    },
    [Symbol.asyncDispose]: close,
  };
}

async function connectLink(address: string, key: AdbKey, options: CallOptions): Promise<AdbLink> {
  const target = parseAddress(address);
  const timeoutMs = options.timeoutMs ?? connectTimeoutMs;
  const socket = connectTcp({ ...target, noDelay: true, keepAlive: true, keepAliveInitialDelay: keepAliveMs });
  const handshake = new Handshake(address, key);
  try {
    const shaken = await withDeadline(
      { timeoutMs, signal: options.signal, what: `connecting to ${address}` },
      (signal) => handshake.run(socket, signal),
    );
    return new DirectLink(address, socket, shaken);
  } catch (error) {
    socket.destroy();
    options.signal?.throwIfAborted();
    throw handshake.explain(error);
  }
}

/** A finished handshake. */
interface Shaken {
  readonly adb: AdbDaemonTransport;
  readonly packets: PacketStreams;
}

/** How far the handshake came tells what its failure means. */
class Handshake {
  readonly #address: string;
  readonly #key: AdbKey;
  #reached: 'nothing' | 'connected' | 'signed' | 'key_offered' = 'nothing';

  constructor(address: string, key: AdbKey) {
    this.#address = address;
    this.#key = key;
  }

  async run(socket: Socket, signal: AbortSignal): Promise<Shaken> {
    await connected(socket);
    this.#reached = 'connected';
    signal.throwIfAborted();
    const packets = packetStreams(socket);
    const adb = await AdbDaemonTransport.authenticate({
      serial: this.#address,
      connection: packets,
      credentialStore: noStore,
      // Without it a phone may send one packet a socket before it is answered, and not 32 MB: it speeds up bulk transfers only.
      initialDelayedAckBytes: 0,
      authenticators: [(_store, next) => this.#sign(next), (_store, next) => this.#offerKey(next)],
    });
    return { adb, packets };
  }

  explain(error: unknown): AndroidError {
    if (this.#reached === 'key_offered') return this.#unauthorized(error);
    if (error instanceof AndroidError) return error;
    if (this.#reached === 'nothing') {
      const message = `Nothing accepts connections at ${this.#address}. Is the phone on, in this network, and is adb over TCP enabled on it?`;
      return new AndroidError('unreachable', message, { cause: error });
    }
    return new AndroidError(
      'phone_gone',
      `The phone at ${this.#address} hung up during the handshake. Try again, or restart it.`,
      {
        cause: error,
      },
    );
  }

  #unauthorized(cause: unknown): AndroidError {
    const message = `The phone at ${this.#address} does not trust this machine yet. Unlock it and allow the key with the fingerprint ${this.#key.fingerprint}.`;
    return new AndroidError('unauthorized', message, { cause });
  }

  /** First answer to an AUTH token: the signature, which is enough for a phone that knows the key. */
  async *#sign(nextRequest: () => Promise<AdbPacketData>): AsyncGenerator<AdbPacketData> {
    const request = await nextRequest();
    if (request.arg0 !== AdbAuthType.Token) return;
    this.#reached = 'signed';
    yield { command: AdbCommand.Auth, arg0: AdbAuthType.Signature, arg1: 0, payload: this.#key.sign(request.payload) };
  }

  /** Second answer: the public key, upon which the phone asks its owner. A third token is a refusal. */
  async *#offerKey(nextRequest: () => Promise<AdbPacketData>): AsyncGenerator<AdbPacketData> {
    const request = await nextRequest();
    if (request.arg0 !== AdbAuthType.Token) return;
    this.#reached = 'key_offered';
    const payload = Buffer.from(`${this.#key.publicKeyLine}\0`);
    yield { command: AdbCommand.Auth, arg0: AdbAuthType.PublicKey, arg1: 0, payload };
  }
}

/** Tango's own authenticators, which would read keys from here, are not used: their RSA in BigInt takes 20 times as long. */
const noStore: AdbCredentialStore = {
  iterateKeys: () => [],
  generateKey: () => {
    throw new AndroidError('key_unusable', 'No key is made during a handshake.');
  },
};

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('closed')));
  });
}

class DirectLink implements AdbLink {
  readonly transport = 'direct_tcp';
  readonly address: string;
  readonly #socket: Socket;
  readonly #adb: AdbDaemonTransport;
  readonly #packets: PacketStreams;
  readonly #gone = new AbortController();

  constructor(address: string, socket: Socket, { adb, packets }: Shaken) {
    this.address = address;
    this.#socket = socket;
    this.#adb = adb;
    this.#packets = packets;
    const lost = () => this.#lose(`The phone at ${address} has gone. Check its network and whether it is on.`);
    adb.disconnected.then(lost, lost);
    socket.once('close', lost);
  }

  get features() {
    return this.#adb.banner.features;
  }

  get gone() {
    return this.#gone.signal;
  }

  async open(service: string) {
    return this.#adb.connect(service);
  }

  async ping(): Promise<void> {
    await this.#packets.ping();
  }

  async close(): Promise<void> {
    // Tango says goodbye to each open socket; on a phone that does not listen any more that would take for ever.
    const goodbye = withDeadline({ timeoutMs: closeTimeoutMs, what: 'closing' }, async () => this.#adb.close());
    await Promise.allSettled([goodbye]);
    this.#lose('The connection to the phone was closed.');
  }

  #lose(message: string): void {
    this.#socket.destroy();
    if (!this.#gone.signal.aborted) this.#gone.abort(new AndroidError('phone_gone', message));
  }
}
