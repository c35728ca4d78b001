import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { Duplex, duplexPair } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import { PhoneHttp } from './phone-http.ts';

/** A server reached over streams without any TCP, as a phone's is. */
function serve(listener: RequestListener): { open: () => Promise<Duplex>; streams: Duplex[]; server: Server } {
  const server = createServer(listener);
  const streams: Duplex[] = [];
  const open = async () => {
    const [ours, theirs] = duplexPair();
    streams.push(theirs);
    server.emit('connection', theirs);
    return ours;
  };
  return { open, streams, server };
}

const never = new AbortController().signal;
const get = { method: 'GET', path: '/status', maxBytes: 1_000, signal: never } as const;

let http: PhoneHttp;
afterEach(() => http.close());

test('one stream carries one exchange after the other', async () => {
  const { open, streams } = serve((request, response) => {
    request.setEncoding('utf8');
    let body = '';
    request
      .on('data', (text: string) => (body += text))
      .on('end', () => response.end(`${request.method} ${request.url} ${body}`));
  });
  http = new PhoneHttp(open);
  expect((await http.call(get)).body.toString()).toBe('GET /status ');
  const posted = await http.call({ ...get, method: 'POST', path: '/element', body: { text: 'ä' } });
  expect(posted).toEqual({ status: 200, body: Buffer.from('POST /element {"text":"ä"}') });
  expect(streams).toHaveLength(1);
});

test('a stream gathers no listeners, however long it is used', async () => {
  const { open } = serve((_request, response) => response.end('ok'));
  let stream: Duplex | undefined;
  http = new PhoneHttp(async () => (stream = await open()));
  await http.call(get);
  const before = stream?.listenerCount('error');
  for (let call = 0; call < 20; call += 1) await http.call(get);
  expect(stream?.listenerCount('error')).toBe(before);
});

test('two calls at once wait for each other', async () => {
  let running = 0;
  const { open } = serve((_request, response) => {
    running += 1;
    setImmediate(() => {
      response.end(String(running));
      running -= 1;
    });
  });
  http = new PhoneHttp(open);
  const answers = await Promise.all([http.call(get), http.call(get)]);
  expect(answers.map((answer) => answer.body.toString())).toEqual(['1', '1']);
});

test('an answer that is too large is given up', async () => {
  const { open } = serve((_request, response) => response.end('x'.repeat(2_000)));
  http = new PhoneHttp(open);
  await expect(http.call(get)).rejects.toMatchObject({ code: 'too_large' });
});

test('a call that is given up ends with the reason, and the next one works', async () => {
  const started = Promise.withResolvers<void>();
  let isFirst = true;
  const { open } = serve((_request, response) => {
    if (!isFirst) response.end('ok');
    isFirst = false;
    started.resolve();
  });
  http = new PhoneHttp(open);
  const controller = new AbortController();
  const call = http.call({ ...get, signal: controller.signal });
  await started.promise;
  controller.abort();
  await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  expect((await http.call(get)).body.toString()).toBe('ok');
});

test('a look over a stream that died in the meantime is taken again; an act is not', async () => {
  let served = 0;
  const { open } = serve((request, response) => {
    served += 1;
    if (served % 2 === 0) request.socket.destroy();
    else response.end('ok');
  });
  http = new PhoneHttp(open);
  await http.call(get);
  expect((await http.call(get)).body.toString()).toBe('ok');
  await expect(http.call({ ...get, method: 'POST' })).rejects.toThrow('socket hang up');
  expect(served).toBe(4);
});

test('a stream that cannot be opened fails the call', async () => {
  http = new PhoneHttp(() => Promise.reject(new Error('refused')));
  await expect(http.call(get)).rejects.toThrow('refused');
});
