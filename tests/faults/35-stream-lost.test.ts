import { expect, it } from 'vitest';
import { MusterEvent } from '@muster/contract';
import { instagramPhone, phoneAddress } from '../fixtures/simulator.ts';
import type { TestConsole } from '../fixtures/console.ts';
import { playFault } from './start.ts';

const scenario = {
  service: { instagram: [{ username: 'ana', password: 'right horse' }] },
  phones: [instagramPhone('P1', phoneAddress(35, 1), {}, { latencyMs: 60 })],
};

interface Numbered {
  readonly id: number;
  readonly event: MusterEvent | null;
}

/** Reads server-sent events until one is as wished, then closes the stream as a closed browser would. */
async function listen(
  server: TestConsole,
  after: number | null,
  isLast: (one: Numbered) => boolean,
): Promise<Numbered[]> {
  const stop = new AbortController();
  const headers = {
    authorization: `Bearer ${server.token}`,
    ...(after === null ? {} : { 'last-event-id': String(after) }),
  };
  const answer = await server.request('/api/v1/events', { headers, signal: stop.signal });
  const heard: Numbered[] = [];
  let rest = '';
  for await (const part of (answer.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    const messages = (rest + part).split('\n\n');
    rest = messages.pop() ?? '';
    for (const message of messages) {
      const id = Number(/^id: (\d+)$/m.exec(message)?.[1]);
      const data: unknown = JSON.parse(/^data: (.*)$/m.exec(message)?.[1] ?? '{}');
      const one = { id, event: /^event: hello$/m.test(message) ? null : MusterEvent.parse(data) };
      heard.push(one);
      if (!isLast(one)) continue;
      stop.abort();
      return heard;
    }
  }
  throw new Error(`The stream ended by itself after ${JSON.stringify(heard)}.`);
}

it('a stream lost in mid-run ends nothing; the next one is caught up by number, and nothing is missing', async () => {
  await playFault({ scenario }, async ({ server, account, login, settled }) => {
    await account('ana', 'P1');
    const [opened] = await listen(server, null, ({ event }) => event === null);
    const runId = await login(['ana']);
    const first = await listen(server, opened?.id ?? 0, ({ event }) => event?.type === 'task.changed');
    const last = first.at(-1)?.id ?? 0;
    expect(await settled(runId)).toMatchObject([{ outcome: 'done' }]);

    const written = await server.query<{ id: number }>('select id::int from event where id > $1 order by id', [last]);
    expect(written.length).toBeGreaterThan(2);
    const newest = written.at(-1)?.id;
    const [hello, ...missed] = await listen(server, last, ({ id, event }) => event !== null && id === newest);
    // Until what was missed has arrived, a stream that breaks once more goes on from where the first one was.
    expect(hello).toEqual({ id: last, event: null });
    // Transactions commit out of order of their numbers, so some that were told before may be told again.
    const news = missed.map(({ id }) => id).filter((id) => id > last);
    expect(news).toEqual(written.map(({ id }) => id));
    expect(missed.map(({ event }) => event?.type)).toEqual(expect.arrayContaining(['run.changed', 'accounts.changed']));
  });
}, 60_000);
