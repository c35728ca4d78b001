import { z } from 'zod';
import { spoiled } from '../apps/spoiled.ts';
import { appiumXml } from '../apps/hierarchy.ts';
import { center, DISPLAY, shownText } from '../apps/view.ts';
import type { Window } from '../apps/view.ts';
import type { UiDevice } from './device.ts';
import { ElementStore } from './elements.ts';
import { attributeOf } from './found.ts';
import type { Found } from './found.ts';
import { playPointer } from './pointer.ts';
import { invalidArgument, noSuchElement, WireError } from './wire-error.ts';

/** One request: its path's named parts, and its JSON body. */
export interface Call {
  params: Readonly<Record<string, string>>;
  body: unknown;
}

const DEFAULT_IDLE_TIMEOUT_MS = 10_000;
const REAL_DEFAULTS = { waitForIdleTimeout: DEFAULT_IDLE_TIMEOUT_MS, enableMultiWindows: false };

/** One session of UiAutomator2's server on a device. */
export class UiSession {
  readonly device: UiDevice;
  readonly elements = new ElementStore();
  settings: Record<string, unknown> = { ...REAL_DEFAULTS };

  constructor(device: UiDevice) {
    this.device = device;
  }

  /** Unless `enableMultiWindows` is set the server sees the window that has the input, and no other. */
  windows(): readonly Window[] {
    return this.settings['enableMultiWindows'] === true ? this.device.windows() : [this.device.activeWindow()];
  }

  /** How long the server waits for a screen that never stops moving. */
  idleWaitMs(): number {
    return this.device.idle() ? 0 : Number(this.settings['waitForIdleTimeout']);
  }

  element(call: Call): Found {
    return this.elements.recall(this.windows(), call.params['id'] ?? '');
  }
}

const settingsBody = z.object({ settings: z.record(z.string(), z.unknown()) });
const locatorBody = z.union([
  z.object({ strategy: z.string(), selector: z.string(), context: z.string().optional() }),
  z
    .object({ using: z.string(), value: z.string() })
    .transform(({ using, value }) => ({ strategy: using, selector: value, context: undefined })),
]);
const valueBody = z.object({
  text: z.union([z.string(), z.array(z.string()).transform((parts) => parts.join(''))]),
  replace: z.boolean().optional(),
});
const keyBody = z.object({ keycode: z.number().int() });
const offset = z.object({ x: z.number(), y: z.number() });
const clickBody = z.object({ offset: offset.optional(), origin: z.record(z.string(), z.string()).optional() });

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (!result.success) throw invalidArgument(`Wrong arguments: ${z.prettifyError(result.error)}`);
  return result.data;
}

export function getSettings(session: UiSession): unknown {
  return session.settings;
}

export function setSettings(session: UiSession, { body }: Call): null {
  session.settings = { ...session.settings, ...read(settingsBody, body).settings };
  return null;
}

export function source(session: UiSession): string {
  const fault = session.device.takeDumpFault();
  if (fault === 'not_idle')
    throw new WireError(
      'unknown error',
      500,
      'Timed out waiting for the root AccessibilityNodeInfo in the active window',
    );
  const xml = appiumXml(session.windows());
  return fault === null ? xml : spoiled(xml, fault);
}

export function screenshot(session: UiSession): string {
  return Buffer.from(session.device.screenshot()).toString('base64');
}

export function findElement(session: UiSession, call: Call): unknown {
  const windows = session.windows();
  const [first] = locate(session, call, windows);
  if (!first) throw noSuchElement();
  return session.elements.remember(windows, first);
}

export function findElements(session: UiSession, call: Call): unknown {
  const windows = session.windows();
  return locate(session, call, windows).map((found) => session.elements.remember(windows, found));
}

function locate(session: UiSession, call: Call, windows: readonly Window[]): Found[] {
  const { strategy, selector, context } = read(locatorBody, call.body);
  if (context === undefined || context === '') return session.elements.find(windows, strategy, selector);
  const inside = session.elements.recall(windows, context);
  return session.elements.find([{ root: inside.view, packageName: inside.packageName }], strategy, selector);
}

export function activeElement(session: UiSession): unknown {
  const windows = session.windows();
  const [focused] = session.elements.find(windows, 'xpath', "//*[@focused='true']");
  if (!focused) throw noSuchElement();
  return session.elements.remember(windows, focused);
}

export function click(session: UiSession, call: Call): null {
  const { x, y } = center(session.element(call).view.box);
  session.device.tap(x, y);
  return null;
}

/** `gestures/click`: at an offset of the display or, with an origin, of an element. */
export function gestureClick(session: UiSession, call: Call): null {
  const at = gesturePoint(session, call);
  session.device.tap(at.x, at.y);
  return null;
}

export function gestureLongClick(session: UiSession, call: Call): null {
  const at = gesturePoint(session, call);
  session.device.longTap(at.x, at.y);
  return null;
}

function gesturePoint(session: UiSession, { body }: Call): { x: number; y: number } {
  const { offset: by, origin } = read(clickBody, body);
  if (!origin) {
    if (!by) throw invalidArgument('Either an origin or an offset must be given');
    return by;
  }
  const { view } = session.elements.recall(session.windows(), Object.values(origin)[0] ?? '');
  return by ? { x: view.box[0] + by.x, y: view.box[1] + by.y } : center(view.box);
}

/** As the server does: a text that ends in a backslash and an n presses Enter, and a refusal echoes the text. */
export function setValue(session: UiSession, call: Call): null {
  const { text, replace } = read(valueBody, call.body);
  const { view } = session.element(call);
  const pressEnter = text.endsWith('\\n');
  const typed = pressEnter ? text.replaceAll('\\n', '') : text;
  if (!view.field) {
    throw new WireError(
      'invalid element state',
      400,
      `Cannot set the element to '${typed}'. Did you interact with the correct element?`,
    );
  }
  view.field.set(replace === true ? typed : view.field.value + typed);
  if (pressEnter) session.device.key(66);
  return null;
}

export function clear(session: UiSession, call: Call): null {
  session.element(call).view.field?.set('');
  return null;
}

export function sendKeys(session: UiSession, { body }: Call): null {
  const { text } = read(valueBody, body);
  session.device.text(text);
  return null;
}

export function elementText(session: UiSession, call: Call): string {
  return shownText(session.element(call).view);
}

export function elementName(session: UiSession, call: Call): string | null {
  return attributeOf(session.element(call), 'name');
}

export function elementAttribute(session: UiSession, call: Call): string | null {
  const name = call.params['name'] ?? '';
  const value = attributeOf(session.element(call), name);
  const known = ['content-desc', 'contentDescription', 'resource-id', 'resourceId', 'hint'];
  if (value === null && !known.includes(name)) {
    throw new WireError('unknown command', 404, `'${name}' attribute is unknown for the element.`);
  }
  return value;
}

export function elementRect(session: UiSession, call: Call): unknown {
  const { box } = session.element(call).view;
  return { x: box[0], y: box[1], width: box[2] - box[0], height: box[3] - box[1] };
}

export function windowSize(): unknown {
  return DISPLAY;
}

export function pressKey(session: UiSession, { body }: Call): null {
  session.device.key(read(keyBody, body).keycode);
  return null;
}

export function pressBack(session: UiSession): null {
  session.device.key(4);
  return null;
}

export function actions(session: UiSession, { body }: Call): null {
  playPointer(session.device, body);
  return null;
}

export function orientation(): string {
  return 'PORTRAIT';
}

export function rotation(): unknown {
  return { x: 0, y: 0, z: 0 };
}

export function deviceInfo(): unknown {
  return {
    androidId: null,
    manufacturer: 'Simulated',
    model: 'Simulated',
    brand: 'Simulated',
    apiVersion: '34',
    platformVersion: '14',
    carrierName: '',
    realDisplaySize: `${DISPLAY.width}x${DISPLAY.height}`,
    displayDensity: 420,
    networks: [],
    locale: 'en_US',
    timeZone: 'UTC',
    bluetooth: null,
  };
}
