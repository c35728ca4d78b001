import { expect, test } from 'vitest';
import { privateAdbServer } from '../../../../tests/fixtures/private-adb-server.ts';
import { simulatedPhones } from '../../../../tests/fixtures/simulated-phones.ts';
import { adbServer } from './adb-server.ts';
import { startUiDriver } from '../driver/uiautomator.ts';
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

test('phones are shown in their state, and one that leaves closes its connection', async () => {
  await using real = await privateAdbServer();
  await using phones = await simulatedPhones(220, [{ model: 'Pixel 8' }, { auth: 'unauthorized' }]);
  await using server = adbServer(real);
  const [good = '', distrustful = ''] = phones.addresses;
  const stop = new AbortController();
  const views = server.watch(stop.signal)[Symbol.asyncIterator]();
  await server.attach(good);
  await server.attach(good);
  const online = await viewWhere(views, (view) => view.phones.some((phone) => phone.state === 'online'));
  expect(online.phones).toEqual([
    { transport: 'adb_server', address: good, serial: null, state: 'online', model: 'Pixel 8' },
  ]);

  await expect(server.attach(distrustful)).rejects.toMatchObject({ code: 'unauthorized' });
  await viewWhere(views, (view) =>
    view.phones.some((phone) => phone.address === distrustful && phone.state === 'unauthorized'),
  );
  await expect(server.connect(distrustful)).rejects.toMatchObject({ code: 'unauthorized' });

  const phone = await server.connect(good);
  const running = phone.shell(['sleep', '30'], { timeoutMs: 20_000 });
  await Promise.all([expect(running).rejects.toMatchObject({ code: 'phone_gone' }), server.detach(good)]);
  await phone.closed;
  stop.abort();
});

test('a phone that hangs behind a server which still lists it ends each call at its deadline', async () => {
  await using real = await privateAdbServer();
  await using phones = await simulatedPhones(221);
  await using server = adbServer(real);
  const [address = ''] = phones.addresses;
  const stop = new AbortController();
  const views = server.watch(stop.signal)[Symbol.asyncIterator]();
  await server.attach(address);
  await viewWhere(views, (view) => view.phones.some((phone) => phone.state === 'online'));
  stop.abort();
  await using phone = await server.connect(address);
  const driver = await startUiDriver(phone);
  phones.fault({ at: 'dump', kind: 'freeze', seconds: 1 });
  await expect(driver.source({ timeoutMs: 300 })).rejects.toMatchObject({ code: 'timed_out' });
  await expect(phone.ping({ timeoutMs: 200 })).rejects.toMatchObject({ code: 'timed_out' });
  await driver.close();
});

test('a server that is killed takes its phones with it, at once', async () => {
  await using real = await privateAdbServer();
  await using phones = await simulatedPhones(222);
  await using server = adbServer(real);
  const [address = ''] = phones.addresses;
  const stop = new AbortController();
  const views = server.watch(stop.signal)[Symbol.asyncIterator]();
  await server.attach(address);
  await viewWhere(views, (view) => view.phones.some((phone) => phone.state === 'online'));
  const phone = await server.connect(address);
  const running = phone.shell(['sleep', '30'], { timeoutMs: 20_000 });
  await Promise.all([expect(running).rejects.toMatchObject({ code: 'phone_gone' }), real.kill()]);
  await phone.closed;
  stop.abort();
});
