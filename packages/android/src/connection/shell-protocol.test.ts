import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ShellDecoder, splitExitCode, withExitCode } from './shell-protocol.ts';

function packet(id: number, data: Buffer): Buffer {
  const header = Buffer.alloc(5);
  header[0] = id;
  header.writeUInt32LE(data.length, 1);
  return Buffer.concat([header, data]);
}

test('however the stream is cut, both outputs and the exit code come out whole', () => {
  const stream = Buffer.concat([
    packet(1, Buffer.from('out')),
    packet(2, Buffer.from('error')),
    packet(9, Buffer.from('from the future')),
    packet(1, Buffer.alloc(0)),
    packet(1, Buffer.from('put')),
    packet(3, Buffer.from([42])),
  ]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: stream.length }), { maxLength: 8 }), (cuts) => {
      const edges = [0, ...cuts.sort((a, b) => a - b), stream.length];
      const decoder = new ShellDecoder();
      const read = { stdout: '', stderr: '', exitCode: -1 };
      for (const [index, end] of edges.slice(1).entries()) {
        for (const part of decoder.push(stream.subarray(edges[index], end))) {
          if (part.kind === 'exit') read.exitCode = part.exitCode;
          else read[part.kind] += part.data.toString();
        }
      }
      expect(read).toEqual({ stdout: 'output', stderr: 'error', exitCode: 42 });
    }),
  );
});

test('without protocol v2 the exit code is read off the end of the output', () => {
  expect(withExitCode('false')).toBe('false; echo __exit_code__$?');
  expect(splitExitCode('hello\n__exit_code__1\r\n')).toEqual({ exitCode: 1, stdout: 'hello\n' });
  expect(splitExitCode('__exit_code__7 is a word\n__exit_code__0\n').exitCode).toBe(0);
});

test('an output that was cut off is not taken for a success', () => {
  expect(() => splitExitCode('hello\n')).toThrow(expect.objectContaining({ code: 'phone_gone' }));
});
