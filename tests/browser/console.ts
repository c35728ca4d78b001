import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMuster, type MusterClient } from '@muster/client';
import { LocalAccess } from '@muster/contract';
import { startConsole } from '@muster/server';

export interface TestConsole extends AsyncDisposable {
  readonly url: string;
  /** The one-time link that makes the administrator. */
  readonly setupUrl: string;
  /** The same console as a program sees it, to bring about what a second person would do. */
  readonly api: MusterClient;
}

const PAGE = fileURLToPath(new URL('../../apps/web/dist/index.html', import.meta.url));

/** A real console with an empty data folder of its own, on a port of its own, with the page as it was last built. */
export async function openConsole(): Promise<TestConsole> {
  if (!existsSync(PAGE)) throw new Error('The web page is not built: run script/setup first.');
  const folder = await mkdtemp(join(tmpdir(), 'muster-browser-'));
  // As root the database runs as another user, who must be able to pass through; else it would live elsewhere.
  await chmod(folder, 0o711);
  const data = join(folder, 'data');
  const running = await startConsole({
    flags: { data, port: '0' },
    environment: { PATH: process.env['PATH'], MUSTER_ADB_SERVER: 'off', MUSTER_LOG: 'error' },
  });
  if (running.setupUrl === null) throw new Error('An empty console asks for its administrator.');
  const access = LocalAccess.parse(JSON.parse(await readFile(join(data, 'local-access.json'), 'utf8')));
  return {
    url: running.url,
    setupUrl: running.setupUrl,
    api: createMuster({ baseUrl: running.url, token: access.token }),
    async [Symbol.asyncDispose]() {
      await running.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
