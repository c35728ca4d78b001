import { posix } from 'node:path';
import { FileError } from '../phone/files.ts';
import type { ShellIo } from './command.ts';
import { expandWhole } from './expand.ts';
import type { Expansion } from './expand.ts';
import type { Redirect } from './syntax.ts';

type Sink = ShellIo['out'];

interface Redirected {
  io: ShellIo;
  /** Puts what was written into its files; false when one could not be written. */
  finish(): boolean;
}

/** Gives a command's streams after its redirects, from left to right; null after saying which file cannot be had. */
export async function applyRedirects(
  redirects: readonly Redirect[],
  io: ShellIo,
  expansion: Expansion,
): Promise<Redirected | null> {
  const changed: ShellIo = { ...io };
  const pending: (() => void)[] = [];
  try {
    for (const redirect of redirects) {
      if (redirect.kind === 'duplicate') {
        const to = redirect.to === 1 ? changed.out : changed.err;
        if (redirect.from === 1) changed.out = to;
        else changed.err = to;
        continue;
      }
      const path = posix.resolve(expansion.folder, await expandWhole(redirect.file, expansion));
      if (redirect.kind === 'input') {
        changed.stdin = once(expansion.files.read(path));
        continue;
      }
      const sink = path === '/dev/tty' ? io.out : fileSink(path, redirect.append, expansion, pending);
      if (redirect.descriptor === 1) changed.out = sink;
      else changed.err = sink;
    }
  } catch (error) {
    return refuse(error, io);
  }
  return {
    io: changed,
    finish: () => {
      try {
        for (const put of pending) put();
        return true;
      } catch (error) {
        refuse(error, io);
        return false;
      }
    },
  };
}

/** The file is made at once, as a shell does, and gets its content when the command has ended. */
function fileSink(path: string, append: boolean, { files }: Expansion, pending: (() => void)[]): Sink {
  const chunks: Uint8Array[] = append && files.exists(path) ? [files.read(path)] : [];
  files.write(path, Buffer.concat(chunks));
  pending.push(() => files.write(path, Buffer.concat(chunks)));
  return path === '/dev/null' ? () => undefined : (chunk) => void chunks.push(Buffer.from(chunk));
}

function refuse(error: unknown, io: ShellIo): null {
  if (!(error instanceof FileError)) throw error;
  io.err(`/system/bin/sh: can't open file: ${error.message}\n`);
  return null;
}

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}
