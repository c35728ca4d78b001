import { startUiDriver, type PhoneConnection, type UiDriver } from '@muster/android';

/** The user interface of one phone for as long as it is worked on: started when first needed, and anew after it died. */
export class PhoneUi implements AsyncDisposable {
  readonly phone: PhoneConnection;
  #driver: UiDriver | null = null;

  constructor(phone: PhoneConnection) {
    this.phone = phone;
  }

  /** @throws AndroidError when it cannot be started */
  async driver(signal: AbortSignal): Promise<UiDriver> {
    this.#driver ??= await startUiDriver(this.phone, { signal });
    return this.#driver;
  }

  /** Gives the driver up; the next call starts another one. */
  async reset(): Promise<void> {
    const driver = this.#driver;
    this.#driver = null;
    await driver?.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.reset();
  }
}
