import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ServeReady } from '@muster/contract';

const program = fileURLToPath(new URL('../main.ts', import.meta.url));
let folder: string;
let serving: ChildProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-serve-'));
});
afterEach(async () => {
  serving?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Nothing answers at port 1: a machine on which no adb server runs. */
function serve(...options: string[]): ChildProcess & { stdout: NodeJS.ReadableStream; stderr: NodeJS.ReadableStream } {
  const child = spawn(process.execPath, [program, 'serve', '--data', join(folder, 'data'), '--json', ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], MUSTER_ADB_SERVER: '127.0.0.1:1', MUSTER_LOG: 'error' },
  });
  serving = child;
  return child;
}

describe('serve', () => {
  it('ends with SIGTERM, also where no adb server runs', async () => {
    const child = serve('--port', '0');
    const [line] = await once(child.stdout, 'data');
    expect(ServeReady.parse(JSON.parse(String(line))).setupUrl).toContain('/setup#');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('says in one sentence that its port is taken, and ends', async () => {
    await using other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const child = serve('--port', String(port));
    const [said, [status]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect([status, said]).toEqual([1, `Port ${port} on 127.0.0.1 is taken. Choose another with --port.\n`]);
  });

  it.each([
    ['x', '--port is a whole number, not “x”.\n'],
    ['70000', '--port is at most 65535.\n'],
  ])('calls --port %s wrong usage', async (port, sentence) => {
    const child = serve('--port', port);
    const [said, [status]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect([status, said]).toEqual([2, sentence]);
  });
});
