import { useQueryClient, type QueryClient } from '@tanstack/react-query';
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
    const stop = stream.listen((events) => void refresh(queries, events));
    stream.open();
    return () => {
      stop();
      stream.close();
    };
  }, [queries, stream]);
  const value = useMemo(() => ({ stream, connected }), [stream, connected]);
  return <LiveContext value={value}>{children}</LiveContext>;
}

/** The first word of a query's key says what it shows; an event names the words that are out of date. */
async function refresh(queries: QueryClient, events: readonly MusterEvent[]): Promise<void> {
  const stale = new Set(events.flatMap(touched));
  if (stale.has('everything')) return queries.invalidateQueries();
  await Promise.all([...stale].map((word) => queries.invalidateQueries({ queryKey: [word] })));
}

function touched(event: MusterEvent): string[] {
  switch (event.type) {
    case 'accounts.changed':
      return ['accounts', 'account', 'devices'];
    case 'workspaces.changed':
      return ['workspaces'];
    case 'devices.changed':
      return ['devices', 'accounts'];
    case 'run.changed':
    case 'task.changed':
      return ['runs', 'run', 'devices'];
    case 'import.changed':
      return ['import'];
    case 'system.changed':
      return ['system'];
    case 'resync':
      return ['everything'];
  }
}
