import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { simulatedPhones } from '../../../../tests/fixtures/simulated-phones.ts';
import type { SimulatedPhones } from '../../../../tests/fixtures/simulated-phones.ts';

let phones: SimulatedPhones;
beforeAll(async () => {
  phones = await simulatedPhones(201, [{ auth: 'rsa', model: 'Pixel 8' }, { auth: 'unauthorized' }, { auth: 'none' }]);
});
afterAll(() => phones[Symbol.asyncDispose]());

const address = (index: number): string => phones.addresses[index] ?? '';

test('a phone that asks for a key takes ours, and tells who it is', async () => {
  await using phone = await phones.transport.connect(address(0));
  expect(await phone.facts()).toEqual({
    serial: 'SIM201-0',
    model: 'Pixel 8',
    androidVersion: '14',
    androidId: expect.stringMatching(/^[0-9a-f]{16}$/),
  });
});

test('a phone whose owner does not allow the key is unauthorized, and the error shows the fingerprint', async () => {
  const refused = phones.transport.connect(address(1), { timeoutMs: 2_000 });
  await expect(refused).rejects.toMatchObject({
    code: 'unauthorized',
    message: expect.stringContaining(phones.transport.fingerprint),
  });
});

test('an address at which nothing listens is unreachable', async () => {
  await expect(phones.transport.connect('127.9.9.9:5555')).rejects.toMatchObject({ code: 'unreachable' });
});

test('text that is no address reaches no network', async () => {
  await expect(phones.transport.connect('a;reboot')).rejects.toMatchObject({ code: 'bad_address' });
});

test('a server that is no phone is told apart', async () => {
  await using server = await listening((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'.padEnd(64)));
  await expect(phones.transport.connect(server.address)).rejects.toMatchObject({ code: 'not_adb' });
});

test('an address that accepts and never answers ends at the deadline', async () => {
  await using server = await listening(() => {});
  await expect(phones.transport.connect(server.address, { timeoutMs: 200 })).rejects.toMatchObject({
    code: 'timed_out',
  });
});

test('an address that hangs up in the handshake is a phone that went', async () => {
  await using server = await listening((socket) => socket.destroy());
  await expect(phones.transport.connect(server.address)).rejects.toMatchObject({ code: 'phone_gone' });
});

test('connecting can be given up', async () => {
  await using server = await listening(() => {});
  const controller = new AbortController();
  const connecting = phones.transport.connect(server.address, { signal: controller.signal });
  controller.abort(new Error('not needed any more'));
  await expect(connecting).rejects.toThrow('not needed any more');
});

test('what the transport opened is closed with it', async () => {
  await using own = await simulatedPhones(202);
  const phone = await own.transport.connect(own.addresses[0] ?? '');
  await own.transport[Symbol.asyncDispose]();
  await phone.closed;
  await expect(phone.shell(['true'], { timeoutMs: 1_000 })).rejects.toMatchObject({ code: 'phone_gone' });
});

async function listening(onSocket: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.resume().on('error', () => sockets.delete(socket));
    onSocket(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('Not listening on TCP');
  return {
    address: `127.0.0.1:${bound.port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
