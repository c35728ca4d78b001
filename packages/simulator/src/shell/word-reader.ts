import { ShellSyntaxError } from './syntax.ts';
import type { Script, Word, WordPart } from './syntax.ts';

const ENDS_WORD = new Set([' ', '\t', '\n', ';', '&', '|', '<', '>', '(', ')']);
const VARIABLE = /^(?:\{([A-Za-z_]\w*|[?$#@*0-9])\}|([A-Za-z_]\w*|[?$#@*0-9]))/;

/** Walks through shell text, reading words with their quotes, variables and substitutions. */
export class WordReader {
  readonly #text: string;
  readonly #parseInner: (text: string) => Script;
  #at = 0;

  constructor(text: string, parseInner: (text: string) => Script) {
    this.#text = text;
    this.#parseInner = parseInner;
  }

  get ended(): boolean {
    return this.#at >= this.#text.length;
  }

  rest(length: number): string {
    return this.#text.slice(this.#at, this.#at + length);
  }

  peek(token: string): boolean {
    return this.#text.startsWith(token, this.#at);
  }

  take(token: string): boolean {
    if (!this.peek(token)) return false;
    this.#at += token.length;
    return true;
  }

  /** Takes `!` or `{`, which are words of their own. */
  takeReserved(word: string): boolean {
    const after = this.#text[this.#at + word.length];
    if (!this.peek(word) || after === undefined || !/\s/.test(after)) return false;
    this.#at += word.length;
    return true;
  }

  match(pattern: RegExp): RegExpExecArray | null {
    const found = pattern.exec(this.#text.slice(this.#at));
    if (found !== null) this.#at += found[0].length;
    return found;
  }

  /** Skips blanks, joined lines and a comment, but not a line's end. */
  skipBlanks(): void {
    for (;;) {
      if (this.take(' ') || this.take('\t') || this.take('\r') || this.take('\\\n')) continue;
      if (this.peek('#') && (this.#at === 0 || /\s|;/.test(this.#text[this.#at - 1] ?? ''))) this.match(/^[^\n]*/);
      return;
    }
  }

  /** Gives the word that begins here, or null where none does. Throws ShellSyntaxError for an open quote. */
  word(): Word | null {
    const parts: WordPart[] = [];
    const begin = this.#at;
    while (!this.ended && !ENDS_WORD.has(this.rest(1))) {
      if (this.take("'")) parts.push({ kind: 'text', text: this.#until("'"), quoted: true });
      else if (this.take('"')) this.#doubleQuoted(parts);
      else if (this.take('\\')) parts.push({ kind: 'text', text: this.#next(), quoted: true });
      else if (this.peek('$') || this.peek('`')) this.#expansion(parts, false);
      else parts.push({ kind: 'text', text: this.#next(), quoted: false });
    }
    return this.#at === begin ? null : joinTexts(parts);
  }

  #doubleQuoted(parts: WordPart[]): void {
    parts.push({ kind: 'text', text: '', quoted: true });
    while (!this.take('"')) {
      if (this.ended) throw new ShellSyntaxError('"');
      if (this.peek('$') || this.peek('`')) this.#expansion(parts, true);
      else parts.push({ kind: 'text', text: this.#quotedCharacter(), quoted: true });
    }
  }

  #quotedCharacter(): string {
    if (this.take('\\\n')) return '';
    return this.match(/^\\([$`"\\])/)?.[1] ?? this.#next();
  }

  #expansion(parts: WordPart[], quoted: boolean): void {
    if (this.take('`')) {
      parts.push({ kind: 'substitution', body: this.#parseInner(this.#until('`')), quoted });
      return;
    }
    this.take('$');
    if (this.take('(')) {
      parts.push({ kind: 'substitution', body: this.#parseInner(this.#untilBalanced()), quoted });
      return;
    }
    const found = this.match(VARIABLE);
    if (found === null) parts.push({ kind: 'text', text: '$', quoted });
    else parts.push({ kind: 'variable', name: found[1] ?? found[2] ?? '', quoted });
  }

  #until(mark: string): string {
    const end = this.#text.indexOf(mark, this.#at);
    if (end === -1) throw new ShellSyntaxError(mark);
    const inner = this.#text.slice(this.#at, end);
    this.#at = end + mark.length;
    return inner;
  }

  /** Reads to the `)` that closes, past quoted ones and pairs. */
  #untilBalanced(): string {
    const begin = this.#at;
    for (let open = 1; open > 0;) {
      if (this.ended) throw new ShellSyntaxError(')');
      if (this.take("'")) this.#until("'");
      else if (this.take('"')) this.match(/^(?:[^"\\]|\\.)*"/s);
      else if (this.take('(')) open += 1;
      else if (this.take(')')) open -= 1;
      else this.#next();
    }
    return this.#text.slice(begin, this.#at - 1);
  }

  #next(): string {
    if (this.ended) return '';
    const character = String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0);
    this.#at = Math.min(this.#text.length, this.#at + character.length);
    return character;
  }
}

function joinTexts(parts: readonly WordPart[]): Word {
  const joined: WordPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.kind === 'text' && last?.kind === 'text' && last.quoted === part.quoted) {
      joined[joined.length - 1] = { ...last, text: last.text + part.text };
    } else joined.push(part);
  }
  return joined;
}
