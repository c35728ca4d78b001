import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodePacket, PacketDecoder } from './packet-stream.ts';

const okay = 0x59414b4f;
const packet = (payload: Buffer, command = okay) =>
  encodePacket({ command, arg0: 1, arg1: 2, payload, checksum: 0, magic: ~command });

test('however the bytes are cut, the packets come out whole', () => {
  const payloads = [Buffer.alloc(0), Buffer.from('one'), Buffer.alloc(3_000, 7)];
  const bytes = Buffer.concat(payloads.map((payload) => packet(payload)));
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 10 }), (cuts) => {
      const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length];
      const decoder = new PacketDecoder();
      const read = edges.slice(1).flatMap((end, index) => [...decoder.push(bytes.subarray(edges[index], end))]);
      expect(read).toEqual(payloads.map((payload) => ({ command: okay, arg0: 1, arg1: 2, payload })));
    }),
  );
});

test('a web server at the address is told apart from a phone', () => {
  const decoder = new PacketDecoder();
  expect(() => [...decoder.push(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'))]).toThrow(
    expect.objectContaining({ code: 'not_adb' }),
  );
});

test('a packet that claims 4 GB is refused before any of it is kept', () => {
  const bytes = packet(Buffer.alloc(0));
  bytes.writeUInt32LE(0xffffffff, 12);
  expect(() => [...new PacketDecoder().push(bytes)]).toThrow(expect.objectContaining({ code: 'not_adb' }));
});

test('wireless debugging with pairing is named as such', () => {
  expect(() => [...new PacketDecoder().push(packet(Buffer.alloc(0), 0x534c5453))]).toThrow(
    expect.objectContaining({ code: 'needs_pairing' }),
  );
});
