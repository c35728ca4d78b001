import { posix } from 'node:path';
import type { Device } from '../phone/device.ts';
import { FileError } from '../phone/files.ts';
import { CommandError, readAll } from './command.ts';
import type { CommandTable, ShellIo } from './command.ts';
import { expandWhole, expandWord } from './expand.ts';
import type { Expansion } from './expand.ts';
import { parseScript } from './parse.ts';
import { applyRedirects } from './redirect.ts';
import { ShellSyntaxError } from './syntax.ts';
import type { AndOr, Command, Pipeline, Script } from './syntax.ts';

const NOT_FOUND = 127;
const HUNG_UP = 129;
const SHELL_NAME = '/system/bin/sh';
const LONGEST_RECORD = 200;

class ShellExit extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`exit ${status}`);
    this.name = 'ShellExit';
    this.status = status;
  }
}

/** One shell on a phone: variables, folder and the last exit code live as long as it does. */
export class Shell {
  readonly #device: Device;
  readonly #commands: CommandTable;
  readonly #variables = new Map<string, string>([
    ['PATH', '/product/bin:/system/bin:/system/xbin'],
    ['HOME', '/'],
    ['EXTERNAL_STORAGE', '/sdcard'],
  ]);
  #folder = '/';
  #status = 0;
  #exited = false;

  constructor(device: Device, commands: CommandTable) {
    this.#device = device;
    this.#commands = commands;
  }

  get exited(): boolean {
    return this.#exited;
  }

  /** Runs a line or a script and gives the exit code. */
  async run(text: string, io: ShellIo): Promise<number> {
    try {
      this.#status = await this.#script(parseScript(text), io);
    } catch (error) {
      this.#status = this.#ended(error, io);
    }
    return this.#status;
  }

  /** Runs one command whose words need no parsing, as `abb_exec:` names it. */
  async runWords(name: string, args: readonly string[], io: ShellIo): Promise<number> {
    try {
      return await this.#invoke(name, args, io);
    } catch (error) {
      return this.#ended(error, io);
    }
  }

  #ended(error: unknown, io: ShellIo): number {
    if (error instanceof ShellExit) {
      this.#exited = true;
      return error.status;
    }
    if (error instanceof ShellSyntaxError) {
      io.err(`${SHELL_NAME}: ${error.message}\n`);
      return 1;
    }
    if (io.signal.aborted) return HUNG_UP;
    throw error;
  }

  async #script(script: Script, io: ShellIo): Promise<number> {
    for (const item of script) {
      if (item.background) this.#inBackground(item, io);
      else this.#status = await this.#andOr(item, io);
    }
    return this.#status;
  }

  /** What ended in `&` outlives the stream it was started from; it ends by itself or with the simulator. */
  #inBackground(item: AndOr, io: ShellIo): void {
    const detached: ShellIo = { stdin: nothing(), out: io.out, err: io.err, signal: this.#device.life };
    this.#andOr(item, detached).catch((error: unknown) => {
      if (!this.#device.life.aborted) this.#device.outside.unknown(`failed in the background: ${String(error)}`);
    });
    this.#status = 0;
  }

  async #andOr(item: AndOr, io: ShellIo): Promise<number> {
    for (const { when, pipeline } of item.steps) {
      if (when === 'success' && this.#status !== 0) continue;
      if (when === 'failure' && this.#status === 0) continue;
      if (io.signal.aborted) throw new ShellExit(HUNG_UP);
      this.#status = await this.#pipeline(pipeline, io);
    }
    return this.#status;
  }

  /** Stages run one after another: each reads what the one before it wrote in all. */
  async #pipeline(pipeline: Pipeline, io: ShellIo): Promise<number> {
    let stdin = io.stdin;
    let status = 0;
    for (const [index, command] of pipeline.commands.entries()) {
      const last = index === pipeline.commands.length - 1;
      const piped: Uint8Array[] = [];
      const out = last ? io.out : (chunk: Uint8Array | string) => void piped.push(Buffer.from(chunk));
      status = await this.#command(command, { stdin, out, err: io.err, signal: io.signal });
      stdin = inOrder(piped);
    }
    if (!pipeline.negated) return status;
    return status === 0 ? 1 : 0;
  }

  async #command(command: Command, io: ShellIo): Promise<number> {
    const expansion = this.#expansion(io);
    const redirected = await applyRedirects(command.redirects, io, expansion);
    if (redirected === null) return 1;
    const status = await this.#redirectedCommand(command, redirected.io, expansion);
    return redirected.finish() ? status : 1;
  }

  async #redirectedCommand(command: Command, io: ShellIo, expansion: Expansion): Promise<number> {
    if (command.kind === 'group') return this.#script(command.body, io);
    for (const { name, value } of command.assignments) this.#variables.set(name, await expandWhole(value, expansion));
    const words: string[] = [];
    for (const word of command.words) words.push(...(await expandWord(word, expansion)));
    const [name, ...args] = words;
    return name === undefined ? 0 : this.#invoke(name, args, io);
  }

  async #invoke(name: string, args: readonly string[], io: ShellIo): Promise<number> {
    try {
      return (await this.#builtin(name, args, io)) ?? (await this.#external(name, args, io));
    } catch (error) {
      if (error instanceof CommandError) {
        io.err(`${error.message}\n`);
        return error.exitCode;
      }
      if (!(error instanceof FileError)) throw error;
      io.err(`${name}: ${error.message}\n`);
      return 1;
    }
  }

  #external(name: string, args: readonly string[], io: ShellIo): number | Promise<number> {
    const run = this.#find(name);
    if (run === undefined) {
      this.#device.outside.unknown(`shell:${[name, ...args].join(' ')}`.slice(0, LONGEST_RECORD));
      io.err(`${SHELL_NAME}: ${name}: inaccessible or not found\n`);
      return NOT_FOUND;
    }
    return run({
      ...io,
      device: this.#device,
      args,
      path: (path) => posix.resolve(this.#folder, path),
      run: (other, otherArgs) => this.#invoke(other, otherArgs, io),
    });
  }

  #find(name: string): CommandTable[string] | undefined {
    const plain = name.replace(/^(?:\/system)?\/x?bin\//, '');
    return Object.hasOwn(this.#commands, plain) ? this.#commands[plain] : undefined;
  }

  /** What must run in the shell itself: null for everything else. */
  #builtin(name: string, args: readonly string[], io: ShellIo): number | null | Promise<number> {
    switch (name) {
      case 'sh':
        return args[0] === '-c'
          ? new Shell(this.#device, this.#commands).run(args[1] ?? '', io)
          : this.#scriptFile(args, io);
      case 'eval':
        return this.#script(parseScript(args.join(' ')), io);
      case 'exec':
        return args[0] === undefined ? 0 : this.#invoke(args[0], args.slice(1), io);
      case 'which':
      case 'type':
        return this.#which(args, io);
      case 'command':
        if (args[0] === '-v') return this.#which(args.slice(1), io);
        return this.#invoke(args[0] ?? '', args.slice(1), io);
      case 'exit':
        throw new ShellExit(Number(args[0] ?? this.#status) & 0xff);
      case 'cd':
        return this.#changeFolder(args[0] ?? '/');
      case 'pwd':
        io.out(`${this.#folder}\n`);
        return 0;
      case 'export':
        for (const [variable, value] of args.map((arg) => arg.split(/=(.*)/s, 2))) {
          if (variable !== undefined && value !== undefined) this.#variables.set(variable, value);
        }
        return 0;
      case 'unset':
        for (const variable of args) this.#variables.delete(variable);
        return 0;
      case 'set':
      case ':':
        return 0;
      default:
        return null;
    }
  }

  async #scriptFile(args: readonly string[], io: ShellIo): Promise<number> {
    const [file] = args;
    const text =
      file === undefined ? await readAll(io.stdin) : this.#device.files.read(posix.resolve(this.#folder, file));
    return new Shell(this.#device, this.#commands).run(Buffer.from(text).toString(), io);
  }

  #which(names: readonly string[], io: ShellIo): number {
    const found = names.filter((name) => this.#find(name) !== undefined);
    for (const name of found) io.out(`/system/bin/${name}\n`);
    return found.length === names.length ? 0 : 1;
  }

  #changeFolder(path: string): number {
    const folder = posix.resolve(this.#folder, path);
    if (this.#device.files.stat(folder).kind !== 'directory') throw new FileError('ENOTDIR');
    this.#folder = folder;
    return 0;
  }

  #expansion(io: ShellIo): Expansion {
    return {
      files: this.#device.files,
      folder: this.#folder,
      variable: (name) => this.#variable(name),
      output: async (body) => {
        const printed: Uint8Array[] = [];
        await this.#script(body, { ...io, stdin: nothing(), out: (chunk) => void printed.push(Buffer.from(chunk)) });
        return Buffer.concat(printed).toString();
      },
    };
  }

  #variable(name: string): string {
    if (name === '?') return String(this.#status);
    if (name === '$') return '3999';
    if (name === '#') return '0';
    if (name === '0') return SHELL_NAME;
    if (name === 'PWD') return this.#folder;
    return this.#variables.get(name) ?? '';
  }
}

async function* inOrder(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

function nothing(): AsyncIterable<Uint8Array> {
  return inOrder([]);
}
