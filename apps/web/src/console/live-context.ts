import { createContext, useContext } from 'react';

/** Whether the stream of events is there; null above the pages that have one. */
export const LiveContext = createContext<{ connected: boolean } | null>(null);

export function useConnected(): boolean {
  return useContext(LiveContext)?.connected ?? true;
}
