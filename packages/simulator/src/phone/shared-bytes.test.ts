import { array, assert, asyncProperty, integer, uint8Array } from 'fast-check';
import { expect, it } from 'vitest';
import { SharedBytes } from './shared-bytes.ts';

/** Gives a stream's pieces one at a time, letting other streams run in between. */
function pieces(content: Buffer, size: number): (limit: number) => Promise<Buffer | null> {
  let at = 0;
  return async (limit) => {
    await Promise.resolve();
    if (at >= content.length) return null;
    const piece = content.subarray(at, Math.min(content.length, at + Math.min(limit, size)));
    at += piece.length;
    return piece;
  };
}

it('streams of the same bytes end in one block', async () => {
  const shared = new SharedBytes();
  const content = Buffer.from('the same for everybody');
  const received = await Promise.all([3, 5, 22].map((size) => shared.receive(content.length, pieces(content, size))));
  expect(received[0]?.toString()).toBe('the same for everybody');
  expect(new Set(received).size).toBe(1);
});

it('every stream gets exactly its own bytes, whatever the others brought and however they interleave', async () => {
  await assert(
    asyncProperty(
      array(uint8Array({ minLength: 8, maxLength: 8, max: 1 }), { minLength: 1, maxLength: 6 }),
      integer({ min: 1, max: 8 }),
      async (contents, size) => {
        const shared = new SharedBytes();
        const received = await Promise.all(
          contents.map((content, index) => shared.receive(8, pieces(Buffer.from(content), 1 + ((size + index) % 8)))),
        );
        expect(received.map((bytes) => bytes?.toString('hex'))).toEqual(
          contents.map((content) => Buffer.from(content).toString('hex')),
        );
      },
    ),
  );
});

it('gives null when a stream ends early, and the next one is whole', async () => {
  const shared = new SharedBytes();
  expect(await shared.receive(6, pieces(Buffer.from('abc'), 2))).toBeNull();
  expect((await shared.receive(6, pieces(Buffer.from('abcdef'), 2)))?.toString()).toBe('abcdef');
});
