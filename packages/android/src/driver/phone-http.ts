import { Agent, request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';
import { AndroidError } from '../android-error.ts';

export interface HttpCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
  /** A larger answer is `too_large`. */
  readonly maxBytes: number;
  /** Ends the exchange with the signal's reason. */
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: Buffer;
}

/**
 * HTTP/1.1 to a server on the phone, over streams that `open` gives; one exchange at a time, the stream kept between them.
 * Network failures reject with Node's own errors: the caller knows better what they mean.
 */
export class PhoneHttp {
  readonly #agent: PhoneAgent;
  #previous: Promise<unknown> = Promise.resolve();

  constructor(open: () => Promise<Duplex>) {
    this.#agent = new PhoneAgent(open);
  }

  async call(call: HttpCall): Promise<HttpAnswer> {
    const turn = this.#previous.then(() => this.#callNow(call));
    this.#previous = Promise.allSettled([turn]);
    return turn;
  }

  close(): void {
    this.#agent.destroy();
  }

  async #callNow(call: HttpCall): Promise<HttpAnswer> {
    call.signal.throwIfAborted();
    try {
      return await this.#exchange(call);
    } catch (error) {
      // The server may have let go of an idle stream just as it was used again. Looking twice does no harm; acting twice would.
      const isStale = error instanceof StaleStreamError && call.method === 'GET';
      if (!isStale || call.signal.aborted) throw error;
      return this.#exchange(call);
    }
  }

  #exchange({ method, path, body, maxBytes, signal }: HttpCall): Promise<HttpAnswer> {
    const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    const headers = payload && { 'content-type': 'application/json; charset=utf-8', 'content-length': payload.length };
    return new Promise((resolve, reject) => {
      const request = httpRequest(
        { agent: this.#agent, host: '127.0.0.1', method, path, headers, signal },
        (response) => {
          readBody(response, maxBytes).then(
            (read) => resolve({ status: response.statusCode ?? 0, body: read }),
            reject,
          );
        },
      );
      request.on('error', (error) => reject(request.reusedSocket ? new StaleStreamError(error) : error));
      request.end(payload);
    });
  }
}

class StaleStreamError extends Error {
  constructor(cause: Error) {
    super(cause.message, { cause });
  }
}

class PhoneAgent extends Agent {
  readonly #open: () => Promise<Duplex>;

  constructor(open: () => Promise<Duplex>) {
    super({ keepAlive: true, maxSockets: 1 });
    this.#open = open;
  }

  override createConnection(_options: unknown, opened?: (failure: Error | null, stream: Duplex) => void): undefined {
    this.#open().then(
      (stream) => opened?.(null, Object.assign(stream, socketManners)),
      (failure: Error) => opened?.(failure, new Duplex()),
    );
  }
}

/** What Node's agent does to a TCP socket between two exchanges, and a stream through adb neither has nor needs. */
const socketManners = { setKeepAlive() {}, setTimeout() {}, ref() {}, unref() {} };

async function readBody(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes)
      throw new AndroidError('too_large', `The phone's screen takes more than ${maxBytes} bytes to describe.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
