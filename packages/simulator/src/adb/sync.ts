import { once } from 'node:events';
import { FileError } from '../phone/files.ts';
import type { FileEntry, PhoneFiles } from '../phone/files.ts';
import { ByteReader } from './byte-queue.ts';
import type { AdbStream } from './stream.ts';
import { listed, listEnd, statV1, statV2, SYNC_DATA_MAX, syncFail, syncHead } from './sync-format.ts';

const LONGEST_PATH = 1024;
const LARGEST_FILE = 1024 * 1024 * 1024;

class SyncError extends Error {
  readonly code = 'sync_protocol';
}

/** `sync:`: push, pull and list. Answers requests until QUIT or until the host closes. */
export async function serveSync(files: PhoneFiles, stream: AdbStream): Promise<void> {
  const session = new SyncSession(files, stream);
  try {
    while (await session.answerOne());
  } catch (error) {
    if (!stream.hungUp.aborted) stream.write(syncFail(error instanceof Error ? error.message : String(error)));
  }
  stream.end();
}

class SyncSession {
  readonly #files: PhoneFiles;
  readonly #stream: AdbStream;
  readonly #reader: ByteReader;

  constructor(files: PhoneFiles, stream: AdbStream) {
    this.#files = files;
    this.#stream = stream;
    this.#reader = new ByteReader(stream.iterator({ destroyOnReturn: false }));
  }

  /** False when the host has no more requests. */
  async answerOne(): Promise<boolean> {
    const head = await this.#reader.read(8);
    if (head === null) return false;
    const id = head.toString('latin1', 0, 4);
    const length = head.readUInt32LE(4);
    if (id === 'QUIT') return false;
    if (length > LONGEST_PATH) throw new SyncError('path too long');
    const path = (await this.#need(length)).toString();
    await this.#answer(id, path);
    return true;
  }

  async #answer(id: string, path: string): Promise<void> {
    switch (id) {
      case 'STAT':
        return this.#write(statV1('STAT', this.#find(path).entry));
      case 'STA2':
      case 'LST2': {
        const { entry, errno } = this.#find(path);
        return this.#write(statV2(id, entry, errno));
      }
      case 'LIST':
        return this.#list(1, path);
      case 'LIS2':
        return this.#list(2, path);
      case 'SEND':
        return this.#receive(path.replace(/,\d+$/, ''), Number(/,(\d+)$/.exec(path)?.[1] ?? 0o644));
      case 'SND2': {
        const setup = await this.#need(12);
        if (setup.readUInt32LE(8) !== 0) throw new SyncError('compression is not supported');
        return this.#receive(path, setup.readUInt32LE(4));
      }
      case 'RCV2': {
        const setup = await this.#need(8);
        if (setup.readUInt32LE(4) !== 0) throw new SyncError('compression is not supported');
        return this.#send(path);
      }
      case 'RECV':
        return this.#send(path);
      default:
        throw new SyncError(`unknown command ${id}`);
    }
  }

  #find(path: string): { entry: FileEntry | null; errno: number } {
    try {
      return { entry: this.#files.stat(path), errno: 0 };
    } catch (error) {
      if (error instanceof FileError) return { entry: null, errno: error.errno };
      throw error;
    }
  }

  async #list(version: 1 | 2, path: string): Promise<void> {
    const { entry } = this.#find(path);
    const names = entry?.kind === 'directory' ? this.#files.list(path) : [];
    const folder = path.endsWith('/') ? path : `${path}/`;
    for (const name of names) await this.#write(listed(version, name, this.#files.stat(folder + name)));
    await this.#write(listEnd(version));
  }

  async #send(path: string): Promise<void> {
    let content: Uint8Array;
    try {
      content = this.#files.read(path);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      return this.#write(syncFail(`open failed: ${error.message}`));
    }
    for (let at = 0; at < content.length; at += SYNC_DATA_MAX) {
      const piece = content.subarray(at, at + SYNC_DATA_MAX);
      await this.#write(Buffer.concat([syncHead('DATA', piece.length), piece]));
    }
    await this.#write(syncHead('DONE', 0));
  }

  /** Takes DATA until DONE, which carries the file's time. A file that may not be is read to its end all the same. */
  async #receive(path: string, mode: number): Promise<void> {
    const pieces: Buffer[] = [];
    let size = 0;
    for (;;) {
      const head = await this.#need(8);
      const id = head.toString('latin1', 0, 4);
      const word = head.readUInt32LE(4);
      if (id === 'DONE') return this.#store(path, Buffer.concat(pieces), { mode, modified: word });
      if (id !== 'DATA' || word > SYNC_DATA_MAX) throw new SyncError('invalid data message');
      size += word;
      if (size > LARGEST_FILE) throw new SyncError('write failed: No space left on device');
      pieces.push(await this.#need(word));
    }
  }

  /** Like adbd, makes the folders above a pushed file (feature fixed_push_mkdir). */
  async #store(path: string, content: Buffer, how: { mode: number; modified: number }): Promise<void> {
    try {
      const folder = path.slice(0, path.lastIndexOf('/'));
      if (folder !== '' && !this.#files.exists(folder)) this.#files.makeDirectory(folder, { parents: true });
      this.#files.write(path, content, how);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      return this.#write(syncFail(`couldn't create file: ${error.message}`));
    }
    return this.#write(syncHead('OKAY', 0));
  }

  async #need(length: number): Promise<Buffer> {
    const bytes = await this.#reader.read(length);
    if (bytes === null) throw new SyncError('the host closed in the middle of a request');
    return bytes;
  }

  async #write(bytes: Buffer): Promise<void> {
    if (!this.#stream.write(bytes)) await once(this.#stream, 'drain', { signal: this.#stream.hungUp });
  }
}
