import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { FileError } from '../../phone/files.ts';
import type { FileEntry } from '../../phone/files.ts';
import { CommandError, readAll } from '../command.ts';
import type { CommandContext, CommandTable } from '../command.ts';
import { formatDate } from '../format-date.ts';
import { letterOptions } from '../options.ts';

/** Commands on the phone's files. */
export const fileCommands: CommandTable = {
  ls(context) {
    const options = letterOptions(context.args);
    const names = options.rest.length > 0 ? options.rest : ['.'];
    return forEachPath(context, names, (path, name) => {
      const entry = context.device.files.stat(path);
      const line = (shown: string, of: FileEntry): string => `${options.has('l') ? longLine(shown, of) : shown}\n`;
      if (entry.kind === 'file' || options.has('d')) {
        context.out(line(name, entry));
        return;
      }
      if (names.length > 1) context.out(`${name}:\n`);
      const listed = context.device.files.list(path);
      if (options.has('l')) context.out(`total ${listed.length * 4}\n`);
      for (const child of listed) context.out(line(child, context.device.files.stat(posix.join(path, child))));
    });
  },

  async cat(context) {
    const options = letterOptions(context.args);
    if (options.rest.length === 0) {
      for await (const chunk of context.stdin) context.out(chunk);
      return 0;
    }
    return forEachPath(context, options.rest, (path) => context.out(context.device.files.read(path)));
  },

  rm(context) {
    const options = letterOptions(context.args);
    return forEachPath(context, options.rest, (path) => {
      if (options.has('f') && !context.device.files.exists(path)) return;
      context.device.files.remove(path, { recursive: options.has('r') || options.has('R') });
    });
  },

  rmdir: (context) =>
    forEachPath(context, letterOptions(context.args).rest, (path) => {
      if (context.device.files.list(path).length > 0) throw new FileError('ENOTEMPTY');
      context.device.files.remove(path, { recursive: true });
    }),

  mkdir(context) {
    const options = letterOptions(context.args, 'm');
    return forEachPath(context, options.rest, (path) =>
      context.device.files.makeDirectory(path, { parents: options.has('p') }),
    );
  },

  touch: (context) =>
    forEachPath(context, letterOptions(context.args).rest, (path) => {
      const { files } = context.device;
      files.write(path, files.exists(path) ? files.read(path) : new Uint8Array());
    }),

  chmod(context) {
    const [mode = '', ...names] = letterOptions(context.args).rest;
    if (!/^[0-7]{3,4}$/.test(mode)) throw new CommandError(`chmod: bad mode '${mode}'`);
    return forEachPath(context, names, (path) => context.device.files.setMode(path, Number.parseInt(mode, 8)));
  },

  cp: (context) => copy(context, 'cp'),
  mv: (context) => copy(context, 'mv'),

  stat(context) {
    const options = letterOptions(context.args, 'c');
    const format =
      options.value('c') ?? '  File: %n\n  Size: %s\t %F\nAccess: (%a/%A)\tUid: (%u/ %U)\tGid: (%g/ %G)\nModify: %y';
    return forEachPath(context, options.rest, (path, name) => {
      context.out(`${formatStat(format, name, context.device.files.stat(path))}\n`);
    });
  },

  md5sum: (context) => digest(context, 'md5'),
  sha1sum: (context) => digest(context, 'sha1'),
  sha256sum: (context) => digest(context, 'sha256'),

  df(context) {
    context.out('Filesystem      1K-blocks     Used Available Use% Mounted on\n');
    context.out('/dev/block/dm-9 114240472 31457280  82783192  28% /data\n');
    context.out('/dev/fuse       114240472 31457280  82783192  28% /storage/emulated\n');
    return 0;
  },

  test: (context) => test(context, context.args),
  '[': (context) => {
    if (context.args.at(-1) !== ']') throw new CommandError('[: missing ]', 2);
    return test(context, context.args.slice(0, -1));
  },
};

function forEachPath(
  context: CommandContext,
  names: readonly string[],
  act: (path: string, name: string) => void,
): number {
  let exitCode = 0;
  for (const name of names) {
    try {
      act(context.path(name), name);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      context.err(`${name}: ${error.message}\n`);
      exitCode = 1;
    }
  }
  return exitCode;
}

function copy(context: CommandContext, name: 'cp' | 'mv'): number {
  const { files } = context.device;
  const names = letterOptions(context.args).rest;
  const last = names.at(-1);
  if (last === undefined || names.length < 2) throw new CommandError(`${name}: Needs 2 arguments`);
  const target = context.path(last);
  const intoFolder = files.exists(target) && files.stat(target).kind === 'directory';
  return forEachPath(context, names.slice(0, -1), (path) => {
    const { mode } = files.stat(path);
    files.write(intoFolder ? posix.join(target, posix.basename(path)) : target, files.read(path), { mode });
    if (name === 'mv') files.remove(path);
  });
}

async function digest(context: CommandContext, algorithm: string): Promise<number> {
  const hash = (content: Uint8Array): string => createHash(algorithm).update(content).digest('hex');
  const { rest } = letterOptions(context.args);
  if (rest.length === 0) {
    context.out(`${hash(await readAll(context.stdin))}  -\n`);
    return 0;
  }
  return forEachPath(context, rest, (path, name) => context.out(`${hash(context.device.files.read(path))}  ${name}\n`));
}

function test(context: CommandContext, args: readonly string[]): number {
  if (args[0] === '!') return test(context, args.slice(1)) === 0 ? 1 : 0;
  const { device, path } = context;
  return holds(args, (name) => {
    const full = path(name);
    return device.files.exists(full) ? device.files.stat(full) : undefined;
  })
    ? 0
    : 1;
}

function holds(args: readonly string[], find: (name: string) => FileEntry | undefined): boolean {
  const [first = '', second = '', third = ''] = args;
  if (args.length < 2) return first !== '';
  if (args.length === 2) {
    const entry = find(second);
    switch (first) {
      case '-z':
        return second === '';
      case '-n':
        return second !== '';
      case '-d':
        return entry?.kind === 'directory';
      case '-f':
        return entry?.kind === 'file';
      case '-s':
        return entry !== undefined && (entry.kind === 'directory' || entry.content.length > 0);
      case '-e':
      case '-r':
      case '-w':
      case '-x':
        return entry !== undefined;
      default:
        throw new CommandError(`test: ${first}: unknown operand`, 2);
    }
  }
  return compares(first, second, third);
}

function compares(left: string, operator: string, right: string): boolean {
  switch (operator) {
    case '=':
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '-eq':
      return Number(left) === Number(right);
    case '-ne':
      return Number(left) !== Number(right);
    case '-gt':
      return Number(left) > Number(right);
    case '-ge':
      return Number(left) >= Number(right);
    case '-lt':
      return Number(left) < Number(right);
    case '-le':
      return Number(left) <= Number(right);
    default:
      throw new CommandError(`test: ${operator}: unknown operand`, 2);
  }
}

function longLine(name: string, entry: FileEntry): string {
  const size = String(entry.kind === 'directory' ? 3452 : entry.content.length);
  return `${letters(entry)} 1 shell shell ${size.padStart(8)} ${formatDate('%Y-%m-%d %H:%M', new Date(entry.modified * 1000))} ${name}`;
}

function letters({ kind, mode }: FileEntry): string {
  const bits = Array.from('rwxrwxrwx', (letter, at) => ((mode >> (8 - at)) & 1 ? letter : '-'));
  return (kind === 'directory' ? 'd' : '-') + bits.join('');
}

function formatStat(format: string, name: string, entry: FileEntry): string {
  return format.replaceAll(/%([nsaAFuUgGyY])/g, (_whole, letter: string) => {
    switch (letter) {
      case 'n':
        return name;
      case 's':
        return String(entry.content.length);
      case 'a':
        return (entry.mode & 0o777).toString(8);
      case 'A':
        return letters(entry);
      case 'F':
        return entry.kind === 'directory' ? 'directory' : 'regular file';
      case 'u':
      case 'g':
        return '2000';
      case 'U':
      case 'G':
        return 'shell';
      case 'Y':
        return String(entry.modified);
      default:
        return formatDate('%Y-%m-%d %H:%M:%S.000000000 +0000', new Date(entry.modified * 1000));
    }
  });
}
