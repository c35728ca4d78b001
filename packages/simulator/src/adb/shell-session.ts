import { PassThrough } from 'node:stream';
import type { ShellIo } from '../shell/command.ts';
import type { Shell } from '../shell/shell.ts';
import { LineEditor, toTerminal } from './terminal.ts';

const INTERRUPTED = 130;

/** `adb shell < script`: each line of the input is a command; gives the last exit code. */
export async function runLines(shell: Shell, io: ShellIo): Promise<number> {
  const decoder = new TextDecoder();
  let pending = '';
  let status = 0;
  for await (const chunk of io.stdin) {
    const lines = (pending + decoder.decode(chunk, { stream: true })).split('\n');
    pending = lines.pop() ?? '';
    for (const line of lines) {
      status = await shell.run(line, { ...io, stdin: empty() });
      if (shell.exited) return status;
    }
  }
  return pending === '' ? status : shell.run(pending, { ...io, stdin: empty() });
}

/** A shell behind a terminal: echo, line ends, Ctrl-C and Ctrl-D; one command, or lines until `exit`. */
export async function runInTerminal(shell: Shell, command: string, prompt: string, io: ShellIo): Promise<number> {
  const terminal = new Terminal(shell, prompt, io);
  return command === '' ? terminal.interact() : terminal.runOne(command);
}

class Terminal {
  readonly #shell: Shell;
  readonly #prompt: string;
  readonly #io: ShellIo;
  readonly #typed = new PassThrough();
  #interrupt = new AbortController();

  constructor(shell: Shell, prompt: string, io: ShellIo) {
    this.#shell = shell;
    this.#prompt = prompt;
    this.#io = io;
  }

  /** The command reads what is typed; the terminal goes with it. */
  runOne(command: string): Promise<number> {
    const over = new AbortController();
    void this.#readKeys((line) => this.#typed.write(`${line}\n`), over.signal);
    return this.#run(command, this.#typed).finally(() => over.abort());
  }

  async interact(): Promise<number> {
    const { promise: exited, resolve } = Promise.withResolvers<number>();
    let status = 0;
    let queue = Promise.resolve();
    this.#print(this.#prompt);
    const reading = this.#readKeys((line) => {
      const before = queue;
      queue = (async () => {
        await before;
        status = await this.#run(line, empty());
        if (this.#shell.exited) resolve(status);
        else this.#print(this.#prompt);
      })();
    }, this.#io.signal);
    const ended = async (): Promise<number> => {
      await reading;
      await queue;
      return status;
    };
    return Promise.race([exited, ended()]);
  }

  async #readKeys(onLine: (line: string) => void, over: AbortSignal): Promise<void> {
    const editor = new LineEditor();
    for await (const chunk of this.#io.stdin) {
      if (over.aborted) return;
      for (const event of editor.feed(chunk)) {
        switch (event.kind) {
          case 'echo':
            this.#print(event.text);
            break;
          case 'line':
            this.#print('\n');
            onLine(event.line);
            break;
          case 'interrupt':
            this.#print('^C\n');
            this.#interrupt.abort();
            break;
          case 'end':
            this.#typed.end();
            return;
        }
      }
    }
    this.#typed.end();
  }

  async #run(command: string, stdin: AsyncIterable<Uint8Array>): Promise<number> {
    this.#interrupt = new AbortController();
    const print = (chunk: Uint8Array | string): void => this.#print(chunk);
    const signal = AbortSignal.any([this.#io.signal, this.#interrupt.signal]);
    const status = await this.#shell.run(command, { stdin, out: print, err: print, signal });
    return this.#interrupt.signal.aborted ? INTERRUPTED : status;
  }

  #print(chunk: Uint8Array | string): void {
    this.#io.out(toTerminal(chunk));
  }
}

// oxlint-disable-next-line require-yield -- a stream of nothing yields nothing
async function* empty(): AsyncGenerator<Uint8Array> {
  return;
}
