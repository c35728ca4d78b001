import { setTimeout as pause } from 'node:timers/promises';
import type { AdbServerClient, AdbServerStream } from '@yume-chan/adb';
import { withDeadline } from '../deadline.ts';
import { parseDeviceList } from './device-list.ts';
import type { ListedPhone } from './device-list.ts';

export type TrackedView =
  | { readonly server: 'running'; readonly version: number; readonly phones: readonly ListedPhone[] }
  | { readonly server: 'absent'; readonly phones: readonly [] };

const answerTimeoutMs = 5_000;
const firstPauseMs = 250;
const longestPauseMs = 4_000;
/** adb 29 does not tell that a phone turned from offline to unauthorized; so while one is not online it is asked as well. */
const recheckMs = 2_000;

/**
 * Listens to one adb server's list of phones from its first listener on until it is closed. A server that is not there,
 * or goes, is looked for again with growing pauses of at most 4 s, so that its return shows within 5 s.
 */
export class DeviceTracker {
  readonly #client: AdbServerClient;
  readonly #stopped = new AbortController();
  readonly #listeners = new Set<(view: TrackedView) => void>();
  #current: TrackedView | undefined;
  #running: Promise<void> | undefined;

  constructor(client: AdbServerClient) {
    this.#client = client;
  }

  /** Calls the listener with the current view, if there is one yet, and with every later one; gives the way to stop that. */
  listen(listener: (view: TrackedView) => void): () => void {
    this.#listeners.add(listener);
    this.#running ??= this.#run(this.#stopped.signal);
    if (this.#current !== undefined) listener(this.#current);
    return () => this.#listeners.delete(listener);
  }

  /** The first view that `accept` takes; the current one counts. */
  async until(accept: (view: TrackedView) => boolean, signal: AbortSignal): Promise<TrackedView> {
    const { promise, resolve, reject } = Promise.withResolvers<TrackedView>();
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- the reason of an AbortSignal is what its owner chose
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    const stop = this.listen((view) => {
      if (accept(view)) resolve(view);
    });
    try {
      return await promise;
    } finally {
      stop();
      signal.removeEventListener('abort', onAbort);
    }
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
  }

  async #run(signal: AbortSignal): Promise<void> {
    let pauseMs = firstPauseMs;
    while (!signal.aborted) {
      try {
        await this.#follow(signal, () => {
          pauseMs = firstPauseMs;
        });
      } catch {
        // No server, a server that was killed, or something else on its port: for the listeners all the same.
        if (!signal.aborted) this.#publish({ server: 'absent', phones: [] });
      }
      await Promise.allSettled([pause(pauseMs, undefined, { signal })]);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
  }

  /** Publishes until the server hangs up, which throws. */
  async #follow(signal: AbortSignal, onAnswer: () => void): Promise<never> {
    const limits = { timeoutMs: answerTimeoutMs, signal, what: 'asking the adb server for its phones' };
    const version = await withDeadline(limits, () => this.#client.getVersion());
    const stream = await withDeadline(limits, (limit) =>
      this.#client.createConnection('host:track-devices-l', { signal: limit }),
    );
    const hangUp = () => void stream.dispose();
    signal.addEventListener('abort', hangUp, { once: true });
    try {
      let told = read(stream);
      for (;;) {
        const list = this.#isSettled ? await told : await firstOf(told, recheckMs);
        const phones = parseDeviceList(list ?? (await withDeadline(limits, () => this.#ask())));
        if (list !== undefined) told = read(stream);
        onAnswer();
        this.#publish({ server: 'running', version, phones });
      }
    } finally {
      signal.removeEventListener('abort', hangUp);
      await stream.dispose();
    }
  }

  get #isSettled(): boolean {
    return this.#current?.phones.every((phone) => phone.state === 'online') ?? true;
  }

  async #ask(): Promise<string> {
    const stream = await this.#client.createConnection('host:devices-l');
    try {
      return await stream.readString();
    } finally {
      await stream.dispose();
    }
  }

  #publish(view: TrackedView): void {
    this.#current = view;
    for (const listener of this.#listeners) listener(view);
  }
}

const read = async (stream: AdbServerStream): Promise<string> => stream.readString();

/** Undefined where it takes longer than `timeoutMs`. */
async function firstOf(told: Promise<string>, timeoutMs: number): Promise<string | undefined> {
  const done = new AbortController();
  const waited = pause(timeoutMs, undefined, { signal: done.signal });
  try {
    return await Promise.race([told, waited]);
  } finally {
    done.abort();
    await Promise.allSettled([waited]);
  }
}
