import * as fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { XmlScanner, XmlSyntaxError } from './xml-scanner.ts';

type Event = readonly ['open', string, Record<string, string>] | readonly ['text', string] | readonly ['close', string];

/** What a scanner says about a document cut in pieces; neighbouring texts are one. */
function scan(xml: string, cuts: readonly number[] = []): Event[] {
  const events: Event[] = [];
  const scanner = new XmlScanner(collector(events), { deepest: 64 });
  const borders = [0, ...cuts.map((cut) => cut % (xml.length + 1)).toSorted((a, b) => a - b), xml.length];
  for (const [index, border] of borders.entries()) scanner.write(xml.slice(borders[index - 1] ?? 0, border));
  scanner.end();
  return events;
}

function collector(events: Event[]) {
  return {
    open: (name: string, attributes: Readonly<Record<string, string>>) =>
      void events.push(['open', name, { ...attributes }]),
    text(text: string) {
      const last = events.at(-1);
      if (last?.[0] === 'text') events[events.length - 1] = ['text', last[1] + text];
      else if (text !== '') events.push(['text', text]);
    },
    close: (name: string) => void events.push(['close', name]),
  };
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The same from a full XML parser. */
function parse(xml: string): Event[] {
  const events: Event[] = [];
  const handler = collector(events);
  const parser = new SaxesParser({ xmlns: false });
  let depth = 0;
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    handler.open(local(name), attributes);
  });
  parser.on('text', (text) => (depth > 0 ? handler.text(text) : undefined));
  parser.on('cdata', (text) => handler.text(text));
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    handler.close(local(name));
  });
  parser.write(xml).close();
  return events;
}

const name = fc.constantFrom('a', 'row', 'x:c', 'si', 'v1', 'Ж');
const space = fc.constantFrom(' ', '\n ', '\t', '\r\n');
const piece = fc.constantFrom(
  'a',
  ' ',
  '&amp;',
  '&lt;',
  '&#x1F600;',
  '&#65;',
  '😀',
  '>',
  "'",
  '\r\n',
  '\r',
  '\n',
  '\t',
  'é',
  '/',
  '=',
);
const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
const attribute = fc.tuple(space, fc.constantFrom('=', ' = '), text, fc.boolean()).map(
  ([before, equals, value, double]) =>
    (key: string) =>
      double ? `${before}${key}${equals}"${value}"` : `${before}${key}${equals}'${value.replaceAll("'", '')}'`,
);
const attributes = fc
  .array(attribute, { maxLength: 3 })
  .map((list) => list.map((make, index) => make(`k${index}`)).join(''));
const aside = fc.constantFrom('<!-- <x> -- -->'.replace(' -- ', ' '), '<?pi a > b?>', '<![CDATA[<&]] >\r\n]]>');
const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
  content: fc
    .array(fc.oneof({ depthSize: 'small' }, text, aside, tie('element')), { maxLength: 4 })
    .map((list) => list.join('')),
  element: fc.oneof(
    fc.tuple(name, attributes).map(([tag, list]) => `<${tag}${list}/>`),
    fc.tuple(name, attributes, tie('content')).map(([tag, list, content]) => `<${tag}${list} >${content}</${tag} >`),
  ),
}));
const document = element.map((root) => `<?xml version="1.0"?>\n<!-- c -->${root}\n`);

test('well-formed documents read as a full parser reads them, however they are cut', () => {
  fc.assert(
    fc.property(document, fc.array(fc.nat(), { maxLength: 8 }), (xml, cuts) => {
      expect(scan(xml, cuts)).toEqual(parse(xml));
    }),
    { numRuns: 500 },
  );
});

test.each([
  '',
  'text',
  '<a>',
  '<a></b>',
  '<a><b></a></b>',
  '<a/><b/>',
  '<a/>text',
  '<a b=c/>',
  '<a b="<"/>',
  '<a b/>',
  '<a b="1" c=/>',
  '</a>',
  '< a/>',
  '<a>&unknown;</a>',
  '<a>&#x110000;</a>',
  '<a>&amp</a>',
  '<a',
  '<a><!ELEMENT b></a>',
])('malformed: %s', (xml) => expect(() => scan(xml)).toThrow(XmlSyntaxError));

test('a document type is refused, also when it comes in pieces', () => {
  const xml = '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>';
  for (let cut = 0; cut < xml.length; cut += 1) {
    expect(() => scan(xml, [cut])).toThrow(expect.objectContaining({ code: 'doctype' }));
  }
});

test('elements nested deeper than allowed are refused', () => {
  expect(() => scan('<a>'.repeat(100))).toThrow(XmlSyntaxError);
});
