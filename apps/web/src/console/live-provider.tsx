import { useQueryClient, type QueryClient, type QueryKey } from '@tanstack/react-query';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import type { MusterEvent } from '@muster/contract';
import { LiveContext } from './live-context.ts';
import { LiveStream } from './live.ts';

/** Opens the stream of events for the pages below, and fetches anew whatever it says has changed. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [connected, setConnected] = useState(true);
  const [stream] = useState(() => new LiveStream(setConnected));
  useEffect(() => {
    const refresher = new Refresher(queries);
    const stop = stream.listen((events) => refresher.take(events));
    stream.open();
    return () => {
      stop();
      stream.close();
    };
  }, [queries, stream]);
  const value = useMemo(() => ({ connected }), [connected]);
  return <LiveContext value={value}>{children}</LiveContext>;
}

/**
 * Fetches anew what events say is out of date, one round after the other: what changes during a round is in the next.
 * So an answer that takes longer than the pause between two bursts is waited for, not asked for again and again.
 */
class Refresher {
  readonly #queries: QueryClient;
  #stale = new Map<string, QueryKey>();
  #busy = false;

  constructor(queries: QueryClient) {
    this.#queries = queries;
  }

  take(events: readonly MusterEvent[]): void {
    for (const key of events.flatMap(touched)) this.#stale.set(JSON.stringify(key), key);
    if (!this.#busy) void this.#work();
  }

  async #work(): Promise<void> {
    this.#busy = true;
    while (this.#stale.size > 0) {
      const keys = [...this.#stale.values()];
      this.#stale = new Map();
      // A fetch that fails is told by the query it was for.
      await Promise.all(keys.map((queryKey) => this.#queries.invalidateQueries({ queryKey })));
    }
    this.#busy = false;
  }
}

/** The keys of the queries that an event puts out of date; the empty key means all of them. */
function touched(event: MusterEvent): QueryKey[] {
  switch (event.type) {
    case 'accounts.changed':
      return [['accounts'], ['account'], ['devices']];
    case 'workspaces.changed':
      return [['workspaces']];
    case 'devices.changed':
      return [['devices'], ['accounts']];
    case 'run.changed':
      return [['runs'], ['run', event.runId], ['devices']];
    case 'task.changed':
      return [['runs'], ['run', event.runId], ['task', event.taskId], ['devices']];
    case 'import.changed':
      return [['import']];
    case 'system.changed':
      return [['system']];
    case 'resync':
      return [[]];
  }
}
