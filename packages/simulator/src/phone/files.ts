import { posix } from 'node:path';

export type FileErrorCode = 'ENOENT' | 'EACCES' | 'EISDIR' | 'ENOTDIR' | 'EEXIST' | 'ENOTEMPTY';

/** errno of Linux, as `sync:` v2 sends it, and the words that Android's tools print. */
const ERRORS: Record<FileErrorCode, { errno: number; words: string }> = {
  ENOENT: { errno: 2, words: 'No such file or directory' },
  EACCES: { errno: 13, words: 'Permission denied' },
  EEXIST: { errno: 17, words: 'File exists' },
  ENOTDIR: { errno: 20, words: 'Not a directory' },
  EISDIR: { errno: 21, words: 'Is a directory' },
  ENOTEMPTY: { errno: 39, words: 'Directory not empty' },
};

export class FileError extends Error {
  readonly code: FileErrorCode;
  readonly errno: number;

  constructor(code: FileErrorCode) {
    super(ERRORS[code].words);
    this.name = 'FileError';
    this.code = code;
    this.errno = ERRORS[code].errno;
  }
}

export interface FileEntry {
  kind: 'file' | 'directory';
  /** With the type bits of Linux: 0o100644, 0o40755. */
  mode: number;
  /** Seconds since 1970, by the phone's clock. */
  modified: number;
  content: Uint8Array;
}

const DIRECTORY_MODE = 0o40771;
const FILE_MODE = 0o100000;
const SYSTEM_DIRECTORIES = [
  '/',
  '/system',
  '/system/bin',
  '/data',
  '/data/local',
  '/data/local/tmp',
  '/dev',
  '/proc',
  '/storage',
];
const SDCARD = '/storage/emulated/0';
const SDCARD_DIRECTORIES = [
  '/storage/emulated',
  SDCARD,
  ...['Android', 'DCIM', 'Download', 'Movies', 'Pictures'].map((name) => `${SDCARD}/${name}`),
];
const WRITABLE = ['/data/local/tmp', SDCARD];
/** /dev/null swallows everything: it is a file whose content stays empty. */
const NULL_DEVICE = '/dev/null';

const PRISTINE: ReadonlyMap<string, FileEntry> = new Map([
  ...[...SYSTEM_DIRECTORIES, ...SDCARD_DIRECTORIES].map((path): [string, FileEntry] => [
    path,
    directory(1_230_768_000),
  ]),
  [NULL_DEVICE, { kind: 'file', mode: 0o20666, modified: 1_230_768_000, content: new Uint8Array() }],
]);

/** What a phone keeps in its file system: the usual folders, of which only two may be written to. */
export class PhoneFiles {
  readonly #entries = new Map<string, FileEntry | null>();
  readonly #nowSeconds: () => number;

  constructor(nowSeconds: () => number) {
    this.#nowSeconds = nowSeconds;
  }

  /** Throws FileError ENOENT. */
  stat(path: string): FileEntry {
    const entry = this.#find(resolvePath(path));
    if (entry === undefined) throw new FileError('ENOENT');
    return entry;
  }

  exists(path: string): boolean {
    return this.#find(resolvePath(path)) !== undefined;
  }

  /** Throws FileError ENOENT or EISDIR. */
  read(path: string): Uint8Array {
    const entry = this.stat(path);
    if (entry.kind === 'directory') throw new FileError('EISDIR');
    return entry.content;
  }

  /** Gives the names in a folder, sorted. Throws FileError ENOENT or ENOTDIR. */
  list(path: string): string[] {
    const folder = resolvePath(path);
    if (this.stat(folder).kind !== 'directory') throw new FileError('ENOTDIR');
    const names = new Set<string>();
    for (const known of [...PRISTINE.keys(), ...this.#entries.keys()]) {
      if (known !== '/' && posix.dirname(known) === folder && this.#find(known) !== undefined)
        names.add(posix.basename(known));
    }
    return [...names].sort();
  }

  /** Puts a whole file in place. Throws FileError EACCES, EISDIR or ENOENT (no such folder). */
  write(path: string, content: Uint8Array, { mode = 0o644, modified = this.#nowSeconds() } = {}): void {
    const file = resolvePath(path);
    if (file === NULL_DEVICE) return;
    this.#requireWritable(file);
    if (this.#find(file)?.kind === 'directory') throw new FileError('EISDIR');
    if (this.#find(posix.dirname(file))?.kind !== 'directory') throw new FileError('ENOENT');
    this.#entries.set(file, { kind: 'file', mode: FILE_MODE | (mode & 0o777), modified, content });
  }

  /** Makes a folder; with `parents` also those above it. Throws FileError EACCES, EEXIST or ENOENT. */
  makeDirectory(path: string, { parents = false } = {}): void {
    const folder = resolvePath(path);
    const present = this.#find(folder);
    if (present?.kind === 'directory' && parents) return;
    if (present !== undefined) throw new FileError('EEXIST');
    this.#requireWritable(folder);
    const above = posix.dirname(folder);
    if (parents) this.makeDirectory(above, { parents });
    if (this.#find(above)?.kind !== 'directory') throw new FileError('ENOENT');
    this.#entries.set(folder, directory(this.#nowSeconds()));
  }

  /** Throws FileError ENOENT, EACCES or, for a folder that is not to go with all it holds, EISDIR. */
  remove(path: string, { recursive = false } = {}): void {
    const target = resolvePath(path);
    const entry = this.stat(target);
    this.#requireWritable(target);
    if (entry.kind === 'directory' && !recursive) throw new FileError('EISDIR');
    for (const known of [...PRISTINE.keys(), ...this.#entries.keys()]) {
      if (known !== target && !known.startsWith(`${target}/`)) continue;
      if (PRISTINE.has(known)) this.#entries.set(known, null);
      else this.#entries.delete(known);
    }
  }

  setMode(path: string, mode: number): void {
    const target = resolvePath(path);
    const entry = this.stat(target);
    this.#requireWritable(target);
    this.#entries.set(target, { ...entry, mode: (entry.mode & ~0o777) | (mode & 0o777) });
  }

  #find(path: string): FileEntry | undefined {
    const own = this.#entries.get(path);
    if (own === null) return undefined;
    return own ?? PRISTINE.get(path);
  }

  #requireWritable(path: string): void {
    if (!WRITABLE.some((folder) => path.startsWith(`${folder}/`))) throw new FileError('EACCES');
  }
}

/** Gives the one name of a path: absolute, without `..`, and with /sdcard (a link on every phone) followed. */
export function resolvePath(path: string): string {
  const plain = posix.resolve('/', path);
  const whole = plain.length > 1 && plain.endsWith('/') ? plain.slice(0, -1) : plain;
  for (const link of ['/sdcard', '/mnt/sdcard', '/storage/self/primary']) {
    if (whole === link || whole.startsWith(`${link}/`)) return SDCARD + whole.slice(link.length);
  }
  return whole;
}

function directory(modified: number): FileEntry {
  return { kind: 'directory', mode: DIRECTORY_MODE, modified, content: new Uint8Array() };
}
