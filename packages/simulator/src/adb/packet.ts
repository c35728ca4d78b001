import { ByteQueue } from './byte-queue.ts';

/** The commands of the adb transport (AOSP packages/modules/adb/protocol.txt), little-endian words of four letters. */
export const COMMAND = {
  CNXN: 0x4e584e43,
  AUTH: 0x48545541,
  OPEN: 0x4e45504f,
  OKAY: 0x59414b4f,
  WRTE: 0x45545257,
  CLSE: 0x45534c43,
} as const;

/** The protocol version whose packets carry a checksum, and the one from which on it is left out. */
export const VERSION_CHECKSUM = 0x01000000;
export const VERSION_SKIP_CHECKSUM = 0x01000001;

/** The largest payload that adbd takes in one packet. */
export const MAX_PAYLOAD = 1024 * 1024;

const HEADER_LENGTH = 24;

export interface Packet {
  command: number;
  arg0: number;
  arg1: number;
  payload: Buffer;
}

/** The host sent something that is not adb. The connection cannot go on. */
export class PacketError extends Error {
  readonly code: 'bad_magic' | 'too_large' | 'bad_checksum';

  constructor(code: PacketError['code']) {
    super(`not an adb packet: ${code}`);
    this.name = 'PacketError';
    this.code = code;
  }
}

/** The sum of all bytes: what protocol.txt calls "crc32". */
export function checksum(payload: Uint8Array): number {
  let sum = 0;
  for (const byte of payload) sum = (sum + byte) >>> 0;
  return sum;
}

/** Gives the 24 bytes before a payload; the checksum word is 0 for a version that leaves it out. */
export function encodeHeader(packet: Packet, version: number): Buffer {
  const header = Buffer.allocUnsafe(HEADER_LENGTH);
  header.writeUInt32LE(packet.command, 0);
  header.writeUInt32LE(packet.arg0, 4);
  header.writeUInt32LE(packet.arg1, 8);
  header.writeUInt32LE(packet.payload.length, 12);
  header.writeUInt32LE(version < VERSION_SKIP_CHECKSUM ? checksum(packet.payload) : 0, 16);
  header.writeUInt32LE((packet.command ^ 0xffffffff) >>> 0, 20);
  return header;
}

/** Cuts what arrives on a connection into packets. */
export class PacketReader {
  /** Checksums are compared while the agreed version has them. */
  version: number = VERSION_SKIP_CHECKSUM;
  readonly #queue = new ByteQueue();
  #header: Buffer | null = null;

  push(chunk: Uint8Array): void {
    this.#queue.push(chunk);
  }

  /** Gives the next whole packet, or null until more bytes arrive. Throws PacketError. */
  next(): Packet | null {
    this.#header ??= this.#queue.take(HEADER_LENGTH);
    const header = this.#header;
    if (header === null) return null;
    const command = header.readUInt32LE(0);
    if (header.readUInt32LE(20) !== (command ^ 0xffffffff) >>> 0) throw new PacketError('bad_magic');
    const length = header.readUInt32LE(12);
    if (length > MAX_PAYLOAD) throw new PacketError('too_large');
    const payload = this.#queue.take(length);
    if (payload === null) return null;
    this.#header = null;
    if (this.version < VERSION_SKIP_CHECKSUM && checksum(payload) !== header.readUInt32LE(16)) {
      throw new PacketError('bad_checksum');
    }
    return { command, arg0: header.readUInt32LE(4), arg1: header.readUInt32LE(8), payload };
  }
}
