import type { AndroidError } from '../android-error.ts';
import type { CallOptions } from '../connection/phone-connection.ts';

/** A place on the screen, in pixels from the top left. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * A phone's user interface, looked at and touched. One at a time for each phone.
 * Calls throw `AndroidError`: `timed_out`, `phone_gone`, `ui_unavailable` (start a new driver), or what is said at each.
 */
export interface UiDriver extends AsyncDisposable {
  /** Resolves with the reason when the driver died by itself (its process on the phone ended, the phone went); never after `close`. */
  readonly crashed: Promise<AndroidError>;
  /** The hierarchy of the screen as XML, unparsed. Throws `too_large`. */
  source(options?: CallOptions): Promise<string>;
  tap(point: Point, options?: CallOptions): Promise<void>;
  /**
   * Taps a field and puts text into it, in place of what it held (`replace: true`) or after it. Text that ends in a backslash
   * and an n, or holds a line break or another control character except tab, is `refused_text` before anything is touched.
   * A tap that gave the focus to no field at that place is `field_not_focused`, and nothing is typed.
   */
  typeText(field: Point, text: string, options: TypeOptions): Promise<void>;
  /** Presses a key by its Android key code (4 back, 3 home, 66 enter). */
  pressKey(keycode: number, options?: CallOptions): Promise<void>;
  swipe(from: Point, to: Point, durationMs: number, options?: CallOptions): Promise<void>;
  /** The screen as a PNG. */
  screenshot(options?: CallOptions): Promise<Buffer>;
  /** Stops the driver's process on the phone (its port has no password). */
  close(): Promise<void>;
}

export interface TypeOptions extends CallOptions {
  readonly replace: boolean;
}
