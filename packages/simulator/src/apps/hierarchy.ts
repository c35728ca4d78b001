import { DISPLAY, resourceId, shownText } from './view.ts';
import type { View, Window } from './view.ts';

/** The hierarchy as `uiautomator dump` writes it: every view is a `<node>`. */
export function uiautomatorXml(windows: readonly Window[]): string {
  const body = windows.map((window) => dumpNode(window.root, 0, window.packageName)).join('');
  return `<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation="0">${body}</hierarchy>`;
}

/** The hierarchy as UiAutomator2's server answers `/source`: the class is the tag, and there are more attributes. */
export function appiumXml(windows: readonly Window[]): string {
  const body = windows.map((window, at) => sourceNode(window.root, 0, window.packageName, at + 1)).join('');
  const size = `width="${DISPLAY.width}" height="${DISPLAY.height}"`;
  return `<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<hierarchy index="0" class="hierarchy" rotation="0" ${size}>${body}</hierarchy>`;
}

function dumpNode(node: View, index: number, packageName: string): string {
  const attributes = attributesOf([
    ['index', index],
    ['text', shownText(node)],
    ['resource-id', resourceId(node, packageName)],
    ['class', node.className],
    ['package', packageName],
    ['content-desc', node.desc ?? ''],
    ['checkable', node.checkable === true],
    ['checked', node.checked === true],
    ['clickable', node.clickable === true],
    ['enabled', node.disabled !== true],
    ['focusable', node.focusable === true],
    ['focused', node.focused === true],
    ['scrollable', node.scrollable === true],
    ['long-clickable', node.longClickable === true],
    ['password', node.password === true],
    ['selected', node.selected === true],
    ['bounds', boundsOf(node)],
  ]);
  const children = node.children.map((child, at) => dumpNode(child, at, packageName)).join('');
  return children === '' ? `<node${attributes} />` : `<node${attributes}>${children}</node>`;
}

function sourceNode(node: View, index: number, packageName: string, windowId: number): string {
  const attributes = attributesOf([
    ['index', index],
    ['package', packageName],
    ['class', node.className],
    ['text', shownText(node)],
    ['content-desc', node.desc],
    ['resource-id', resourceId(node, packageName) || undefined],
    ['checkable', node.checkable === true],
    ['checked', node.checked === true],
    ['clickable', node.clickable === true],
    ['enabled', node.disabled !== true],
    ['focusable', node.focusable === true],
    ['focused', node.focused === true],
    ['long-clickable', node.longClickable === true],
    ['password', node.password === true],
    ['scrollable', node.scrollable === true],
    ['selected', node.selected === true],
    ['bounds', boundsOf(node)],
    ['displayed', true],
    ['hint', node.field ? (node.hint ?? '') : undefined],
    ['input-type', node.inputType],
    ['showing-hint', node.field?.value === '' && node.hint !== undefined],
    ['max-text-length', node.field ? node.maxLength : undefined],
    ['window-id', windowId],
  ]);
  const children = node.children.map((child, at) => sourceNode(child, at, packageName, windowId)).join('');
  if (children === '') return `<${node.className}${attributes} />`;
  return `<${node.className}${attributes}>${children}</${node.className}>`;
}

type Attribute = readonly [string, string | number | boolean | undefined];

function attributesOf(attributes: readonly Attribute[]): string {
  let xml = '';
  for (const [name, value] of attributes) if (value !== undefined) xml += ` ${name}="${escapeXml(String(value))}"`;
  return xml;
}

function boundsOf({ box }: View): string {
  return `[${box[0]},${box[1]}][${box[2]},${box[3]}]`;
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Characters that XML 1.0 does not allow become "?", as both dump writers do. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '?')
    .replace(/[&<>"']/g, (found) => ESCAPES[found] ?? found)
    .replace(/[\t\n\r]/g, (found) => `&#${found.charCodeAt(0)};`);
}
