import { CommandError, readAll } from '../command.ts';
import type { CommandContext, CommandTable } from '../command.ts';
import { letterOptions } from '../options.ts';

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', '0': '\0', '\\': '\\' };

/** Commands that print text or filter it. */
export const textCommands: CommandTable = {
  echo(context) {
    const options = /^-[neE]+$/.test(context.args[0] ?? '') ? (context.args[0] ?? '') : '';
    const text = context.args.slice(options === '' ? 0 : 1).join(' ');
    context.out((options.includes('e') ? unescape(text) : text) + (options.includes('n') ? '' : '\n'));
    return 0;
  },

  printf(context) {
    const [format = '', ...values] = context.args;
    let next = 0;
    context.out(
      unescape(format).replaceAll(/%[sd%]/g, (found) => {
        if (found === '%%') return '%';
        next += 1;
        return values[next - 1] ?? (found === '%d' ? '0' : '');
      }),
    );
    return 0;
  },

  async grep(context) {
    const options = letterOptions(context.args, 'emABC');
    const patterns = options.has('e') ? [] : options.rest.slice(0, 1);
    const pattern = options.value('e') ?? patterns[0];
    if (pattern === undefined) throw new CommandError('grep: no REGEX', 2);
    const matches = matcher(pattern, {
      fixed: options.has('F'),
      anyCase: options.has('i'),
      extended: options.has('E'),
    });
    const limit = Number(options.value('m') ?? Number.POSITIVE_INFINITY);
    const lines = await inputLines(context, options.rest.slice(patterns.length));
    const found = lines.filter((line) => matches.test(line) !== options.has('v')).slice(0, limit);
    if (options.has('c')) context.out(`${found.length}\n`);
    else if (!options.has('q')) {
      for (const line of found) context.out(`${options.has('o') ? (matches.exec(line)?.[0] ?? '') : line}\n`);
    }
    return found.length > 0 ? 0 : 1;
  },

  async head(context) {
    const { count, names } = lineCount(context.args);
    for (const line of (await inputLines(context, names)).slice(0, count)) context.out(`${line}\n`);
    return 0;
  },

  async tail(context) {
    const { count, names } = lineCount(context.args);
    const lines = await inputLines(context, names);
    for (const line of lines.slice(Math.max(0, lines.length - count))) context.out(`${line}\n`);
    return 0;
  },

  async sort(context) {
    const options = letterOptions(context.args);
    const lines = (await inputLines(context, options.rest)).sort();
    const kept = options.has('u') ? [...new Set(lines)] : lines;
    for (const line of options.has('r') ? kept.toReversed() : kept) context.out(`${line}\n`);
    return 0;
  },

  async wc(context) {
    const options = letterOptions(context.args);
    const content = await input(context, options.rest);
    const text = content.toString();
    const counts = [
      { letter: 'l', count: text.split('\n').length - 1 },
      { letter: 'w', count: text.split(/\s+/).filter((word) => word !== '').length },
      { letter: 'c', count: content.length },
    ];
    const asked = counts.filter(({ letter }) => options.has(letter));
    context.out(`${(asked.length > 0 ? asked : counts).map(({ count }) => count).join(' ')}\n`);
    return 0;
  },

  async base64(context) {
    const options = letterOptions(context.args, 'w');
    const content = await input(context, options.rest);
    if (options.has('d')) {
      context.out(Buffer.from(content.toString(), 'base64'));
      return 0;
    }
    const width = Number(options.value('w') ?? 76);
    const text = content.toString('base64');
    context.out(width === 0 ? text : text.replaceAll(new RegExp(`.{1,${width}}`, 'g'), '$&\n'));
    return 0;
  },

  async tr(context) {
    const options = letterOptions(context.args);
    const [from = [], to = []] = options.rest.map((set) => Array.from(unescape(set)));
    const translate = (character: string): string => {
      const at = from.indexOf(character);
      if (at === -1) return character;
      return options.has('d') ? '' : (to[at] ?? to.at(-1) ?? character);
    };
    context.out(Array.from((await readAll(context.stdin)).toString(), translate).join(''));
    return 0;
  },
};

async function input(context: CommandContext, names: readonly string[]): Promise<Buffer> {
  if (names.length === 0) return readAll(context.stdin);
  return Buffer.concat(names.map((name) => context.device.files.read(context.path(name))));
}

async function inputLines(context: CommandContext, names: readonly string[]): Promise<string[]> {
  const lines = (await input(context, names)).toString().split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** `head -3`, `head -n 3`, `head -n3`. */
function lineCount(args: readonly string[]): { count: number; names: readonly string[] } {
  const options = letterOptions(
    args.map((arg) => arg.replace(/^-(\d+)$/, '-n$1')),
    'n',
  );
  return { count: Math.abs(Number(options.value('n') ?? 10)), names: options.rest };
}

/** A POSIX basic expression takes `\|` where an extended one takes `|`. */
function matcher(pattern: string, how: { fixed: boolean; anyCase: boolean; extended: boolean }): RegExp {
  const flags = how.anyCase ? 'i' : '';
  if (how.fixed) return new RegExp(pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'), flags);
  const source = how.extended
    ? pattern
    : pattern.replaceAll(
        /\\([|+?(){}])|([|+?(){}])/g,
        (_whole, special: string, plain: string) => special ?? `\\${plain}`,
      );
  try {
    return new RegExp(source, flags);
  } catch {
    throw new CommandError(`grep: bad regex '${pattern}'`, 2);
  }
}

function unescape(text: string): string {
  return text.replaceAll(/\\([ntrab0\\])/g, (_whole, letter: string) => ESCAPES[letter] ?? letter);
}
