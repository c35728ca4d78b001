import { AndroidError } from '../android-error.ts';

/**
 * One command line for the phone's shell (mksh), in which every argument is exactly one word and nothing is expanded.
 * POSIX XCU 2.2.2: within single quotes every character stands for itself, and only the single quote cannot appear.
 * Throws `command_failed` for a NUL, which no argument of a process can hold.
 */
export function quoteCommand(argv: readonly string[]): string {
  if (argv.length === 0) throw new AndroidError('command_failed', 'There is no command to run on the phone.');
  return argv.map(quoteArgument).join(' ');
}

function quoteArgument(argument: string): string {
  if (argument.includes('\0')) {
    throw new AndroidError('command_failed', 'A command for the phone holds a NUL character, which no command can.');
  }
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(argument)) return argument;
  return `'${argument.replaceAll("'", String.raw`'\''`)}'`;
}
