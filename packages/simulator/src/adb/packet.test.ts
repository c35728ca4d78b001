import { describe, expect, it } from 'vitest';
import {
  checksum,
  COMMAND,
  encodeHeader,
  MAX_PAYLOAD,
  PacketError,
  PacketReader,
  VERSION_CHECKSUM,
  VERSION_SKIP_CHECKSUM,
} from './packet.ts';
import type { Packet } from './packet.ts';

const OPEN: Packet = { command: COMMAND.OPEN, arg0: 7, arg1: 0, payload: Buffer.from('shell:id\0') };

function encode(packet: Packet, version: number): Buffer {
  return Buffer.concat([encodeHeader(packet, version), packet.payload]);
}

function refusal(wire: Buffer, version: number): string {
  const reader = new PacketReader();
  reader.version = version;
  reader.push(wire);
  try {
    reader.next();
  } catch (error) {
    if (error instanceof PacketError) return error.code;
  }
  return 'accepted';
}

describe('packets', () => {
  it('have the header that protocol.txt describes', () => {
    const header = encodeHeader(OPEN, VERSION_CHECKSUM);
    expect(header.toString('latin1', 0, 4)).toBe('OPEN');
    expect(header.readUInt32LE(12)).toBe(9);
    expect(header.readUInt32LE(16)).toBe(checksum(OPEN.payload));
    expect(header.readUInt32LE(20)).toBe(0xb1baafb0);
    expect(encodeHeader(OPEN, VERSION_SKIP_CHECKSUM).readUInt32LE(16)).toBe(0);
  });

  it('are read whole however the bytes were cut', () => {
    const wire = Buffer.concat([encode(OPEN, 0), encode({ ...OPEN, arg0: 8, payload: Buffer.alloc(0) }, 0)]);
    for (const step of [1, 5, 23, 24, 25, wire.length]) {
      const reader = new PacketReader();
      const read: Packet[] = [];
      for (let at = 0; at < wire.length; at += step) {
        reader.push(wire.subarray(at, at + step));
        for (let packet = reader.next(); packet !== null; packet = reader.next()) read.push(packet);
      }
      expect(read.map(({ arg0, payload }) => [arg0, payload.toString()])).toEqual([
        [7, 'shell:id\0'],
        [8, ''],
      ]);
    }
  });

  it('are refused when they are not adb, too large, or damaged under the old version', () => {
    expect(refusal(Buffer.from('GET / HTTP/1.1\r\nHost: phone\r\n\r\n'), VERSION_SKIP_CHECKSUM)).toBe('bad_magic');
    const damaged = encode(OPEN, VERSION_CHECKSUM);
    damaged[30] = 0;
    expect(refusal(damaged, VERSION_CHECKSUM)).toBe('bad_checksum');
    expect(refusal(damaged, VERSION_SKIP_CHECKSUM)).toBe('accepted');
    const huge = encodeHeader(OPEN, VERSION_SKIP_CHECKSUM);
    huge.writeUInt32LE(MAX_PAYLOAD + 1, 12);
    expect(refusal(huge, VERSION_SKIP_CHECKSUM)).toBe('too_large');
  });
});
