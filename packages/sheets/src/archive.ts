import { crc32 } from 'node:zlib';
import { fromBufferPromise, openPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { damaged, SheetFault } from './fault.ts';
import { LARGEST_RATIO, SMALL_WORKBOOK } from './limits.ts';
import type { ReadLimits } from './limits.ts';
import { unsafeXml } from './xml.ts';

const OPTIONS = { autoClose: false, decodeStrings: false, lazyEntries: true } as const;
const XML_PART = /\.(?:xml|rels|vml)$/u;

/** A zip archive of which nothing is believed: names are only keys, sizes are counted, checksums are checked. */
export class Archive implements AsyncDisposable {
  readonly #zip: ZipFile;
  readonly #parts: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, parts: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#parts = parts;
  }

  /** Opens the archive and walks all of it once. Throws SheetFault `damaged`, `too_large` or `unsafe_xml`. */
  static async open(source: string | Buffer, limits: ReadLimits): Promise<Archive> {
    const zip = await openZip(source);
    const parts = new Map<string, Entry>();
    const archive = new Archive(zip, parts);
    try {
      if (zip.entryCount > limits.parts) throw new SheetFault('too_large', 'The workbook has too many parts.');
      for await (const entry of zip.eachEntry()) parts.set(partKey(entry.fileNameRaw.toString('utf8')), entry);
      await archive.#inspect(limits);
      return archive;
    } catch (error) {
      await archive[Symbol.asyncDispose]();
      throw damaged(error);
    }
  }

  has(name: string): boolean {
    return this.#parts.has(partKey(name));
  }

  /** The first bytes of a part as text; `''` if there is none. */
  async head(name: string): Promise<string> {
    if (!this.has(name)) return '';
    for await (const chunk of this.chunks(name)) return chunk.toString('latin1');
    return '';
  }

  /** The inflated bytes of a part. Throws SheetFault `damaged`, also when there is no such part. */
  async *chunks(name: string): AsyncGenerator<Buffer> {
    const entry = this.#parts.get(partKey(name));
    if (entry === undefined) throw new SheetFault('damaged', 'The workbook lacks a part that it refers to.');
    try {
      yield* (await this.#zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>;
    } catch (error) {
      throw damaged(error);
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#zip.close();
    return Promise.resolve();
  }

  /** Counts what every part really inflates to, compares checksums, and refuses a DOCTYPE wherever it stands. */
  async #inspect(limits: ReadLimits): Promise<void> {
    let total = 0;
    for (const [name, entry] of this.#parts) {
      const doctype = XML_PART.test(name) ? new DoctypeSearch() : null;
      let checksum = 0;
      for await (const chunk of this.chunks(name)) {
        total += chunk.length;
        const bomb = total > SMALL_WORKBOOK && total > LARGEST_RATIO * this.#zip.fileSize;
        if (bomb || total > limits.inflatedBytes) {
          throw new SheetFault('too_large', 'The workbook unpacks to far more than a sheet of accounts can need.');
        }
        checksum = crc32(chunk, checksum);
        if (doctype?.foundIn(chunk) === true) throw unsafeXml();
      }
      if (checksum !== entry.crc32) throw new SheetFault('damaged', 'A part of the workbook has a wrong checksum.');
    }
  }
}

async function openZip(source: string | Buffer): Promise<ZipFile> {
  try {
    return await (typeof source === 'string' ? openPromise(source, OPTIONS) : fromBufferPromise(source, OPTIONS));
  } catch (error) {
    throw damaged(error);
  }
}

/** Names of parts are equal in any case (ECMA-376 part 2, 6.2.2); some producers write them with `\`. */
function partKey(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\//u, '').toLowerCase();
}

const DOCTYPE = '<!DOCTYPE';
const MARKS = [Buffer.from(DOCTYPE), Buffer.from(DOCTYPE, 'utf16le'), Buffer.from(DOCTYPE, 'utf16le').swap16()];
const OVERLAP = 2 * DOCTYPE.length - 1;

/** Looks for a DOCTYPE in the encodings an XML part may have, also across the border of two chunks. */
class DoctypeSearch {
  #tail = Buffer.alloc(0);

  foundIn(chunk: Buffer): boolean {
    const border = Buffer.concat([this.#tail, chunk.subarray(0, OVERLAP)]);
    this.#tail = Buffer.concat([this.#tail, chunk.subarray(-OVERLAP)]).subarray(-OVERLAP);
    return MARKS.some((mark) => border.includes(mark) || chunk.includes(mark));
  }
}
