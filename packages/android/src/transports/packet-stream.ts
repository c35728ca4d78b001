import type { Socket } from 'node:net';
import type { AdbDaemonConnection, AdbPacketData, AdbPacketInit } from '@yume-chan/adb';
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

/** A TCP socket as the packets that Tango works with. Whatever goes wrong with the socket ends the readable. */
export function packetStreams(socket: Socket): AdbDaemonConnection {
  const decoder = new PacketDecoder();
  return {
    readable: new PushReadableStream<AdbPacketData>(async (controller) => {
      for await (const chunk of socket as AsyncIterable<Buffer>) {
        for (const packet of decoder.push(chunk)) await controller.enqueue(packet);
      }
    }),
    writable: new Consumable.WritableStream<AdbPacketInit>({
      // A packet that cannot be sent is not reported here: the readable ends with the socket, which says so once and to
      // everybody, and Tango leaves a failed write as an unhandled rejection.
      write: (packet) =>
        new Promise<void>((resolve) => {
          socket.write(encodePacket(packet), () => resolve());
        }),
      close: () => void socket.end(),
    }),
  };
}

export function encodePacket(packet: AdbPacketInit): Buffer {
  const bytes = Buffer.allocUnsafe(headerBytes + packet.payload.length);
  bytes.writeUInt32LE(packet.command, 0);
  bytes.writeUInt32LE(packet.arg0 >>> 0, 4);
  bytes.writeUInt32LE(packet.arg1 >>> 0, 8);
  bytes.writeUInt32LE(packet.payload.length, 12);
  bytes.writeUInt32LE(packet.checksum >>> 0, 16);
  bytes.writeUInt32LE(~packet.command >>> 0, 20);
  bytes.set(packet.payload, headerBytes);
  return bytes;
}
