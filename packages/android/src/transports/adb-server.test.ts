import { expect, test } from 'vitest';
import { privateAdbServer } from '../../../../tests/fixtures/private-adb-server.ts';
import { adbServer } from './adb-server.ts';
import type { AdbServerView } from './transport.ts';

/** Reads views until one fits; the test's own time-out is the deadline. */
async function viewWhere(
  views: AsyncIterator<AdbServerView>,
  fits: (view: AdbServerView) => boolean,
): Promise<AdbServerView> {
  for (;;) {
    const next = await views.next();
    if (next.done === true) throw new Error('The watch ended');
    if (fits(next.value)) return next.value;
  }
}

test('a server that is not there is a view, and starts no server', async () => {
  await using server = adbServer({ host: '127.0.0.1', port: 1 });
  const stop = new AbortController();
  const views = server.watch(stop.signal)[Symbol.asyncIterator]();
  expect((await views.next()).value).toEqual({ server: 'absent', phones: [] });
  await expect(server.connect('any')).rejects.toMatchObject({ code: 'no_adb_server' });
  await expect(server.attach('127.8.9.9:5555')).rejects.toMatchObject({ code: 'no_adb_server' });
  stop.abort();
  expect((await views.next()).done).toBe(true);
});

test("Debian's server that dies and comes back is seen each time", async () => {
  await using real = await privateAdbServer();
  await using server = adbServer(real);
  const stop = new AbortController();
  const views = server.watch(stop.signal)[Symbol.asyncIterator]();
  expect((await views.next()).value).toEqual({ server: 'running', version: 41, phones: [] });
  await real.kill();
  expect((await views.next()).value).toEqual({ server: 'absent', phones: [] });
  await real.start();
  expect((await views.next()).value).toMatchObject({ server: 'running' });
  stop.abort();
});

test('an address at which nothing listens is refused and leaves no row behind', async () => {
  await using real = await privateAdbServer();
  await using server = adbServer(real);
  await expect(server.attach('127.8.9.9:5555')).rejects.toMatchObject({ code: 'unreachable' });
  await expect(server.connect('127.8.9.9:5555')).rejects.toMatchObject({ code: 'unreachable' });
  await server.detach('127.8.9.9:5555');
  const stop = new AbortController();
  const views = server.watch(stop.signal)[Symbol.asyncIterator]();
  expect(await viewWhere(views, (view) => view.server === 'running')).toMatchObject({ phones: [] });
  stop.abort();
});
