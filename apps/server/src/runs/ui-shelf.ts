import type { PhoneConnection } from '@muster/android';
import { PhoneUi } from './phone-ui.ts';

interface Shelved {
  readonly ui: PhoneUi;
  readonly timer: NodeJS.Timeout;
}

/**
 * Drivers of phones that were worked on a moment ago. Starting one takes a phone a second, so the next task finds it
 * running; but it listens on a port without a password, so it is not left there for longer than `keepMs`.
 */
export class UiShelf implements AsyncDisposable {
  readonly #keepMs: number;
  readonly #shelved = new Map<number, Shelved>();
  readonly #ending = new Set<Promise<void>>();
  #closed = false;

  constructor(keepMs: number) {
    this.#keepMs = keepMs;
  }

  /** The phone's interface as it was left, or a new one. A phone that came back is another connection. */
  take(deviceId: number, phone: PhoneConnection): PhoneUi {
    const shelved = this.#shelved.get(deviceId);
    if (shelved === undefined) return new PhoneUi(phone);
    this.#shelved.delete(deviceId);
    clearTimeout(shelved.timer);
    if (shelved.ui.phone === phone) return shelved.ui;
    this.#end(shelved.ui);
    return new PhoneUi(phone);
  }

  /** Keeps an interface for the next task. */
  put(deviceId: number, ui: PhoneUi): void {
    const older = this.#shelved.get(deviceId);
    if (older !== undefined) {
      clearTimeout(older.timer);
      this.#end(older.ui);
    }
    if (this.#closed) return this.#end(ui);
    const timer = setTimeout(() => {
      this.#shelved.delete(deviceId);
      this.#end(ui);
    }, this.#keepMs);
    this.#shelved.set(deviceId, { ui, timer });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    for (const { ui, timer } of this.#shelved.values()) {
      clearTimeout(timer);
      this.#end(ui);
    }
    this.#shelved.clear();
    await Promise.all(this.#ending);
  }

  #end(ui: PhoneUi): void {
    const ending = ui[Symbol.asyncDispose]().finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
  }
}
