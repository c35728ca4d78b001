import { PassThrough } from 'node:stream';
import { z } from 'zod';
import type { Database, Http } from '../platform/index.ts';
import type { Hub } from './hub.ts';
import type { Live, NumberedEvent } from './service.ts';

/** Proxies and browsers drop a stream that is silent for long. */
const KEEP_ALIVE_MS = 20_000;

/** A page that does not read is let go before it fills the memory; it catches up by number when it comes back. */
const MOST_BUFFERED_BYTES = 1024 * 1024;

const Headers = z.object({ 'last-event-id': z.coerce.number().int().nonnegative().optional() });
const Query = z.object({ after: z.coerce.number().int().nonnegative().optional() });

/** `GET /api/v1/events`: server-sent events, numbered, caught up by `Last-Event-ID`. */
export function liveRoutes(app: Http, { live, hub, db }: { live: Live; hub: Hub; db: Database }): void {
  app.get(
    '/api/v1/events',
    {
      schema: { tags: ['live'], summary: 'What changed, as server-sent events', headers: Headers, querystring: Query },
    },
    async (request, reply) => {
      const stream = new PassThrough();
      const waiting: NumberedEvent[] = [];
      let send = (event: NumberedEvent) => void waiting.push(event);
      const stop = hub.listen((event) => send(event));
      const keepAlive = setInterval(() => stream.write(': still here\n\n'), KEEP_ALIVE_MS);
      stream.once('close', () => {
        clearInterval(keepAlive);
        stop();
      });
      request.raw.once('close', () => stream.destroy());

      // Listening began above, so nothing can fall between what is read here and what is told from now on.
      const after = request.headers['last-event-id'] ?? request.query.after;
      const missed = after === undefined ? [] : await live.since(db, after);
      const newest = await live.newestId(db);
      // The number of the greeting is where a stream that breaks right after it is taken up again.
      const from = missed.length === 0 ? newest : (after ?? newest);
      stream.write(`retry: 1000\nid: ${from}\nevent: hello\ndata: {}\n\n`);
      for (const event of [...missed, ...waiting]) stream.write(format(event));
      send = (event) => {
        if (stream.destroyed) return;
        if (stream.writableLength > MOST_BUFFERED_BYTES) stream.destroy();
        else stream.write(format(event));
      };
      return reply
        .header('content-type', 'text/event-stream; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('x-accel-buffering', 'no')
        .send(stream);
    },
  );
}

function format({ id, event }: NumberedEvent): string {
  return `id: ${id}\ndata: ${JSON.stringify(event)}\n\n`;
}
