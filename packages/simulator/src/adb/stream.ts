import { Duplex } from 'node:stream';
import { COMMAND } from './packet.ts';

export interface StreamLink {
  /** The stream's id on the device's side, and on the host's. */
  localId: number;
  remoteId: number;
  /** The most bytes that the host takes in one packet. */
  maxPayload: number;
  send(command: number, localId: number, remoteId: number, payload?: Buffer): void;
}

/**
 * One multiplexed stream of an adb connection, as a Node stream.
 * In each direction at most one WRTE is under way until its OKAY (AOSP protocol.txt, "READY").
 * adb has no half-close: when the host closes, reading ends, `hungUp` aborts and whatever is written later is dropped.
 */
export class AdbStream extends Duplex {
  readonly #link: StreamLink;
  readonly #hangUp = new AbortController();
  #unsent: Buffer | null = null;
  #written: ((error?: Error | null) => void) | null = null;
  #owesOkay = false;
  #closeSent = false;

  constructor(link: StreamLink) {
    super({ allowHalfOpen: true });
    this.#link = link;
    this.once('finish', () => this.destroy());
  }

  /** Aborts when the host closed the stream or the connection was lost. */
  get hungUp(): AbortSignal {
    return this.#hangUp.signal;
  }

  /** A WRTE arrived. */
  received(payload: Buffer): void {
    this.#owesOkay = true;
    if (this.push(payload)) this.#okay();
  }

  /** An OKAY arrived: the last WRTE was taken. */
  acknowledged(): void {
    this.#sendNext();
  }

  /** A CLSE arrived. adbd answers one with one. */
  closedByHost(): void {
    this.#sendClose();
    this.lost();
  }

  /** The connection is gone, or the host closed: nothing can be sent any more. */
  lost(): void {
    if (this.#hangUp.signal.aborted) return;
    this.#closeSent = true;
    this.#hangUp.abort();
    this.once('end', () => this.destroy());
    if (!this.readableEnded) this.push(null);
    this.#unsent = null;
    this.#finishWrite();
  }

  override _read(): void {
    this.#okay();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#begin(chunk, done);
  }

  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.#begin(Buffer.concat(chunks.map(({ chunk }) => chunk)), done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#sendClose();
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#sendClose();
    this.#hangUp.abort();
    done(error);
  }

  #okay(): void {
    if (!this.#owesOkay || this.#closeSent) return;
    this.#owesOkay = false;
    this.#link.send(COMMAND.OKAY, this.#link.localId, this.#link.remoteId);
  }

  #begin(bytes: Buffer, done: (error?: Error | null) => void): void {
    if (this.#closeSent || bytes.length === 0) {
      done();
      return;
    }
    this.#unsent = bytes;
    this.#written = done;
    this.#sendNext();
  }

  #sendNext(): void {
    const unsent = this.#unsent;
    if (unsent === null) {
      this.#finishWrite();
      return;
    }
    const rest = unsent.subarray(this.#link.maxPayload);
    this.#unsent = rest.length > 0 ? rest : null;
    this.#link.send(COMMAND.WRTE, this.#link.localId, this.#link.remoteId, unsent.subarray(0, this.#link.maxPayload));
  }

  #finishWrite(): void {
    const written = this.#written;
    this.#written = null;
    written?.();
  }

  #sendClose(): void {
    if (this.#closeSent) return;
    this.#closeSent = true;
    this.#link.send(COMMAND.CLSE, this.#link.localId, this.#link.remoteId);
  }
}
