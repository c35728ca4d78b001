import { readHierarchy, type Attributes } from './read.ts';

const spoken = new Set(['text', 'content-desc']);

/**
 * The same hierarchy with what a person may have typed left out: the text and description of every password field and
 * every text field, and of all that is inside them (Instagram's fields repeat their value in the description).
 * Hints stay. The result can be kept and shown; comments and text between elements are gone as well.
 * @throws UiTreeError as `parseUiTree` does: what cannot be read cannot be redacted
 */
export function redactTree(xml: string): string {
  const out: string[] = [];
  let hiddenDepth = 0;
  readHierarchy(xml, {
    open(name, attributes) {
      if (hiddenDepth > 0 || isField(name, attributes)) hiddenDepth += 1;
      out.push(`<${name}`);
      for (const [key, value] of Object.entries(attributes)) {
        out.push(` ${key}="${hiddenDepth > 0 && spoken.has(key) ? '' : escapeAttribute(value)}"`);
      }
      out.push('>');
    },
    close(name) {
      if (hiddenDepth > 0) hiddenDepth -= 1;
      out.push(`</${name}>`);
    },
  });
  return out.join('');
}

function isField(name: string, attributes: Attributes): boolean {
  return attributes['password'] === 'true' || /EditText|AutoCompleteTextView/.test(attributes['class'] ?? name);
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeAttribute(value: string): string {
  return value.replace(/[&<>"\t\n\r]/g, (found) => escapes[found] ?? `&#${found.charCodeAt(0)};`);
}
