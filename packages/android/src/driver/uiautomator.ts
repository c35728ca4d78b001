import { setTimeout as pause } from 'node:timers/promises';
import { AndroidError } from '../android-error.ts';
import type { CallOptions, PhoneConnection } from '../connection/phone-connection.ts';
import { withDeadline } from '../deadline.ts';
import { refuseDebugLogging } from './debug-logging.ts';
import { Instrumentation } from './instrumentation.ts';
import { ensureServerApks } from './server-apks.ts';
import { field, identifier, misunderstood, RefusedByDriver, Session } from './session.ts';
import { checkTypeable } from './typing.ts';
import type { Point, TypeOptions, UiDriver } from './ui-driver.ts';

const startTimeoutMs = 180_000;
const propertiesTimeoutMs = 10_000;
const typeTimeoutMs = 15_000;
const maxSourceBytes = 16 * 1024 * 1024;
const maxScreenshotBytes = 32 * 1024 * 1024;
const tapMs = 50;
const focusPausesMs = [0, 50, 100, 200, 400, 800];
/** The key of an element's id in an answer (W3C WebDriver §12.1). */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';
const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex');

/** No waiting for an idle screen, which a playing video never is; and no end when the phone is taken off its charger. */
const settings = { waitForIdleTimeout: 0, shutdownOnPowerDisconnect: false };

/**
 * Starts appium-uiautomator2-server on a phone, which is installed first where it is missing or of another version,
 * and opens a session. Throws `debug_logging`, `install_failed`, `ui_unavailable`, `timed_out`, `phone_gone`.
 */
export async function startUiDriver(phone: PhoneConnection, options: CallOptions = {}): Promise<UiDriver> {
  const timeoutMs = options.timeoutMs ?? startTimeoutMs;
  return withDeadline({ timeoutMs, signal: options.signal, what: 'starting the UI driver' }, async (signal) => {
    await refuseDebugLogging(phone, { timeoutMs: propertiesTimeoutMs, signal });
    await ensureServerApks(phone, { signal });
    const instrumentation = await Instrumentation.start(phone, { signal });
    try {
      const session = await Session.open(instrumentation, { signal });
      await session.post('/appium/settings', { settings }, { signal, what: 'setting up' });
      signal.throwIfAborted();
      return new UiAutomator(instrumentation, session);
    } catch (error) {
      await instrumentation.stop();
      throw error;
    }
  });
}

class UiAutomator implements UiDriver {
  readonly crashed: Promise<AndroidError>;
  readonly #instrumentation: Instrumentation;
  readonly #session: Session;

  constructor(instrumentation: Instrumentation, session: Session) {
    this.crashed = instrumentation.crashed;
    this.#instrumentation = instrumentation;
    this.#session = session;
  }

  async source(options: CallOptions = {}): Promise<string> {
    const what = 'reading the screen';
    const xml = await this.#session.get('/source', { ...options, what, maxBytes: maxSourceBytes });
    if (typeof xml !== 'string') throw misunderstood(what);
    return xml;
  }

  async tap(point: Point, options: CallOptions = {}): Promise<void> {
    const actions = [moveTo(point, 0), fingerDown, { type: 'pause', duration: tapMs }, fingerUp];
    await this.#touch(actions, { ...options, what: 'tapping' });
  }

  async swipe(from: Point, to: Point, durationMs: number, options: CallOptions = {}): Promise<void> {
    const actions = [moveTo(from, 0), fingerDown, moveTo(to, durationMs), fingerUp];
    await this.#touch(actions, { ...options, what: 'swiping' });
  }

  async typeText(place: Point, text: string, options: TypeOptions): Promise<void> {
    checkTypeable(text);
    const timeoutMs = options.timeoutMs ?? typeTimeoutMs;
    await withDeadline({ timeoutMs, signal: options.signal, what: 'typing' }, async (signal) => {
      await this.tap(place, { signal });
      const element = await this.#focusedFieldAt(place, signal);
      const body = { text, replace: options.replace };
      await this.#session.post(`/element/${element}/value`, body, { signal, what: 'typing' });
    });
  }

  async pressKey(keycode: number, options: CallOptions = {}): Promise<void> {
    await this.#session.post('/appium/device/press_keycode', { keycode }, { ...options, what: 'pressing a key' });
  }

  async screenshot(options: CallOptions = {}): Promise<Buffer> {
    const what = 'taking a picture of the screen';
    const base64 = await this.#session.get('/screenshot', { ...options, what, maxBytes: maxScreenshotBytes });
    const picture = Buffer.from(typeof base64 === 'string' ? base64 : '', 'base64');
    if (!picture.subarray(0, pngSignature.length).equals(pngSignature)) throw misunderstood(what);
    return picture;
  }

  async close(): Promise<void> {
    await this.#instrumentation.stop();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #touch(actions: readonly object[], call: CallOptions & { what: string }): Promise<void> {
    const finger = { type: 'pointer', id: 'finger', parameters: { pointerType: 'touch' }, actions };
    await this.#session.post('/actions', { actions: [finger] }, call);
  }

  /** The element with the focus, once that is one at `place`: the focus may need a moment to follow the tap. */
  async #focusedFieldAt(place: Point, signal: AbortSignal): Promise<string> {
    for (const pauseMs of focusPausesMs) {
      await pause(pauseMs, undefined, { signal });
      const element = await this.#focusedElement(signal);
      if (element !== undefined && (await this.#isAt(element, place, signal))) return element;
    }
    throw new AndroidError(
      'field_not_focused',
      'The tap did not bring up the field that was to be typed into, so nothing was typed. Look at the phone.',
    );
  }

  async #focusedElement(signal: AbortSignal): Promise<string | undefined> {
    const query = { strategy: '-android uiautomator', selector: 'new UiSelector().focused(true)', context: '' };
    const found = await unlessGone(this.#session.post('/element', query, { signal, what: 'finding the field' }));
    return identifier(field(found, elementKey)) ?? identifier(field(found, 'ELEMENT'));
  }

  async #isAt(element: string, place: Point, signal: AbortSignal): Promise<boolean> {
    const call = { signal, what: 'finding the field' };
    return contains(await unlessGone(this.#session.get(`/element/${element}/rect`, call)), place);
  }
}

/** Undefined where the screen changed under the question, so that the element asked about is not there. */
async function unlessGone(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    const isGone = error instanceof RefusedByDriver && /^(?:no such|stale) element/.test(error.word);
    if (isGone) return undefined;
    throw error;
  }
}

function contains(rect: unknown, { x, y }: Point): boolean {
  const [left, top, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(field(rect, name)));
  return isWithin(x, left, width) && isWithin(y, top, height);
}

const isWithin = (at: number, start = NaN, length = NaN): boolean => at >= start && at < start + length;

const moveTo = ({ x, y }: Point, duration: number) => ({ type: 'pointerMove', duration, x, y, origin: 'viewport' });
const fingerDown = { type: 'pointerDown', button: 0 };
const fingerUp = { type: 'pointerUp', button: 0 };
