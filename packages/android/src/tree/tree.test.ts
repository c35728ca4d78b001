import * as fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedPath } from '../../../../tests/fixtures/shared.ts';
import { center, find, findAll, parseUiTree, redactTree, treeLimits, UiTreeError, walk, type UiNode } from './index.ts';

const node = (attributes: string, inside = '') => `<node ${attributes}>${inside}</node>`;
const hierarchy = (inside: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><hierarchy rotation="0">${inside}</hierarchy>`;

function codeOf(xml: string, read: (xml: string) => unknown = parseUiTree): string {
  try {
    read(xml);
  } catch (error) {
    if (error instanceof UiTreeError) return error.code;
    throw error;
  }
  return 'read';
}

describe('parseUiTree', () => {
  it('reads both dialects as the same tree', () => {
    const attributes =
      'class="android.widget.Button" package="com.a" text="Log in" clickable="true" bounds="[0,10][20,30]"';
    const plain = parseUiTree(hierarchy(`<node ${attributes}/>`));
    const appium = parseUiTree(hierarchy(`<android.widget.Button ${attributes} displayed="true"/>`));
    expect(appium).toEqual(plain);
    expect(plain.roots[0]).toMatchObject({
      className: 'android.widget.Button',
      text: 'Log in',
      clickable: true,
      enabled: true,
      bounds: { left: 0, top: 10, right: 20, bottom: 30 },
    });
  });

  it('takes an element without a class by its own name', () => {
    expect(parseUiTree(hierarchy('<android.view.View text="a"/>')).roots[0]?.className).toBe('android.view.View');
  });

  it('reads emoji, entities of XML itself, line breaks and right-to-left text as they are', () => {
    const tree = parseUiTree(hierarchy(node('text="&#x1F600; 😀 &amp;&lt; &#10;שלום"')));
    expect(tree.roots[0]?.text).toBe('😀 😀 &< \nשלום');
  });

  it('keeps attributes and elements named like parts of JavaScript out of objects', () => {
    const tree = parseUiTree(hierarchy('<__proto__ __proto__="x" constructor="y" text="z"/>'));
    expect(tree.roots[0]).toMatchObject({ className: '__proto__', text: 'z' });
    expect(Object.getPrototypeOf(tree.roots[0])).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('takes an unreadable rectangle as an empty one', () => {
    const odd = parseUiTree(hierarchy(node('bounds="[1,2][x,4]"') + node('')));
    expect(odd.roots.map((root) => root.bounds)).toEqual([
      { left: 0, top: 0, right: 0, bottom: 0 },
      { left: 0, top: 0, right: 0, bottom: 0 },
    ]);
  });

  it.each([
    ['empty', ''],
    ['empty', ' \n\t'],
    ['empty', hierarchy('')],
    ['not_a_hierarchy', 'ERROR: could not get idle state.'],
    ['not_a_hierarchy', '<html><body/></html>'],
    ['malformed', '<hierarchy><node></hierarchy>'],
    ['malformed', '<hierarchy><node text="a"'],
    ['malformed', hierarchy('<node/>') + '</hierarchy>'],
    ['malformed', hierarchy(node('text="&bomb;"'))],
    ['malformed', hierarchy(node('text="\u0000"'))],
    ['malformed', hierarchy(node('text="a" text="b"'))],
    ['unsafe', '<!DOCTYPE hierarchy [<!ENTITY a "b">]><hierarchy><node text="&a;"/></hierarchy>'],
    ['unsafe', '<!DOCTYPE hierarchy SYSTEM "file:///etc/passwd"><hierarchy><node/></hierarchy>'],
    ['too_deep', hierarchy('<node>'.repeat(20_000) + '</node>'.repeat(20_000))],
    ['too_large', hierarchy('<node/>'.repeat(treeLimits.nodes + 1))],
    ['too_large', hierarchy(node(`text="${'x'.repeat(treeLimits.characters)}"`))],
  ])('refuses with %s', (code, xml) => {
    expect(codeOf(xml)).toBe(code);
    expect(codeOf(xml, redactTree)).toBe(code === 'empty' && xml.trim() !== '' ? 'read' : code);
  });

  it('says nothing of the text in an error', () => {
    expect(() => parseUiTree('<hierarchy><node text="hunter2" & /></hierarchy>')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
    );
  });

  it('ends in a tree or in a typed error, whatever it is given', () => {
    const pieces = fc.constantFrom(
      '<hierarchy>',
      '</hierarchy>',
      '<node text="',
      '">',
      '</node>',
      '<!--',
      '<![CDATA[',
      '&',
      'x',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        expect(typeof codeOf(parts.join(''))).toBe('string');
      }),
      { numRuns: 300 },
    );
  });

  it('reads a real hierarchy of 168 kB in under 20 ms', () => {
    const xml = readFileSync(sharedPath('screens/instagram/own_profile_create_sheet_or_overlay.en.xml'), 'utf8');
    const times = Array.from({ length: 15 }, () => {
      const start = performance.now();
      parseUiTree(xml);
      return performance.now() - start;
    });
    expect(times.sort((a, b) => a - b)[7]).toBeLessThan(20);
  });
});

describe('walking', () => {
  const tree = parseUiTree(
    hierarchy(node('text="a"', node('text="b"', node('text="c"')) + node('text="d"')) + node('text="e"')),
  );

  it('goes parents first, in the order of the dump', () => {
    expect([...walk(tree.roots)].map((each) => each.text).join('')).toBe('abcde');
    expect(find(tree.roots, (each) => each.text > 'b')?.text).toBe('c');
    expect(findAll(tree.roots, (each) => each.children.length === 0).map((each) => each.text)).toEqual(['c', 'd', 'e']);
  });

  it('taps the middle', () => {
    const [root] = parseUiTree(hierarchy(node('bounds="[10,20][31,40]"'))).roots;
    expect(root && center(root)).toEqual({ x: 20, y: 30 });
  });
});

/** What a node says and is, without its children; text fields left out. */
function seen(nodes: readonly UiNode[]) {
  return nodes.filter((each) => !each.className.endsWith('EditText')).map((each) => ({ ...each, children: [] }));
}

describe('redactTree', () => {
  it('leaves out what was typed, and what repeats it inside the field', () => {
    const field = `<node class="android.widget.EditText" password="true" text="hunter2" content-desc="Password,hunter2" hint="Password">${node('text="hunter2"')}</node>`;
    const redacted = redactTree(hierarchy(field + node('class="android.widget.EditText" text="ana@example.com"')));
    expect(redacted).not.toContain('hunter2');
    expect(redacted).not.toContain('ana@example.com');
    expect(redacted).toContain('hint="Password"');
  });

  it.each(readdirSync(sharedPath('screens/tiktok')))('changes nothing else in %s', (file) => {
    const xml = readFileSync(sharedPath(`screens/tiktok/${file}`), 'utf8');
    const before = [...walk(parseUiTree(xml).roots)];
    const after = [...walk(parseUiTree(redactTree(xml)).roots)];
    expect(after).toHaveLength(before.length);
    expect(seen(after)).toEqual(seen(before));
  });
});
