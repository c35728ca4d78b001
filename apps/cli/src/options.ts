import { access, constants, readFile, stat } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { CommandRefused, WrongUsage } from './exit.ts';

/** The options of every command that talks to a console. */
export function consoleOptions(command: Command): Command {
  return command
    .option('--json', 'print one line of JSON')
    .option('--url <url>', 'address of the console (else MUSTER_URL, else the one of the data folder)')
    .option('--data <folder>', 'data folder of a console on this machine (else MUSTER_DATA)');
}

/** A file that can be opened, before it is handed on. @throws CommandRefused */
export async function requireFile(path: string): Promise<void> {
  try {
    await access(path, constants.R_OK);
    if ((await stat(path)).isFile()) return;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new CommandRefused(`${path} cannot be read (${code}).`);
  }
  throw new CommandRefused(`${path} is not a file.`);
}

/** A secret from standard input or a file; never from an argument, which every process of this machine can read. */
export async function readSecretInput(options: { stdin?: boolean; file?: string }): Promise<string | undefined> {
  if (options.stdin === true && options.file !== undefined) throw new WrongUsage('Give the secret once.');
  if (options.stdin === true) return withoutLastNewline(await text(process.stdin));
  if (options.file === undefined) return undefined;
  const content = await readFile(options.file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandRefused(`${options.file} cannot be read (${error.code}).`);
  });
  return withoutLastNewline(content);
}

function withoutLastNewline(content: string): string {
  return content.replace(/\r?\n$/, '');
}

/** A whole number of an argument. @throws WrongUsage */
export function wholeNumber(value: string, name: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0 || value.trim() === '') {
    throw new WrongUsage(`${name} is a whole number, not “${value}”.`);
  }
  return number;
}
