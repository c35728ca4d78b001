export type TerminalEvent =
  { kind: 'echo'; text: string } | { kind: 'line'; line: string } | { kind: 'interrupt' } | { kind: 'end' };

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const BACKSPACES = ['\u007f', '\b'];

/** The line discipline of a terminal: keys in, what is shown and whole lines out. */
export class LineEditor {
  readonly #decoder = new TextDecoder();
  #line = '';

  feed(chunk: Uint8Array): TerminalEvent[] {
    return Array.from(this.#decoder.decode(chunk, { stream: true }), (key) => this.#key(key));
  }

  #key(key: string): TerminalEvent {
    if (key === '\r' || key === '\n') {
      const line = this.#line;
      this.#line = '';
      return { kind: 'line', line };
    }
    if (key === CTRL_C) {
      this.#line = '';
      return { kind: 'interrupt' };
    }
    if (key === CTRL_D && this.#line === '') return { kind: 'end' };
    if (BACKSPACES.includes(key)) {
      const had = this.#line !== '';
      this.#line = this.#line.slice(0, -1);
      return { kind: 'echo', text: had ? '\b \b' : '' };
    }
    this.#line += key;
    return { kind: 'echo', text: key };
  }
}

/** What a terminal driver makes of a program's output. */
export function toTerminal(chunk: Uint8Array | string): string | Uint8Array {
  const bytes = Buffer.from(chunk);
  return bytes.includes(0x0a) ? Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1') : bytes;
}
