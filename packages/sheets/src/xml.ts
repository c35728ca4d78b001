import { damaged, SheetFault } from './fault.ts';
import { DEEPEST_ELEMENT, LARGEST_TOKEN } from './limits.ts';
import { XmlScanner, XmlSyntaxError } from './xml-scanner.ts';
import type { Attributes, XmlHandler } from './xml-scanner.ts';

/**
 * Reads a part in one pass, yielding after each chunk so that a caller can take what the handler has collected.
 * Throws SheetFault: `damaged` when it is not well formed, `unsafe_xml` for a DOCTYPE, `too_large` for a huge token.
 */
export async function* parseXml(chunks: AsyncIterable<Buffer>, handler: XmlHandler): AsyncGenerator<void> {
  const scanner = new XmlScanner(handler, { deepest: DEEPEST_ELEMENT });
  let decoder: TextDecoder | undefined;
  try {
    for await (const chunk of chunks) {
      decoder ??= decoderFor(chunk);
      scanner.write(decoder.decode(chunk, { stream: true }));
      if (scanner.pending > LARGEST_TOKEN) {
        throw new SheetFault('too_large', 'The workbook holds a cell of more than a million characters.');
      }
      yield;
    }
    scanner.write(decoder?.decode() ?? '');
    scanner.end();
    yield;
  } catch (error) {
    if (error instanceof XmlSyntaxError && error.code === 'doctype') throw unsafeXml();
    throw damaged(error);
  }
}

/** Reads a small part whole. */
export async function readXml(chunks: AsyncIterable<Buffer>, handler: XmlHandler): Promise<void> {
  for await (const _ of parseXml(chunks, handler));
}

/** A document type can make a small file grow without end, or read other files: no workbook needs one. */
export function unsafeXml(): SheetFault {
  return new SheetFault('unsafe_xml', 'The workbook holds a document type declaration, which no sheet needs.');
}

/** The value of an attribute that carries a prefix, as `r:id` does: the prefix is the file's own choice. */
export function prefixedAttribute(attributes: Attributes, name: string): string | undefined {
  const key = Object.keys(attributes).find((key) => key.endsWith(`:${name}`));
  return key === undefined ? undefined : attributes[key];
}

/** XML parts are UTF-8 or UTF-16 (ECMA-376 part 2, 6.1.4); bytes that are neither are an error, never replaced. */
function decoderFor(start: Buffer): TextDecoder {
  const mark = start.subarray(0, 2).toString('latin1');
  if (mark === '\xFF\xFE' || mark === '<\0') return new TextDecoder('utf-16le', { fatal: true });
  if (mark === '\xFE\xFF' || mark === '\0<') return new TextDecoder('utf-16be', { fatal: true });
  return new TextDecoder('utf-8', { fatal: true });
}
