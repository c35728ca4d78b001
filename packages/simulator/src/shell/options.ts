export interface ParsedOptions {
  has: (name: string) => boolean;
  value: (name: string) => string | undefined;
  rest: readonly string[];
}

/**
 * Reads options in the manner of Android's `am`, `pm` and `cmd`: whole words, some of which are followed by a value.
 * What is no option, and all after `--`, is the rest.
 */
export function wordOptions(args: readonly string[], withValue: readonly string[]): ParsedOptions {
  const options = new Map<string, string>();
  const rest: string[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    if (arg === '--') {
      rest.push(...args.slice(i + 1));
      break;
    }
    if (!arg.startsWith('-') || arg === '-') {
      rest.push(arg);
      continue;
    }
    if (withValue.includes(arg)) {
      options.set(arg, args[i + 1] ?? '');
      i += 1;
    } else options.set(arg, '');
  }
  return { has: (name) => options.has(name), value: (name) => options.get(name), rest };
}

/** Reads options in the manner of toybox: letters that may share one dash (`-lah`), some of which take a value (`-n 3`, `-n3`). */
export function letterOptions(args: readonly string[], withValue = ''): ParsedOptions {
  const options = new Map<string, string>();
  const rest: string[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    if (arg === '--') {
      rest.push(...args.slice(i + 1));
      break;
    }
    if (!/^-[A-Za-z0-9]/.test(arg)) {
      rest.push(arg);
      continue;
    }
    for (let at = 1; at < arg.length; at += 1) {
      const letter = arg.charAt(at);
      if (!withValue.includes(letter)) {
        options.set(letter, '');
        continue;
      }
      const joined = arg.slice(at + 1);
      if (joined === '') i += 1;
      options.set(letter, joined === '' ? (args[i] ?? '') : joined);
      break;
    }
  }
  return { has: (name) => options.has(name), value: (name) => options.get(name), rest };
}
