import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataFolder } from '../data-folder.ts';
import { createLog } from '../log/index.ts';
import type { Connection } from './connect.ts';
import { startEmbeddedPostgres } from './embedded/index.ts';

/** Where test files ask for the database server of their run. */
export const TEST_SERVER_VARIABLE = 'MUSTER_TEST_DATABASE_SERVER';

/** Nothing of a test outlives the run, so nothing is forced to the disk. */
const TEST_SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

export interface TestServer {
  readonly connection: Connection;
  stop(): Promise<void>;
}

/** Starts PostgreSQL on a temporary folder of its own. */
export async function startTestServer(): Promise<TestServer> {
  const path = await mkdtemp(join(tmpdir(), 'muster-test-'));
  const systemFolder = `${path}-system`;
  const dataFolder = await openDataFolder(path);
  const log = createLog({ level: 'error' });
  const server = await startEmbeddedPostgres({ dataFolder, log, settings: TEST_SETTINGS, systemFolder });
  return {
    connection: server.connection,
    stop: async () => {
      await server.stop();
      await dataFolder.release();
      await rm(path, { recursive: true, force: true });
      await rm(systemFolder, { recursive: true, force: true });
    },
  };
}

/**
 * For `globalSetup` of vitest: one server for the whole run, started when the first test file asks for it, so runs
 * without a database test do not pay for it.
 */
export default async function shareTestServer(): Promise<() => Promise<void>> {
  let server: Promise<TestServer> | undefined;
  const door = createServer((_request, response) => {
    server ??= startTestServer();
    server.then(
      ({ connection }) => response.end(JSON.stringify(connection)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  process.env[TEST_SERVER_VARIABLE] = `http://127.0.0.1:${portOf(door)}/`;
  return async () => {
    await new Promise((resolve) => {
      door.close(resolve);
      door.closeAllConnections();
    });
    await (await server)?.stop();
  };
}

function portOf(door: Server): number {
  const address = door.address();
  if (address === null || typeof address === 'string') throw new Error('The door of the test server has no port.');
  return address.port;
}
