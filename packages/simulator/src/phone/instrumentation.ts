import type { Duplex } from 'node:stream';
import type { AppSide } from '../seam.ts';

/** The package that holds the instrumentation, the one it runs in, and its runner. */
export const UIA2 = {
  testPackage: 'io.appium.uiautomator2.server.test',
  targetPackage: 'io.appium.uiautomator2.server',
  runner: 'androidx.test.runner.AndroidJUnitRunner',
} as const;

export type InstrumentationEnd = 'stopped' | 'crashed';

/** The one `am instrument` that may run on a phone: starting a second ends the first, as Android does. */
export class Instrumentation {
  readonly #apps: AppSide;
  readonly #connections = new Set<Duplex>();
  #end: ((how: InstrumentationEnd) => void) | null = null;

  constructor(apps: AppSide) {
    this.#apps = apps;
  }

  get running(): boolean {
    return this.#end !== null;
  }

  installed(): boolean {
    const names = this.#apps.packages().map(({ packageName }) => packageName);
    return names.includes(UIA2.testPackage) && names.includes(UIA2.targetPackage);
  }

  /** Runs until it is stopped or crashes. `signal` is the life of the `am` that started it. */
  async run(signal: AbortSignal): Promise<InstrumentationEnd> {
    this.stop();
    const { promise, resolve } = Promise.withResolvers<InstrumentationEnd>();
    const end = (how: InstrumentationEnd): void => {
      if (this.#end !== end) return;
      this.#end = null;
      this.#apps.instrumentationStopped();
      for (const connection of this.#connections) connection.destroy();
      resolve(how);
    };
    this.#end = end;
    const aborted = (): void => end('stopped');
    signal.addEventListener('abort', aborted, { once: true });
    this.#apps.instrumentationStarted(() => end('crashed'));
    if (signal.aborted) end('stopped');
    try {
      return await promise;
    } finally {
      signal.removeEventListener('abort', aborted);
    }
  }

  /** Gives the server one connection to its port. It ends with the server's process, as the kernel sees to it. */
  connect(connection: Duplex): void {
    this.#connections.add(connection);
    connection.once('close', () => this.#connections.delete(connection));
    this.#apps.uiServer(connection);
  }

  stop(): void {
    this.#end?.('stopped');
  }
}
