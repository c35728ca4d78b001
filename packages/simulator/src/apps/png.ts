import { crc32, deflateSync } from 'node:zlib';

export type Colour = readonly [red: number, green: number, blue: number];

/** A picture of at most 16 colours, drawn in whole pixels and written as PNG (W3C PNG, indexed colour, 4 bits). */
export class Picture {
  readonly width: number;
  readonly height: number;
  readonly #palette: readonly Colour[];
  readonly #pixels: Uint8Array;
  readonly #rowBytes: number;

  constructor(width: number, height: number, palette: readonly Colour[]) {
    this.width = width;
    this.height = height;
    this.#palette = palette;
    this.#rowBytes = Math.ceil(width / 2) + 1;
    this.#pixels = new Uint8Array(this.#rowBytes * height);
  }

  /** Fills a rectangle, cut to the picture. `colour` is an index into the palette. */
  fill(left: number, top: number, right: number, bottom: number, colour: number): void {
    const from = Math.max(0, left);
    const to = Math.min(this.width, right);
    if (from >= to) return;
    const pair = (colour << 4) | colour;
    for (let y = Math.max(0, top); y < Math.min(this.height, bottom); y += 1) {
      const row = y * this.#rowBytes + 1;
      this.#pixels.fill(pair, row + ((from + 1) >> 1), row + (to >> 1));
      if (from % 2 === 1) this.#half(row + (from >> 1), colour, 0xf0);
      if (to % 2 === 1) this.#half(row + (to >> 1), colour << 4, 0x0f);
    }
  }

  png(): Buffer {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(this.width, 0);
    header.writeUInt32BE(this.height, 4);
    header[8] = 4;
    header[9] = 3;
    return Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      chunk('PLTE', Buffer.from(this.#palette.flat())),
      chunk('IDAT', deflateSync(this.#pixels, { level: 1 })),
      chunk('IEND', Buffer.alloc(0)),
    ]);
  }

  #half(at: number, bits: number, kept: number): void {
    this.#pixels[at] = ((this.#pixels[at] ?? 0) & kept) | bits;
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
