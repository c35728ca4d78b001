export type Attributes = Readonly<Record<string, string>>;

/** Receives a document element by element; names come without their prefix. */
export interface XmlHandler {
  open(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** The text is not well-formed XML, or holds a document type declaration. */
export class XmlSyntaxError extends Error {
  readonly code: 'malformed' | 'doctype';

  constructor(code: 'malformed' | 'doctype', message: string) {
    super(message);
    this.name = 'XmlSyntaxError';
    this.code = code;
  }
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

const NONE: Attributes = Object.freeze({});

/**
 * Reads XML 1.0 piece by piece and tells a handler what it finds: elements, and text with entities and line ends
 * resolved. It knows no document types, refuses them, and holds no more than the token it is in. A worksheet of
 * 100,000 rows has some 5 million tags, and a full parser spends twice as long on them (README, "Measured").
 */
export class XmlScanner {
  readonly #handler: XmlHandler;
  readonly #deepest: number;
  readonly #open: string[] = [];
  #rest = '';
  #seenRoot = false;

  constructor(handler: XmlHandler, { deepest }: { readonly deepest: number }) {
    this.#handler = handler;
    this.#deepest = deepest;
  }

  /** Characters of the token that is not complete yet. */
  get pending(): number {
    return this.#rest.length;
  }

  /** Takes the next piece. Throws XmlSyntaxError. */
  write(piece: string): void {
    const input = this.#rest + piece;
    let at = 0;
    for (;;) {
      const tag = input.indexOf('<', at);
      if (tag < 0) break;
      if (tag > at) this.#text(input.slice(at, tag));
      at = tag;
      const next = this.#markup(input, tag);
      if (next < 0) break;
      at = next;
    }
    this.#rest = input.slice(at);
  }

  /** Takes that there is no more. Throws XmlSyntaxError when the document is not complete. */
  end(): void {
    if (this.#rest.trim() !== '' || this.#open.length > 0 || !this.#seenRoot) throw malformed('it ends too early');
  }

  /** Reads the markup that begins at `start`; gives where it ends, or -1 while its end is still to come. */
  #markup(input: string, start: number): number {
    switch (input.charCodeAt(start + 1)) {
      case SLASH:
        return this.#closingTag(input, start + 2);
      case QUESTION_MARK:
        return after(input, '?>', start + 2);
      case EXCLAMATION_MARK:
        return this.#declaration(input, start);
      default:
        return this.#openingTag(input, start + 1);
    }
  }

  #closingTag(input: string, start: number): number {
    const name = this.#open.at(-1) ?? '';
    const end = input.indexOf('>', start);
    if (end < 0) return -1;
    const asOpened =
      input.startsWith(name, start) && (end === start + name.length || isSpaceOnly(input, start + name.length, end));
    if (name === '' || !asOpened) throw malformed('elements overlap');
    this.#closeElement();
    return end + 1;
  }

  #openingTag(input: string, start: number): number {
    const nameEnd = wordEnd(input, start);
    const name = input.slice(start, nameEnd);
    let attributes: Record<string, string> | undefined;
    for (let at = skipSpace(input, nameEnd); at < input.length; at = skipSpace(input, at)) {
      const code = input.charCodeAt(at);
      if (code === GREATER || code === SLASH) {
        if (code === SLASH && at + 1 === input.length) return -1;
        if (name === '' || (code === SLASH && input.charCodeAt(at + 1) !== GREATER))
          throw malformed('a tag is malformed');
        this.#openElement(name, attributes ?? NONE);
        if (code === GREATER) return at + 1;
        this.#closeElement();
        return at + 2;
      }
      const keyEnd = wordEnd(input, at);
      const equals = skipSpace(input, keyEnd);
      const quoteAt = skipSpace(input, equals + 1);
      if (quoteAt >= input.length) return -1;
      const quote = input.charAt(quoteAt);
      if (keyEnd === at || input.charCodeAt(equals) !== EQUALS || (quote !== '"' && quote !== "'"))
        throw malformed('an attribute is malformed');
      const end = input.indexOf(quote, quoteAt + 1);
      if (end < 0) return -1;
      attributes ??= {};
      attributes[input.slice(at, keyEnd)] = attributeValue(input.slice(quoteAt + 1, end));
      at = end + 1;
    }
    return -1;
  }

  #declaration(input: string, start: number): number {
    if (input.startsWith('<!--', start)) return after(input, '-->', start + 4);
    if (input.startsWith('<![CDATA[', start)) {
      const end = after(input, ']]>', start + 9);
      if (end > 0) this.#handler.text?.(lineEnds(input.slice(start + 9, end - 3)));
      return end;
    }
    if (input.startsWith('<!DOCTYPE', start)) throw new XmlSyntaxError('doctype', 'a document type declaration');
    if (input.length - start >= '<![CDATA['.length) throw malformed('an unknown declaration');
    return -1;
  }

  #openElement(name: string, attributes: Attributes): void {
    if (this.#open.length === 0 && this.#seenRoot) throw malformed('there are two roots');
    this.#seenRoot = true;
    if (this.#open.push(name) > this.#deepest) throw malformed('elements are nested too deep');
    this.#handler.open(localName(name), attributes);
  }

  #closeElement(): void {
    const name = this.#open.pop() ?? '';
    this.#handler.close?.(localName(name));
  }

  #text(raw: string): void {
    if (this.#open.length > 0) this.#handler.text?.(resolve(lineEnds(raw)));
    else if (raw.trim() !== '') throw malformed('text stands outside of the root');
  }
}

const SPACE = 0x20;
const QUOTE = 0x22;
const EXCLAMATION_MARK = 0x21;
const AMPERSAND = 0x26;
const SLASH = 0x2f;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const QUESTION_MARK = 0x3f;

/** White space is #x20, #x9, #xD and #xA; no other character below the space may stand in a document. */
function skipSpace(input: string, from: number): number {
  let at = from;
  while (at < input.length && input.charCodeAt(at) <= SPACE) at += 1;
  return at;
}

function isSpaceOnly(input: string, from: number, to: number): boolean {
  return skipSpace(input, from) >= to;
}

/** Where a name ends that begins at `from`. */
function wordEnd(input: string, from: number): number {
  let at = from;
  for (; at < input.length; at += 1) {
    const code = input.charCodeAt(at);
    if (code <= SPACE || code === EQUALS || code === GREATER || code === SLASH || code === QUOTE || code === LESS)
      break;
  }
  return at;
}

/** Where the text after `mark` begins, or -1. */
function after(input: string, mark: string, from: number): number {
  const at = input.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}

/** XML 1.0, 3.3.3: white space in a value is a space unless it is written as a reference. */
function attributeValue(raw: string): string {
  let plain = true;
  for (let at = 0; at < raw.length && plain; at += 1) {
    const code = raw.charCodeAt(at);
    plain = code >= SPACE && code !== AMPERSAND && code !== LESS;
  }
  if (plain) return raw;
  if (raw.includes('<')) throw malformed('a tag stands inside an attribute');
  return resolve(raw.replace(/\r\n|[\t\r\n]/gu, ' '));
}

/** XML 1.0, 2.11: a line ends in LF, whatever the file has. */
function lineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/gu, '\n') : text;
}

function resolve(text: string): string {
  return text.includes('&') ? text.replace(/&(?:([^;&]*);)?/gu, (_, name = '') => entity(name)) : text;
}

function entity(name: string): string {
  const code = /^#(?:x([0-9A-Fa-f]+)|(\d+))$/u.exec(name);
  const known =
    code === null ? ENTITIES.get(name) : character(Number.parseInt(code[1] ?? code[2] ?? '', code[1] ? 16 : 10));
  if (known === undefined) throw malformed('an unknown entity');
  return known;
}

function character(code: number): string | undefined {
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

function malformed(what: string): XmlSyntaxError {
  return new XmlSyntaxError('malformed', what);
}
