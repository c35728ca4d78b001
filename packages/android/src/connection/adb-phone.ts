import { open, stat } from 'node:fs/promises';
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { AndroidError } from '../android-error.ts';
import { withDeadline } from '../deadline.ts';
import type { AdbLink } from './adb-link.ts';
import { readFacts } from './facts.ts';
import type {
  CallOptions,
  HeldCommand,
  PhoneConnection,
  PhoneFacts,
  ShellOptions,
  ShellResult,
} from './phone-connection.ts';
import { quoteCommand } from './quote.ts';
import { hungUp, ShellDecoder, splitExitCode, withExitCode } from './shell-protocol.ts';
import { socketStream } from './socket-stream.ts';

const openTimeoutMs = 5_000;
const goneGraceMs = 300;
const pingTimeoutMs = 2_000;
const factsTimeoutMs = 10_000;
const installTimeoutMs = 120_000;
const defaultMaxBytes = 8 * 1024 * 1024;
const tailCharacters = 4_000;
const pieceBytes = 256 * 1024;

/** The one implementation of `PhoneConnection`, over whatever link a transport made. */
export class AdbPhone implements PhoneConnection {
  readonly #link: AdbLink;
  readonly closed: Promise<void>;

  constructor(link: AdbLink) {
    this.#link = link;
    this.closed = link.gone.aborted ? Promise.resolve() : once(link.gone, 'abort').then(() => undefined);
  }

  get transport() {
    return this.#link.transport;
  }

  get address() {
    return this.#link.address;
  }

  async shell(argv: readonly string[], options: ShellOptions): Promise<ShellResult> {
    const commandLine = quoteCommand(argv);
    const maxBytes = options.maxBytes ?? defaultMaxBytes;
    return this.#limited(options, options.timeoutMs, `the command ${argv[0]}`, async (signal) => {
      if (!this.#hasShellV2) {
        const stream = await this.#open(`exec:${withExitCode(commandLine)}`, signal);
        return { ...splitExitCode(await readText(stream, maxBytes)), stderr: '' };
      }
      return readShell(await this.#open(`shell,v2,raw:${commandLine}`, signal), maxBytes);
    });
  }

  async hold(argv: readonly string[], options: CallOptions = {}): Promise<HeldCommand> {
    const commandLine = quoteCommand(argv);
    const stream = await this.#limited(options, openTimeoutMs, `starting ${argv[0]}`, async (signal) => {
      const service = this.#hasShellV2 ? 'shell,v2,raw:' : 'exec:';
      const opened = await this.#socket(`${service}${commandLine}`);
      if (signal.aborted) opened.destroy();
      return opened;
    });
    return holdStream(stream, this.#hasShellV2);
  }

  async ping(options: CallOptions = {}): Promise<void> {
    await this.#limited(options, pingTimeoutMs, 'a sign of life', () => this.#link.ping());
  }

  async facts(options: CallOptions = {}): Promise<PhoneFacts> {
    return readFacts(this, { ...options, timeoutMs: options.timeoutMs ?? factsTimeoutMs });
  }

  async installApk(path: string, options: CallOptions = {}): Promise<void> {
    const { size } = await stat(path);
    if (!this.#link.features.includes('cmd')) {
      throw new AndroidError(
        'install_failed',
        'The phone is older than Android 7; its apps cannot be installed from here.',
      );
    }
    const command = quoteCommand(['cmd', 'package', 'install', '-r', '-t', '-g', '-S', String(size)]);
    const output = await this.#limited(options, installTimeoutMs, 'installing an app', async (signal) => {
      const stream = await this.#open(`exec:${command}`, signal);
      const answer = readText(stream, defaultMaxBytes);
      // A phone that says no hangs up before the whole file was sent; its answer tells more than the broken pipe.
      await Promise.allSettled([sendFile(path, stream)]);
      return answer;
    });
    if (/^Success/m.test(output)) return;
    const reason = /\b(INSTALL_[A-Z_]+)/.exec(output)?.[1] ?? 'no reason given';
    throw new AndroidError('install_failed', `The phone refused to install an app: ${reason}.`);
  }

  async openPort(port: number, options: CallOptions = {}): Promise<Duplex> {
    return this.#limited(options, openTimeoutMs, `opening port ${port} of the phone`, async (signal) => {
      const stream = await this.#socket(`tcp:${port}`);
      if (signal.aborted) stream.destroy();
      return stream;
    });
  }

  async close(): Promise<void> {
    await this.#link.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  get #hasShellV2(): boolean {
    return this.#link.features.includes('shell_v2');
  }

  #limited<T>(
    options: CallOptions,
    defaultMs: number,
    what: string,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const timeoutMs = options.timeoutMs ?? defaultMs;
    return withDeadline({ timeoutMs, signal: options.signal, gone: this.#link.gone, what }, work);
  }

  /** A stream that lives no longer than the call it was opened for. */
  async #open(service: string, signal: AbortSignal): Promise<Duplex> {
    const stream = await this.#socket(service);
    if (signal.aborted) stream.destroy();
    else signal.addEventListener('abort', () => stream.destroy(), { once: true });
    return stream;
  }

  async #socket(service: string): Promise<Duplex> {
    try {
      return socketStream(await this.#link.open(service));
    } catch (error) {
      throw await this.#explainRefusal(service, error);
    }
  }

  /** A closed port is a refusal; but a phone refuses no command, unless it is about to go and the news is still on its way. */
  async #explainRefusal(service: string, cause: unknown): Promise<unknown> {
    const { gone } = this.#link;
    const isPort = service.startsWith('tcp:');
    if (!isPort && !gone.aborted) {
      await Promise.allSettled([pause(goneGraceMs, undefined, { signal: gone })]);
    }
    if (gone.aborted) return gone.reason;
    const name = isPort ? service : service.split(':', 1)[0];
    const message = `The phone refused to open "${name}"; what should answer there does not run.`;
    return new AndroidError('unreachable', message, { cause });
  }
}

async function readShell(stream: Duplex, maxBytes: number): Promise<ShellResult> {
  const decoder = new ShellDecoder();
  const collected = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  let size = 0;
  let exitCode: number | undefined;
  for await (const chunk of chunks(stream)) {
    for (const part of decoder.push(chunk)) {
      if (part.kind === 'exit') {
        exitCode = part.exitCode;
        continue;
      }
      size += part.data.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      collected[part.kind].push(part.data);
    }
  }
  if (exitCode === undefined) throw hungUp();
  return { exitCode, stdout: text(collected.stdout), stderr: text(collected.stderr) };
}

async function readText(stream: Duplex, maxBytes: number): Promise<string> {
  const collected: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks(stream)) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    collected.push(chunk);
  }
  return text(collected);
}

/**
 * Sends a file in pieces, all in the same bytes: each has been sent before the next is read. Hundreds of phones that
 * get an app of 18 MB at once would else make gigabytes of garbage.
 */
async function sendFile(path: string, stream: Duplex): Promise<void> {
  await using file = await open(path);
  const bytes = Buffer.allocUnsafe(pieceBytes);
  for (;;) {
    const { bytesRead } = await file.read(bytes, 0, pieceBytes);
    if (bytesRead === 0) return;
    await written(stream, bytes.subarray(0, bytesRead));
  }
}

function written(stream: Duplex, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(bytes, (failure) => (failure ? reject(failure) : resolve()));
  });
}

/** A stream's chunks; a broken stream is a phone that hung up. */
async function* chunks(stream: Duplex): AsyncGenerator<Buffer> {
  try {
    yield* stream as AsyncIterable<Buffer>;
  } catch (error) {
    throw hungUp(error);
  }
}

function holdStream(stream: Duplex, hasShellV2: boolean): HeldCommand {
  const decoder = new ShellDecoder();
  let outputTail = '';
  let exitCode: number | null = null;
  const keep = (data: Buffer) => {
    outputTail = (outputTail + data.toString('utf8')).slice(-tailCharacters);
  };
  stream.on('data', (chunk: Buffer) => {
    if (!hasShellV2) return keep(chunk);
    for (const part of decoder.push(chunk)) {
      if (part.kind === 'exit') exitCode = part.exitCode;
      else keep(part.data);
    }
  });
  const { promise: ended, resolve } = Promise.withResolvers<{ exitCode: number | null; outputTail: string }>();
  stream.on('error', (error: Error) => keep(Buffer.from(`\n${error.message}`)));
  stream.once('close', () => resolve({ exitCode, outputTail }));
  return {
    ended,
    stop: async () => {
      stream.destroy();
      await ended;
    },
  };
}

const text = (parts: readonly Buffer[]): string => Buffer.concat(parts).toString('utf8');

const tooLarge = (maxBytes: number): AndroidError =>
  new AndroidError('too_large', `The phone's answer is larger than ${maxBytes} bytes, which no command needs.`);
