import type { KeyObject } from 'node:crypto';
import type { Socket } from 'node:net';
import { AUTH, parseAdbPublicKey, verifiesToken } from './auth.ts';
import { COMMAND, encodeHeader, MAX_PAYLOAD, PacketError, PacketReader, VERSION_SKIP_CHECKSUM } from './packet.ts';
import type { Packet } from './packet.ts';
import { AdbStream } from './stream.ts';

export type AuthMode = 'none' | 'rsa' | 'unauthorized';

/** Runs a service on a stream that was accepted. */
export type ServiceHandler = (stream: AdbStream) => void;

/** What a connection needs of the phone that it reaches. */
export interface ConnectionOwner {
  auth: AuthMode;
  latencyMs: number;
  /** `device::ro.product.name=…;features=…`, as the CNXN packet carries it. */
  banner(): string;
  /** Twenty random bytes for the host to sign. */
  makeToken(): Buffer;
  /** Keys that were offered and accepted before; one accepted now is added. */
  trustedKeys: KeyObject[];
  /** Gives the handler of a service, or null where the phone refuses it. */
  service(name: string): ServiceHandler | null;
  closed(connection: AdbConnection): void;
}

/** One host talking to a phone's adbd: handshake first, then streams. */
export class AdbConnection {
  readonly #socket: Socket;
  readonly #owner: ConnectionOwner;
  readonly #reader = new PacketReader();
  readonly #streams = new Map<number, AdbStream>();
  #version = VERSION_SKIP_CHECKSUM;
  #maxPayload = MAX_PAYLOAD;
  #token: Buffer | null = null;
  #online = false;
  #nextId = 1;

  constructor(socket: Socket, owner: ConnectionOwner) {
    this.#socket = socket;
    this.#owner = owner;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#delay(chunk));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#lost());
  }

  /** Stops answering without closing, or goes on where it had stopped. */
  freeze(frozen: boolean): void {
    if (frozen) {
      this.#socket.pause();
      this.#socket.cork();
      return;
    }
    this.#socket.uncork();
    this.#socket.resume();
  }

  close(): void {
    this.#socket.destroy();
  }

  /** Timers of one duration fire in the order they were set, so a delayed connection stays in order. */
  #delay(chunk: Buffer): void {
    if (this.#owner.latencyMs === 0) {
      this.#receive(chunk);
      return;
    }
    setTimeout(() => this.#receive(chunk), this.#owner.latencyMs);
  }

  #receive(chunk: Buffer): void {
    if (this.#socket.destroyed) return;
    this.#reader.push(chunk);
    try {
      for (let packet = this.#reader.next(); packet !== null; packet = this.#reader.next()) this.#handle(packet);
    } catch (error) {
      if (!(error instanceof PacketError)) throw error;
      this.#socket.destroy();
    }
  }

  #handle(packet: Packet): void {
    if (packet.command === COMMAND.CNXN) {
      this.#greeted(packet);
      return;
    }
    if (packet.command === COMMAND.AUTH) {
      this.#authenticate(packet);
      return;
    }
    if (!this.#online) return;
    switch (packet.command) {
      case COMMAND.OPEN:
        this.#open(packet);
        break;
      case COMMAND.OKAY:
        this.#streamOf(packet)?.acknowledged();
        break;
      case COMMAND.WRTE:
        this.#streamOf(packet)?.received(packet.payload);
        break;
      case COMMAND.CLSE:
        this.#closeStream(packet);
        break;
      default: // adbd ignores what it does not know
    }
  }

  #greeted(packet: Packet): void {
    this.#version = Math.min(packet.arg0, VERSION_SKIP_CHECKSUM);
    this.#maxPayload = Math.min(packet.arg1, MAX_PAYLOAD);
    this.#reader.version = this.#version;
    if (this.#owner.auth === 'none') this.#goOnline();
    else this.#askForSignature();
  }

  #askForSignature(): void {
    this.#token = this.#owner.makeToken();
    this.#send(COMMAND.AUTH, AUTH.TOKEN, 0, this.#token);
  }

  #authenticate(packet: Packet): void {
    const token = this.#token;
    if (token === null || this.#online) return;
    if (packet.arg0 === AUTH.SIGNATURE) {
      const known = this.#owner.trustedKeys.some((key) => verifiesToken(key, token, packet.payload));
      if (known) this.#goOnline();
      else this.#askForSignature();
      return;
    }
    if (packet.arg0 !== AUTH.RSAPUBLICKEY) return;
    // Nobody answers the dialog of an unauthorised phone: it stays silent, as a real one does.
    const key = this.#owner.auth === 'rsa' ? parseAdbPublicKey(packet.payload) : null;
    if (key === null) return;
    this.#owner.trustedKeys.push(key);
    this.#goOnline();
  }

  #goOnline(): void {
    this.#online = true;
    this.#token = null;
    this.#send(COMMAND.CNXN, VERSION_SKIP_CHECKSUM, MAX_PAYLOAD, Buffer.from(this.#owner.banner()));
  }

  #open(packet: Packet): void {
    const remoteId = packet.arg0;
    const end = packet.payload.indexOf(0, Math.max(0, packet.payload.length - 1));
    const name = packet.payload.toString('utf8', 0, end === -1 ? packet.payload.length : end);
    const handler = this.#owner.service(name);
    if (handler === null) {
      this.#send(COMMAND.CLSE, 0, remoteId);
      return;
    }
    const localId = this.#nextId;
    this.#nextId += 1;
    const stream = new AdbStream({
      localId,
      remoteId,
      maxPayload: this.#maxPayload,
      send: (command, local, remote, payload) => {
        if (command === COMMAND.CLSE) this.#streams.delete(localId);
        this.#send(command, local, remote, payload);
      },
    });
    stream.on('error', () => stream.destroy());
    this.#streams.set(localId, stream);
    this.#send(COMMAND.OKAY, localId, remoteId);
    handler(stream);
  }

  #streamOf(packet: Packet): AdbStream | undefined {
    return this.#streams.get(packet.arg1);
  }

  #closeStream(packet: Packet): void {
    const stream = this.#streamOf(packet);
    this.#streams.delete(packet.arg1);
    stream?.closedByHost();
  }

  #send(command: number, arg0: number, arg1: number, payload: Buffer = Buffer.alloc(0)): void {
    if (this.#socket.destroyed) return;
    const header = encodeHeader({ command, arg0, arg1, payload }, this.#version);
    if (payload.length === 0) {
      this.#socket.write(header);
      return;
    }
    this.#socket.cork();
    this.#socket.write(header);
    this.#socket.write(payload);
    this.#socket.uncork();
  }

  #lost(): void {
    for (const stream of this.#streams.values()) stream.lost();
    this.#streams.clear();
    this.#owner.closed(this);
  }
}
