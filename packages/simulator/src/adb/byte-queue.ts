/** Bytes in order of arrival, taken out in pieces of any size. Copies only where a piece spans chunks. */
export class ByteQueue {
  #chunks: Uint8Array[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#size += chunk.length;
  }

  /** Gives exactly `length` bytes, or null (and takes nothing) while there are fewer. */
  take(length: number): Buffer | null {
    if (length > this.#size) return null;
    const first = this.#chunks[0];
    if (length === 0 || first === undefined) return Buffer.alloc(0);
    this.#size -= length;
    if (first.length > length) {
      this.#chunks[0] = first.subarray(length);
      return asBuffer(first.subarray(0, length));
    }
    if (first.length === length) {
      this.#chunks.shift();
      return asBuffer(first);
    }
    return this.#gather(length);
  }

  /** Gives what is there in one piece, at most `limit` bytes. */
  takeUpTo(limit: number): Buffer {
    const first = this.#chunks[0]?.length ?? 0;
    return this.take(Math.min(limit, first)) ?? Buffer.alloc(0);
  }

  #gather(length: number): Buffer {
    const whole = Buffer.allocUnsafe(length);
    let filled = 0;
    let used = 0;
    while (filled < length) {
      const chunk = this.#chunks[used];
      if (chunk === undefined) throw new RangeError('byte queue holds fewer bytes than it counted');
      const part = chunk.subarray(0, length - filled);
      whole.set(part, filled);
      filled += part.length;
      if (part.length < chunk.length) this.#chunks[used] = chunk.subarray(part.length);
      else used += 1;
    }
    this.#chunks.splice(0, used);
    return whole;
  }
}

/** Reads exact amounts from a stream of chunks. */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #queue = new ByteQueue();

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Gives `length` bytes, or null when the stream ended before. */
  async read(length: number): Promise<Buffer | null> {
    while (this.#queue.size < length) {
      const next = await this.#source.next();
      if (next.done === true) return null;
      this.#queue.push(next.value);
    }
    return this.#queue.take(length);
  }

  /** Gives what comes next, at most `limit` bytes, or null at the stream's end. */
  async readSome(limit: number): Promise<Buffer | null> {
    while (this.#queue.size === 0) {
      const next = await this.#source.next();
      if (next.done === true) return null;
      this.#queue.push(next.value);
    }
    return this.#queue.takeUpTo(limit);
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
