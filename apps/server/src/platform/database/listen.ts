import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { Log } from '../log/index.ts';
import { clientConfig, type Connection } from './connect.ts';

/** What hears one channel. Neither function may throw. */
export interface ChannelEar {
  heard(payload: string): void;
  /** The connection was lost and is there again: what was said meanwhile was not heard, so read it from the tables. */
  missed(): void;
}

/** One connection that listens on channels of NOTIFY, and comes back when it is lost. */
export interface Listener extends AsyncDisposable {
  close(): Promise<void>;
}

const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** A connection can die without a word; a question now and then finds out. */
const ASK_EVERY_MS = 15_000;

/**
 * Listens on each channel, and gives back once the server has confirmed it: what is notified from then on is heard.
 * @throws the driver's error when the first connection fails; later ones are tried again, with pauses that grow to 5 s.
 */
export async function listen(
  connection: Connection,
  channels: Readonly<Record<string, ChannelEar>>,
  log: Log,
): Promise<Listener> {
  const closing = new AbortController();
  const first = await open(connection, channels);
  const running = keepListening(first);
  async function keepListening(opened: OpenListener): Promise<void> {
    let current = opened;
    while (await current.untilLost(closing.signal)) {
      log.warn('the connection that listens to the database was lost');
      const next = await reopen();
      if (next === null) return;
      current = next;
      for (const ear of Object.values(channels)) ear.missed();
    }
  }
  async function reopen(): Promise<OpenListener | null> {
    for (let pauseMs = SHORTEST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      await delay(pauseMs, undefined, { signal: closing.signal }).catch(() => undefined);
      if (closing.signal.aborted) return null;
      try {
        return await open(connection, channels);
      } catch (error) {
        log.warn({ err: error }, 'the database cannot be listened to yet');
      }
    }
  }
  const close = async () => {
    closing.abort();
    await running;
  };
  return { close, [Symbol.asyncDispose]: close };
}

interface OpenListener {
  /** True when the connection was lost, false when it was closed because `signal` told so. */
  untilLost(signal: AbortSignal): Promise<boolean>;
}

async function open(connection: Connection, channels: Readonly<Record<string, ChannelEar>>): Promise<OpenListener> {
  const client = new Client({ ...clientConfig(connection), query_timeout: ASK_EVERY_MS });
  const lost = Promise.withResolvers<true>();
  client.on('error', () => lost.resolve(true));
  client.on('end', () => lost.resolve(true));
  client.on('notification', ({ channel, payload }) => channels[channel]?.heard(payload ?? ''));
  try {
    await client.connect();
    for (const channel of Object.keys(channels)) await client.query(`listen ${client.escapeIdentifier(channel)}`);
  } catch (error) {
    await client.end();
    throw error;
  }
  const timer = setInterval(() => void client.query('select 1').catch(() => lost.resolve(true)), ASK_EVERY_MS);
  return {
    untilLost: async (signal) => {
      const told = Promise.withResolvers<false>();
      const onAbort = () => told.resolve(false);
      signal.addEventListener('abort', onAbort);
      if (signal.aborted) onAbort();
      const wasLost = await Promise.race([lost.promise, told.promise]);
      signal.removeEventListener('abort', onAbort);
      clearInterval(timer);
      await client.end().catch(() => undefined);
      return wasLost;
    },
  };
}
