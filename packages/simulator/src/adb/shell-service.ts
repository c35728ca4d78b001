import { PassThrough } from 'node:stream';
import type { Device } from '../phone/device.ts';
import type { ShellIo } from '../shell/command.ts';
import { COMMANDS } from '../shell/commands/index.ts';
import { Shell } from '../shell/shell.ts';
import { encodeShellPacket, SHELL, ShellPacketReader } from './shell-packets.ts';
import type { AdbStream } from './stream.ts';
import { runInTerminal, runLines } from './shell-session.ts';

const FAILED = 255;

export interface ShellRequest {
  /** Empty for an interactive shell. */
  command: string;
  terminal: boolean;
  /** The shell protocol: streams apart, exit codes, input that can be closed. */
  protocol: boolean;
}

/**
 * Reads `shell,v2,TERM=xterm,pty:COMMAND`, `shell:COMMAND` and `exec:COMMAND`; null for another service.
 * Without a word about it, an interactive shell gets a terminal and a command none (AOSP daemon/services.cpp, ShellService).
 */
export function parseShellRequest(service: string): ShellRequest | null {
  const found = /^(shell|exec)((?:,[^:]*)?):(.*)$/s.exec(service);
  if (found === null) return null;
  const [, kind, list = '', command = ''] = found;
  if (kind === 'exec') return list === '' ? { command, terminal: false, protocol: false } : null;
  const options = list.split(',');
  const asked = options.includes('pty') || (command === '' && !options.includes('raw'));
  return { command, terminal: asked, protocol: options.includes('v2') };
}

/** Runs a shell on a stream, and closes it when the shell has ended. */
export function serveShell(device: Device, request: ShellRequest, stream: AdbStream): void {
  const shell = new Shell(device, COMMANDS);
  const io = request.protocol ? packetIo(stream) : plainIo(stream);
  const run = async (): Promise<number> => {
    if (request.terminal) return runInTerminal(shell, request.command, promptOf(device), io);
    return request.command === '' ? runLines(shell, io) : shell.run(request.command, io);
  };
  void finish(device, request.protocol, stream, io, run);
}

/** `abb_exec:`: a `cmd` whose words are cut by NUL, without a shell in between (AOSP daemon/abb.cpp). */
export function serveAbbExec(device: Device, words: readonly string[], stream: AdbStream): void {
  const io = plainIo(stream);
  void finish(device, false, stream, io, () => new Shell(device, COMMANDS).runWords('cmd', words, io));
}

async function finish(
  device: Device,
  protocol: boolean,
  stream: AdbStream,
  io: ShellIo,
  run: () => Promise<number>,
): Promise<void> {
  const exitCode = await run().catch((error: unknown) => failed(device, stream, io, error));
  if (stream.destroyed) return;
  if (protocol) stream.write(encodeShellPacket(SHELL.EXIT, Uint8Array.of(exitCode & 0xff)));
  stream.end();
}

/** A fault of the simulator's own looks like an exception of Android's, and is recorded. */
function failed(device: Device, stream: AdbStream, io: ShellIo, error: unknown): number {
  if (stream.hungUp.aborted) return FAILED;
  const message = error instanceof Error ? error.message : String(error);
  device.outside.unknown(`failed: ${message}`);
  io.err(`Exception occurred while executing: ${message}\n`);
  return FAILED;
}

function promptOf(device: Device): string {
  return `${device.properties.get('ro.product.device') ?? 'localhost'}:/ $ `;
}

/** Without the protocol both outputs share the stream. */
function plainIo(stream: AdbStream): ShellIo {
  const write = (chunk: Uint8Array | string): void => {
    if (stream.writable) stream.write(chunk);
  };
  return { stdin: stream.iterator({ destroyOnReturn: false }), out: write, err: write, signal: stream.hungUp };
}

function packetIo(stream: AdbStream): ShellIo {
  const stdin = new PassThrough();
  const reader = new ShellPacketReader();
  stream.on('data', (chunk: Buffer) => {
    for (const { id, data } of reader.push(chunk)) {
      if (id === SHELL.CLOSE_STDIN) stdin.end();
      else if (id === SHELL.STDIN && stdin.writable && !stdin.write(data)) stream.pause();
    }
  });
  stdin.on('drain', () => stream.resume());
  stream.once('end', () => stdin.end());
  stream.once('close', () => stdin.end());
  const writeAs =
    (id: number) =>
    (chunk: Uint8Array | string): void => {
      if (stream.writable && chunk.length > 0) stream.write(encodeShellPacket(id, Buffer.from(chunk)));
    };
  return { stdin, out: writeAs(SHELL.STDOUT), err: writeAs(SHELL.STDERR), signal: stream.hungUp };
}
