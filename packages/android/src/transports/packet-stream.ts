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
  #pending: Buffer[] = [];
  #size = 0;

  *push(chunk: Buffer): Generator<AdbPacketData> {
    this.#pending.push(chunk);
    this.#size += chunk.length;
    while (this.#size >= headerBytes) {
      const length = checkHeader(this.#peek(headerBytes));
      if (this.#size < headerBytes + length) return;
      const packet = this.#peek(headerBytes + length);
      this.#drop(packet.length);
      yield {
        command: packet.readUInt32LE(0),
        arg0: packet.readUInt32LE(4),
        arg1: packet.readUInt32LE(8),
        payload: packet.subarray(headerBytes),
      };
    }
  }

  /** The first `length` bytes in one piece. Joins what arrived only when the first chunk is too short. */
  #peek(length: number): Buffer {
    const first = this.#pending[0] as Buffer;
    if (first.length >= length) return first.subarray(0, length);
    const joined = Buffer.concat(this.#pending);
    this.#pending = [joined];
    return joined.subarray(0, length);
  }

  #drop(length: number): void {
    const rest = (this.#pending[0] as Buffer).subarray(length);
    this.#size -= length;
    if (rest.length > 0) this.#pending[0] = rest;
    else this.#pending.shift();
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

/** A TCP socket as the packets that Tango works with. Whatever goes wrong with the socket ends both directions. */
export function packetStreams(socket: Socket): AdbDaemonConnection {
  const decoder = new PacketDecoder();
  return {
    readable: new PushReadableStream<AdbPacketData>(async (controller) => {
      for await (const chunk of socket) {
        for (const packet of decoder.push(chunk as Buffer)) await controller.enqueue(packet);
      }
    }),
    writable: new Consumable.WritableStream<AdbPacketInit>({
      write: (packet) =>
        new Promise<void>((resolve, reject) => {
          socket.write(encodePacket(packet), (error) => (error ? reject(error) : resolve()));
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
