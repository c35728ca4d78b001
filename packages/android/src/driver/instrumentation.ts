import { setTimeout as pause } from 'node:timers/promises';
import { AndroidError } from '../android-error.ts';
import type { CallOptions, HeldCommand, PhoneConnection } from '../connection/phone-connection.ts';
import { PhoneHttp } from './phone-http.ts';
import { serverPackage, testPackage } from './server-apks.ts';

const serverPort = 6790;
const runner = `${testPackage}/androidx.test.runner.AndroidJUnitRunner`;
const stopTimeoutMs = 5_000;
const statusTimeoutMs = 5_000;
const statusPauseMs = 50;
const lossGraceMs = 500;

/** The driver's process on the phone, which lives exactly as long as its `am instrument` does, and the way to talk to it. */
export class Instrumentation {
  readonly http: PhoneHttp;
  /** Resolves when the process ended by itself; never after `stop`. */
  readonly crashed: Promise<AndroidError>;
  readonly #phone: PhoneConnection;
  readonly #command: HeldCommand;
  #lost: AndroidError | undefined;
  #stopping = false;

  private constructor(phone: PhoneConnection, command: HeldCommand) {
    this.#phone = phone;
    this.#command = command;
    this.http = new PhoneHttp(() => phone.openPort(serverPort));
    const { promise, resolve } = Promise.withResolvers<AndroidError>();
    this.crashed = promise;
    const lose = (error: AndroidError) => {
      if (this.#stopping || this.#lost !== undefined) return;
      this.#lost = error;
      resolve(error);
    };
    void phone.closed.then(() => lose(phoneGone()));
    // A phone that goes takes the command with it: wait a moment for the better explanation.
    void command.ended.then(() => pause(lossGraceMs)).then(() => lose(ended()));
  }

  /** Starts the process, after ending one that was left over, and waits until it answers. */
  static async start(phone: PhoneConnection, options: CallOptions): Promise<Instrumentation> {
    await forceStop(phone, options);
    const command = await phone.hold(['am', 'instrument', '-w', '-e', 'disableAnalytics', 'true', runner], options);
    const started = new Instrumentation(phone, command);
    try {
      await started.#untilReady(options.signal);
      return started;
    } catch (error) {
      await started.stop();
      throw error;
    }
  }

  /** What a failed exchange with the driver means, found out within half a second. */
  async explainLoss(cause: unknown): Promise<AndroidError> {
    const gone = this.#phone.closed.then(phoneGone);
    const grace = new AbortController();
    const unexplained = pause(lossGraceMs, undefined, { signal: grace.signal }).then(() => ended(cause));
    try {
      return this.#lost ?? (await Promise.race([gone, unexplained]));
    } finally {
      grace.abort();
      await Promise.allSettled([unexplained]);
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.http.close();
    // On a phone that has gone, or hangs, there is nothing to stop or no way to: closing must not fail for that.
    await Promise.allSettled([forceStop(this.#phone, {}), this.#command.stop()]);
  }

  async #untilReady(signal: AbortSignal | undefined): Promise<void> {
    const ended = new AbortController();
    void this.#command.ended.then(() => ended.abort());
    while (!(await this.#answers(signal))) {
      if (ended.signal.aborted) throw await this.#failedStart();
      await pause(statusPauseMs, undefined, { signal });
    }
  }

  async #answers(signal: AbortSignal | undefined): Promise<boolean> {
    const limits = AbortSignal.any([AbortSignal.timeout(statusTimeoutMs), ...(signal ? [signal] : [])]);
    try {
      const { status } = await this.http.call({ method: 'GET', path: '/status', maxBytes: 100_000, signal: limits });
      return status === 200;
    } catch {
      // Nothing listens yet. Whoever asks gives up at its own deadline, or when the process ended.
      signal?.throwIfAborted();
      return false;
    }
  }

  async #failedStart(): Promise<AndroidError> {
    const { outputTail } = await this.#command.ended;
    // Nothing was typed yet, so this output holds no secret; one line of it says why.
    const reason = /INSTRUMENTATION_(?:FAILED|STATUS: Error=|RESULT: shortMsg=)[^\r\n]{0,200}/.exec(outputTail)?.[0];
    const detail = reason === undefined ? '' : ` Android said: ${reason}.`;
    return new AndroidError(
      'ui_unavailable',
      `The UI driver did not start on the phone.${detail} Restart the phone and try again.`,
    );
  }
}

async function forceStop(phone: PhoneConnection, options: CallOptions): Promise<void> {
  const limits = { ...options, timeoutMs: stopTimeoutMs };
  await Promise.all([
    phone.shell(['am', 'force-stop', serverPackage], limits),
    phone.shell(['am', 'force-stop', testPackage], limits),
  ]);
}

const phoneGone = (): AndroidError =>
  new AndroidError('phone_gone', 'The phone has gone. Check its cable or its network.');

const ended = (cause?: unknown): AndroidError =>
  new AndroidError('ui_unavailable', 'The UI driver on the phone stopped working. It can be started again.', { cause });
