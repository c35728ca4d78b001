import { SaxesParser } from 'saxes';
import { UiTreeError } from './error.ts';

/**
 * The most a hierarchy may hold. Real ones stay below 200 kB, 60 levels and 1,000 nodes;
 * the caps leave room for tablets and web views, and keep a hostile one from costing memory or the stack.
 */
export const treeLimits = { characters: 8_000_000, depth: 400, nodes: 10_000 } as const;

/** An element's attributes as saxes gives them: an object without a prototype. */
export type Attributes = Readonly<Record<string, string>>;

export interface HierarchyVisitor {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
}

/**
 * Walks a hierarchy's elements, the root included, within {@link treeLimits}. A DOCTYPE is refused, so no entity is ever expanded.
 * @throws UiTreeError; the message holds nothing of the text.
 */
export function readHierarchy(xml: string, visitor: HierarchyVisitor): void {
  if (xml.length > treeLimits.characters) {
    throw new UiTreeError('too_large', `The hierarchy is longer than ${treeLimits.characters} characters.`);
  }
  const text = xml.trim();
  if (text === '') throw new UiTreeError('empty', 'The hierarchy is empty.');
  if (!text.startsWith('<')) throw new UiTreeError('not_a_hierarchy', 'The text is not XML.');

  const parser = new SaxesParser();
  let depth = 0;
  let nodes = 0;
  parser.on('error', () => {
    // The parser's own message may quote the text, so it is not passed on.
    throw new UiTreeError('malformed', `The hierarchy is not well-formed near character ${parser.position}.`);
  });
  parser.on('doctype', () => {
    throw new UiTreeError('unsafe', 'The hierarchy holds a DOCTYPE.');
  });
  parser.on('opentag', (tag) => {
    if (depth === 0 && tag.name !== 'hierarchy') {
      throw new UiTreeError('not_a_hierarchy', 'The XML is not a hierarchy of views.');
    }
    depth += 1;
    nodes += 1;
    if (depth > treeLimits.depth)
      throw new UiTreeError('too_deep', `Views are nested deeper than ${treeLimits.depth}.`);
    if (nodes > treeLimits.nodes) throw new UiTreeError('too_large', `There are more than ${treeLimits.nodes} views.`);
    visitor.open(tag.name, tag.attributes);
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    visitor.close(tag.name);
  });
  parser.write(text).close();
}
