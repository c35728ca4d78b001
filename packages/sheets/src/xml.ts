import { SaxesParser } from 'saxes';
import { damaged, SheetFault } from './fault.ts';
import { DEEPEST_ELEMENT, LARGEST_TOKEN } from './limits.ts';

export type Attributes = Readonly<Record<string, string>>;

/** Receives a part element by element; names come without their prefix. */
export interface XmlHandler {
  open(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

/**
 * Reads a part in one pass, yielding after each chunk so that a caller can take what the handler has collected.
 * Throws SheetFault: `damaged` when it is not well formed, `unsafe_xml` for a DOCTYPE, `too_large` for a huge element.
 */
export async function* parseXml(chunks: AsyncIterable<Buffer>, handler: XmlHandler): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let depth = 0;
  let quietSince = 0;
  let length = 0;
  parser.on('doctype', () => {
    throw new SheetFault('unsafe_xml', 'The workbook holds a document type declaration, which no sheet needs.');
  });
  parser.on('opentag', (tag) => {
    quietSince = length;
    depth += 1;
    if (depth > DEEPEST_ELEMENT) throw new SheetFault('damaged', 'The workbook nests its elements too deep.');
    handler.open(localName(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    quietSince = length;
    depth -= 1;
    handler.close?.(localName(tag.name));
  });
  const onText = handler.text?.bind(handler);
  if (onText !== undefined) {
    parser.on('text', onText);
    parser.on('cdata', onText);
  }
  let decoder: TextDecoder | undefined;
  try {
    for await (const chunk of chunks) {
      decoder ??= decoderFor(chunk);
      const text = decoder.decode(chunk, { stream: true });
      length += text.length;
      parser.write(text);
      if (length - quietSince > LARGEST_TOKEN) {
        throw new SheetFault('too_large', 'The workbook holds a cell of more than a million characters.');
      }
      yield;
    }
    parser.write(decoder?.decode() ?? '').close();
    yield;
  } catch (error) {
    throw damaged(error);
  }
}

/** Reads a small part whole. */
export async function readXml(chunks: AsyncIterable<Buffer>, handler: XmlHandler): Promise<void> {
  for await (const _ of parseXml(chunks, handler));
}

/** The value of an attribute that carries a prefix, as `r:id` does: the prefix is the file's own choice. */
export function prefixedAttribute(attributes: Attributes, name: string): string | undefined {
  const key = Object.keys(attributes).find((key) => key.endsWith(`:${name}`));
  return key === undefined ? undefined : attributes[key];
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** XML parts are UTF-8 or UTF-16 (ECMA-376 part 2, 6.1.4); bytes that are neither are an error, never replaced. */
function decoderFor(start: Buffer): TextDecoder {
  const mark = start.subarray(0, 2).toString('latin1');
  const encoding =
    mark === '\xFF\xFE' || mark === '<\0' ? 'utf-16le' : mark === '\xFE\xFF' || mark === '\0<' ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding, { fatal: true });
}
