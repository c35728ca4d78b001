import { ByteQueue } from './byte-queue.ts';

/** Packet ids of the shell protocol (AOSP packages/modules/adb/shell_protocol.h). */
export const SHELL = { STDIN: 0, STDOUT: 1, STDERR: 2, EXIT: 3, CLOSE_STDIN: 4, WINDOW_SIZE: 5 } as const;

const HEADER_LENGTH = 5;

export interface ShellPacket {
  id: number;
  data: Buffer;
}

/** One id byte, the length as a little-endian word, the data. */
export function encodeShellPacket(id: number, data: Uint8Array): Buffer {
  const packet = Buffer.allocUnsafe(HEADER_LENGTH + data.length);
  packet.writeUInt8(id, 0);
  packet.writeUInt32LE(data.length, 1);
  packet.set(data, HEADER_LENGTH);
  return packet;
}

/** Cuts a stream's bytes into shell packets, whatever the chunks were. */
export class ShellPacketReader {
  readonly #queue = new ByteQueue();
  #header: Buffer | null = null;

  push(chunk: Uint8Array): ShellPacket[] {
    this.#queue.push(chunk);
    const packets: ShellPacket[] = [];
    for (let packet = this.#next(); packet !== null; packet = this.#next()) packets.push(packet);
    return packets;
  }

  #next(): ShellPacket | null {
    this.#header ??= this.#queue.take(HEADER_LENGTH);
    if (this.#header === null) return null;
    const data = this.#queue.take(this.#header.readUInt32LE(1));
    if (data === null) return null;
    const id = this.#header.readUInt8(0);
    this.#header = null;
    return { id, data };
  }
}
