import { array, assert, integer, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteQueue, ByteReader } from './byte-queue.ts';

async function* inPieces(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

describe('ByteQueue', () => {
  it('gives back what went in, in order, whatever the pieces', () => {
    assert(
      property(array(uint8Array({ maxLength: 20 })), array(integer({ min: 0, max: 30 })), (chunks, lengths) => {
        const queue = new ByteQueue();
        for (const chunk of chunks) queue.push(chunk);
        const taken = lengths.map((length) => queue.take(length)).filter((piece) => piece !== null);
        while (queue.size > 0) taken.push(queue.takeUpTo(7));
        const all = Buffer.concat(taken);
        expect(all.equals(Buffer.concat(chunks))).toBe(true);
      }),
    );
  });

  it('takes nothing while there are fewer bytes than asked for', () => {
    const queue = new ByteQueue();
    queue.push(Buffer.from('abc'));
    expect(queue.take(4)).toBeNull();
    expect(queue.take(3)?.toString()).toBe('abc');
  });
});

describe('ByteReader', () => {
  it('reads exact amounts and keeps what follows', async () => {
    const reader = new ByteReader(inPieces([Buffer.from('he'), Buffer.from('llo wor'), Buffer.from('ld')]));
    expect((await reader.read(5))?.toString()).toBe('hello');
    expect((await reader.readSome(100))?.toString()).toBe(' wor');
    expect((await reader.read(2))?.toString()).toBe('ld');
  });

  it('gives null when the stream ends before', async () => {
    expect(await new ByteReader(inPieces([Buffer.from('abc')])).read(4)).toBeNull();
    const reader = new ByteReader(inPieces([Buffer.from('abc')]));
    expect((await reader.readSome(2))?.toString()).toBe('ab');
    expect((await reader.readSome(2))?.toString()).toBe('c');
    expect(await reader.readSome(2)).toBeNull();
  });
});
