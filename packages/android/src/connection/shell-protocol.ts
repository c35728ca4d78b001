import { AndroidError } from '../android-error.ts';

export type ShellPart = { kind: 'stdout' | 'stderr'; data: Buffer } | { kind: 'exit'; exitCode: number };

const headerBytes = 5;
const stdoutId = 1;
const stderrId = 2;
const exitId = 3;

/**
 * Decodes the stream of a `shell,v2,raw:` service: packets of one byte id, four bytes little-endian length, and data
 * (AOSP packages/modules/adb/shell_protocol.h). Data is handed on as it comes, so a claimed length costs no memory.
 */
export class ShellDecoder {
  readonly #header = Buffer.alloc(headerBytes);
  #headerFill = 0;
  #remaining = 0;

  *push(chunk: Buffer): Generator<ShellPart> {
    let rest = chunk;
    while (rest.length > 0) {
      if (this.#headerFill < headerBytes) {
        const taken = rest.copy(this.#header, this.#headerFill, 0, headerBytes - this.#headerFill);
        this.#headerFill += taken;
        rest = rest.subarray(taken);
        if (this.#headerFill === headerBytes) this.#beginPacket();
        continue;
      }
      const data = rest.subarray(0, this.#remaining);
      rest = rest.subarray(data.length);
      this.#remaining -= data.length;
      if (this.#remaining === 0) this.#headerFill = 0;
      yield* this.#part(data);
    }
  }

  #beginPacket(): void {
    this.#remaining = this.#header.readUInt32LE(1);
    if (this.#remaining === 0) this.#headerFill = 0;
  }

  *#part(data: Buffer): Generator<ShellPart> {
    switch (this.#header[0]) {
      case stdoutId:
        yield { kind: 'stdout', data };
        return;
      case stderrId:
        yield { kind: 'stderr', data };
        return;
      case exitId:
        yield { kind: 'exit', exitCode: data[0] ?? 0 };
        return;
      default:
      // Ids that came with later versions are skipped, as adb itself does.
    }
  }
}

const marker = '__exit_code__';

/** A command line whose output ends with its exit code, for phones without shell protocol v2. */
export const withExitCode = (commandLine: string): string => `${commandLine}; echo ${marker}$?`;

/** Takes the exit code off the end of such an output. Throws `phone_gone` when it is not there: the command was cut off. */
export function splitExitCode(output: string): { exitCode: number; stdout: string } {
  const match = new RegExp(`${marker}(\\d+)\\r?\\n?$`).exec(output);
  if (match === null) throw hungUp();
  return { exitCode: Number(match[1]), stdout: output.slice(0, match.index) };
}

export const hungUp = (cause?: unknown): AndroidError =>
  new AndroidError('phone_gone', 'The phone hung up in the middle of a command. Check its cable or its network.', {
    cause,
  });
