import type { Socket } from 'node:net';
import type { AdbDaemonConnection, AdbPacketData, AdbPacketInit } from '@yume-chan/adb';
import { AdbCommand, calculateChecksum } from '@yume-chan/adb';
import { Consumable, PushReadableStream } from '@yume-chan/stream-extra';
import { AndroidError } from '../android-error.ts';

const headerBytes = 24;
const stlsCommand = 0x534c5453;
/** The most that adbd sends in one packet: MAX_PAYLOAD of AOSP packages/modules/adb/adb.h. */
const maxPayloadBytes = 1024 * 1024;

/**
 * Cuts bytes into adb packets: six little-endian words (command, two arguments, length, checksum, command inverted) and data.
 * Throws `not_adb` for anything else, and `needs_pairing` for Android's wireless debugging, which wants TLS (command STLS).
 */
export class PacketDecoder {
  #chunks: Buffer[] = [];
  #size = 0;
  /** Nothing is joined before so many bytes are there. */
  #needed = headerBytes;

  *push(chunk: Buffer): Generator<AdbPacketData> {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#size < this.#needed) return;
    let bytes = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    this.#needed = headerBytes;
    while (bytes.length >= headerBytes) {
      const end = headerBytes + checkHeader(bytes);
      if (bytes.length < end) {
        this.#needed = end;
        break;
      }
      yield {
        command: bytes.readUInt32LE(0),
        arg0: bytes.readUInt32LE(4),
        arg1: bytes.readUInt32LE(8),
        payload: bytes.subarray(headerBytes, end),
      };
      bytes = bytes.subarray(end);
    }
    this.#chunks = bytes.length > 0 ? [bytes] : [];
    this.#size = bytes.length;
  }
}

function checkHeader(header: Buffer): number {
  const command = header.readUInt32LE(0);
  const length = header.readUInt32LE(12);
  if (header.readUInt32LE(20) !== ~command >>> 0 || length > maxPayloadBytes) {
    throw new AndroidError('not_adb', 'What answers at this address is no phone: it does not speak adb.');
  }
  if (command === stlsCommand) {
    throw new AndroidError(
      'needs_pairing',
      'The phone offers wireless debugging with pairing only. Pair it with "adb pair" and connect through the adb server, or run "adb tcpip 5555".',
    );
  }
  return length;
}

export interface PacketStreams extends AdbDaemonConnection {
  /** Resolves with the phone's answer to a question of one packet; never, where none comes. Pings at once are one. */
  ping(): Promise<void>;
}

/** A TCP socket as the packets that Tango works with. Whatever goes wrong with the socket ends the readable. */
export function packetStreams(socket: Socket): PacketStreams {
  const decoder = new PacketDecoder();
  const pinger = new Pinger((packet) => socket.write(encodePacket(packet)));
  return {
    readable: new PushReadableStream<AdbPacketData>(async (controller) => {
      for await (const chunk of socket as AsyncIterable<Buffer>) {
        for (const packet of decoder.push(chunk)) {
          if (!pinger.takes(packet)) await controller.enqueue(packet);
        }
      }
    }),
    writable: new Consumable.WritableStream<AdbPacketInit>({
      // A packet that cannot be sent is not reported here: the readable ends with the socket, which says so once and to
      // everybody, and Tango leaves a failed write as an unhandled rejection.
      write: (packet) =>
        new Promise<void>((resolve) => {
          // Sent as one piece without being copied into one: an app that is installed has 18 MB.
          socket.cork();
          socket.write(encodeHeader(packet));
          socket.write(packet.payload, () => resolve());
          socket.uncork();
        }),
      close: () => void socket.end(),
    }),
    ping: () => pinger.ping(),
  };
}

/**
 * Opens `sync:`, which every adbd has and for which it starts no process, and closes it again, below Tango:
 * its sockets with their streams cost five times as much, and a thousand phones are asked every few seconds.
 */
class Pinger {
  readonly #send: (packet: AdbPacketInit) => void;
  #pending: PromiseWithResolvers<void> | undefined;

  constructor(send: (packet: AdbPacketInit) => void) {
    this.#send = send;
  }

  ping(): Promise<void> {
    if (this.#pending === undefined) {
      this.#pending = Promise.withResolvers();
      this.#send(pingPacket(AdbCommand.Open, 0, Buffer.from('sync:\0')));
    }
    return this.#pending.promise;
  }

  /** True for what answers a ping, of which Tango must not know. */
  takes(packet: AdbPacketData): boolean {
    if (packet.arg1 !== pingId) return false;
    this.#pending?.resolve();
    this.#pending = undefined;
    if (packet.command === AdbCommand.Okay) this.#send(pingPacket(AdbCommand.Close, packet.arg0, Buffer.alloc(0)));
    return true;
  }
}

/** The end of a socket that is ours. Tango counts its own up from 1 and does not get here. */
const pingId = 0x7fff_ffff;

const pingPacket = (command: AdbPacketInit['command'], remoteId: number, payload: Buffer): AdbPacketInit => ({
  command,
  arg0: pingId,
  arg1: remoteId,
  payload,
  checksum: calculateChecksum(payload),
  magic: ~command,
});

export function encodePacket(packet: AdbPacketInit): Buffer {
  return Buffer.concat([encodeHeader(packet), packet.payload]);
}

function encodeHeader(packet: AdbPacketInit): Buffer {
  const bytes = Buffer.allocUnsafe(headerBytes);
  bytes.writeUInt32LE(packet.command, 0);
  bytes.writeUInt32LE(packet.arg0 >>> 0, 4);
  bytes.writeUInt32LE(packet.arg1 >>> 0, 8);
  bytes.writeUInt32LE(packet.payload.length, 12);
  bytes.writeUInt32LE(packet.checksum >>> 0, 16);
  bytes.writeUInt32LE(~packet.command >>> 0, 20);
  return bytes;
}
