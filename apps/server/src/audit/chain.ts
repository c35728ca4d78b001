import { createHash } from 'node:crypto';

/** One line of the record, before it is chained. `what` never holds a secret. */
export interface Entry {
  readonly id: number;
  readonly at: Date;
  readonly who: string;
  readonly act: string;
  readonly what: string;
}

export interface ChainedEntry extends Entry {
  readonly previous: Uint8Array;
  readonly hash: Uint8Array;
}

/** What the first entry is chained to. */
export const START: Uint8Array = new Uint8Array(0);

/** SHA-256 over the hash before and every field, each with its length, so that nothing can be shifted between fields. */
export function chainHash(entry: Entry, previous: Uint8Array): Buffer {
  const hash = createHash('sha256');
  const fields = [String(entry.id), entry.at.toISOString(), entry.who, entry.act, entry.what];
  for (const part of [previous, ...fields.map((field) => Buffer.from(field, 'utf8'))]) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    hash.update(length).update(part);
  }
  return hash.digest();
}

export type Verdict =
  | { readonly whole: true; readonly entries: number }
  | { readonly whole: false; readonly brokenAt: number; readonly why: 'gap' | 'changed' };

/** Follows entries in order of id from the first. Says where the first gap or changed entry is. */
export class ChainCheck {
  #expectedId = 1;
  #previous: Uint8Array = START;
  #broken: Verdict | null = null;

  add(entry: ChainedEntry): void {
    if (this.#broken !== null) return;
    if (entry.id !== this.#expectedId) {
      this.#broken = { whole: false, brokenAt: this.#expectedId, why: 'gap' };
      return;
    }
    const linked = Buffer.compare(entry.previous, this.#previous) === 0;
    if (!linked || Buffer.compare(entry.hash, chainHash(entry, this.#previous)) !== 0) {
      this.#broken = { whole: false, brokenAt: entry.id, why: 'changed' };
      return;
    }
    this.#expectedId++;
    this.#previous = entry.hash;
  }

  verdict(): Verdict {
    return this.#broken ?? { whole: true, entries: this.#expectedId - 1 };
  }
}
