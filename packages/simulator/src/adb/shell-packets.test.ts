import { describe, expect, it } from 'vitest';
import { encodeShellPacket, SHELL, ShellPacketReader } from './shell-packets.ts';

describe('shell packets', () => {
  it('are read back however the bytes were cut', () => {
    const wire = Buffer.concat([
      encodeShellPacket(SHELL.STDIN, Buffer.from('ls\n')),
      encodeShellPacket(SHELL.CLOSE_STDIN, new Uint8Array()),
    ]);
    for (const step of [1, 4, 6, wire.length]) {
      const reader = new ShellPacketReader();
      const packets = [];
      for (let at = 0; at < wire.length; at += step) packets.push(...reader.push(wire.subarray(at, at + step)));
      expect(packets.map(({ id, data }) => [id, data.toString()])).toEqual([
        [SHELL.STDIN, 'ls\n'],
        [SHELL.CLOSE_STDIN, ''],
      ]);
    }
  });
});
