import { createContext, useContext, useEffect, useRef } from 'react';
import type { MusterEvent } from '@muster/contract';
import type { LiveStream } from './live.ts';

export const LiveContext = createContext<{ stream: LiveStream; connected: boolean } | null>(null);

export function useConnected(): boolean {
  return useContext(LiveContext)?.connected ?? true;
}

/** Calls `listener` with what the console says has changed, in bursts. */
export function useLive(listener: (events: readonly MusterEvent[]) => void): void {
  const stream = useContext(LiveContext)?.stream;
  const newest = useRef(listener);
  useEffect(() => {
    newest.current = listener;
  });
  useEffect(() => stream?.listen((events) => newest.current(events)), [stream]);
}
