import { AndroidError } from '../android-error.ts';
import type { CallOptions } from '../connection/phone-connection.ts';
import { withDeadline } from '../deadline.ts';
import type { Instrumentation } from './instrumentation.ts';
import type { HttpCall } from './phone-http.ts';

const callTimeoutMs = 15_000;
const maxAnswerBytes = 256 * 1024;

/** The words by which WebDriver names a failure (W3C WebDriver §6.6) as far as this server says them. */
const failureWords = new Set([
  'invalid argument',
  'invalid element state',
  'invalid selector',
  'invalid session id',
  'no such element',
  'stale element reference',
  'timeout',
  'unable to capture screen',
  'unknown command',
  'unknown method',
  'unsupported operation',
]);

/** The driver answered, and said no. Its own message is dropped: it may repeat what was typed. */
export class RefusedByDriver extends AndroidError {
  readonly word: string;

  constructor(word: string, what: string) {
    super(
      'ui_unavailable',
      `The UI driver on the phone failed while ${what} (${word}). Look at the phone, then try again.`,
    );
    this.word = word;
  }
}

export interface SessionCall extends CallOptions {
  /** What this call does, for a person: "reading the screen". */
  readonly what: string;
  readonly maxBytes?: number;
}

/** A session of the driver: the prefix of every path, and the meaning of its answers. */
export class Session {
  readonly #instrumentation: Instrumentation;
  readonly #id: string;

  private constructor(instrumentation: Instrumentation, id: string) {
    this.#instrumentation = instrumentation;
    this.#id = id;
  }

  static async open(instrumentation: Instrumentation, options: CallOptions): Promise<Session> {
    const call = { ...options, what: 'opening a session' };
    const body = { capabilities: { alwaysMatch: {}, firstMatch: [{}] } };
    const answer = await exchange(instrumentation, { method: 'POST', path: '/session', body }, call);
    const id = identifier(field(field(answer, 'value'), 'sessionId')) ?? identifier(field(answer, 'sessionId'));
    if (id === undefined) throw misunderstood(call.what);
    return new Session(instrumentation, id);
  }

  async get(path: string, call: SessionCall): Promise<unknown> {
    return this.#value({ method: 'GET', path }, call);
  }

  async post(path: string, body: object, call: SessionCall): Promise<unknown> {
    return this.#value({ method: 'POST', path, body }, call);
  }

  async #value(request: Exchange, call: SessionCall): Promise<unknown> {
    const path = `/session/${this.#id}${request.path}`;
    return field(await exchange(this.#instrumentation, { ...request, path }, call), 'value');
  }
}

type Exchange = Pick<HttpCall, 'method' | 'path' | 'body'>;

async function exchange(instrumentation: Instrumentation, request: Exchange, call: SessionCall): Promise<unknown> {
  const limits = { timeoutMs: call.timeoutMs ?? callTimeoutMs, signal: call.signal, what: call.what };
  return withDeadline(limits, async (signal) => {
    const { status, body } = await send(instrumentation, {
      ...request,
      signal,
      maxBytes: call.maxBytes ?? maxAnswerBytes,
    });
    const answer = parseJson(body);
    if (status >= 200 && status < 300) return answer;
    const word = field(field(answer, 'value'), 'error');
    throw new RefusedByDriver(
      typeof word === 'string' && failureWords.has(word) ? word : `status ${status}`,
      call.what,
    );
  });
}

async function send(instrumentation: Instrumentation, call: HttpCall) {
  try {
    return await instrumentation.http.call(call);
  } catch (error) {
    call.signal.throwIfAborted();
    const isExplained = error instanceof AndroidError && error.code !== 'unreachable';
    throw isExplained ? error : await instrumentation.explainLoss(error);
  }
}

/** The value of one field of whatever the driver sent; undefined where there is none. */
export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

/** An id that the driver gave, if it may be put into a path. */
export function identifier(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w-]{1,100}$/.test(value) ? value : undefined;
}

export const misunderstood = (what: string): AndroidError =>
  new AndroidError(
    'ui_unavailable',
    `The UI driver on the phone gave an answer that makes no sense while ${what}. Start it again.`,
  );

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    // Neither the body nor the parser's excerpt of it may travel on: a failed typing call repeats the text.
    return undefined;
  }
}
