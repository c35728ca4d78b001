/** A block of bytes of which the first `filled` are known. */
interface Block {
  bytes: Buffer;
  filled: number;
}

/**
 * Takes in large streams that are mostly the same, as when a hundred phones are sent one APK at once: streams of one length
 * fill one block together for as long as each brings the bytes that are there already, and a stream that differs goes on alone.
 * A block lives only as long as somebody holds it.
 */
export class SharedBytes {
  readonly #blocks = new Map<number, WeakRef<Block>>();

  /**
   * Gives `length` bytes, or null when the stream ended before. `next` gives the stream's next piece of at most `limit` bytes.
   * The array may be shared and must not be changed.
   */
  async receive(length: number, next: (limit: number) => Promise<Buffer | null>): Promise<Buffer | null> {
    let block = this.#blockOf(length);
    let at = 0;
    while (at < length) {
      const piece = await next(length - at);
      if (piece === null) return null;
      if (!agrees(block, at, piece)) block = copyOf(block, at);
      extend(block, at, piece);
      at += piece.length;
    }
    return block.bytes;
  }

  #blockOf(length: number): Block {
    const known = this.#blocks.get(length)?.deref();
    if (known !== undefined) return known;
    const block = { bytes: Buffer.allocUnsafeSlow(length), filled: 0 };
    this.#blocks.set(length, new WeakRef(block));
    return block;
  }
}

function agrees({ bytes, filled }: Block, at: number, piece: Buffer): boolean {
  const known = Math.max(0, Math.min(piece.length, filled - at));
  return piece.subarray(0, known).equals(bytes.subarray(at, at + known));
}

function extend(block: Block, at: number, piece: Buffer): void {
  if (at + piece.length <= block.filled) return;
  piece.copy(block.bytes, block.filled, block.filled - at);
  block.filled = at + piece.length;
}

function copyOf({ bytes }: Block, filled: number): Block {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(copy, 0, 0, filled);
  return { bytes: copy, filled };
}
