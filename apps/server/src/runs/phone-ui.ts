import { startUiDriver, type PhoneConnection, type UiDriver } from '@muster/android';

/** The user interface of one phone: its driver is started when first needed, and anew after it died. */
export class PhoneUi implements AsyncDisposable {
  readonly phone: PhoneConnection;
  #driver: UiDriver | null = null;
  readonly #closing = new Set<Promise<void>>();

  constructor(phone: PhoneConnection) {
    this.phone = phone;
  }

  /** @throws AndroidError when it cannot be started */
  async driver(signal: AbortSignal): Promise<UiDriver> {
    if (this.#driver !== null) return this.#driver;
    const driver = await startUiDriver(this.phone, { signal });
    this.#driver = driver;
    void this.#noteCrash(driver);
    return driver;
  }

  /** Gives the driver up; the next call starts another one. Nobody waits for a phone that may not answer any more. */
  reset(): void {
    const driver = this.#driver;
    this.#driver = null;
    if (driver === null) return;
    const closing = driver.close().finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }

  async #noteCrash(driver: UiDriver): Promise<void> {
    await driver.crashed;
    if (this.#driver === driver) this.reset();
  }

  /** Ends the driver; nothing listens on the phone afterwards. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.reset();
    await Promise.all(this.#closing);
  }
}
