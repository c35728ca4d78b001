import type { Device } from '../phone/device.ts';

/** Where a command reads and writes. */
export interface ShellIo {
  stdin: AsyncIterable<Uint8Array>;
  out: (chunk: Uint8Array | string) => void;
  err: (chunk: Uint8Array | string) => void;
  /** Aborts when nobody listens any more: the host closed the stream, or the phone is gone. */
  signal: AbortSignal;
}

export interface CommandContext extends ShellIo {
  device: Device;
  /** Without the command's own name. */
  args: readonly string[];
  /** Gives the path that a relative one means in the shell's folder. */
  path: (name: string) => string;
  /** Runs another command by name, as `toybox` and `cmd` do; gives its exit code. */
  run: (name: string, args: readonly string[]) => Promise<number>;
}

/** Runs one command and gives its exit code. */
export type CommandRun = (context: CommandContext) => number | Promise<number>;

export type CommandTable = Readonly<Record<string, CommandRun>>;

/** Ends a command with a message on stderr and an exit code. */
export class CommandError extends Error {
  readonly code = 'command_failed';
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.name = 'CommandError';
    this.exitCode = exitCode;
  }
}

/** Reads all of a command's input. */
export async function readAll(stdin: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}
