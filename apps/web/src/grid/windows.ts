import { keepPreviousData, useQuery, type QueryKey } from '@tanstack/react-query';
import { useCallback, useState } from 'react';

/** Rows are fetched in windows of this many. */
export const WINDOW_ROWS = 200;

/** A window is fetched when the eye is this near to it. */
const LOOK_AHEAD_ROWS = 40;

/** A window of rows as the console gave it. */
export interface RowWindow<Row> {
  readonly rows: readonly Row[];
  readonly offset: number;
  readonly total: number;
}

/** How one window is fetched, and under which key it is kept. */
export interface WindowQuery<Row> {
  readonly queryKey: QueryKey;
  readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<RowWindow<Row>>;
  readonly gcTime: number;
}

export interface GridRows<Row> {
  /** Null until the first window has come. */
  readonly total: number | null;
  /** The row at an index; undefined while its window is on its way. */
  readonly at: (index: number) => Row | undefined;
  /** What is shown is of the view before; the new one is on its way. */
  readonly pending: boolean;
  readonly error: Error | null;
  readonly show: (first: number, last: number) => void;
}

/**
 * The rows of a long list of which only the windows in sight are fetched, and fetched anew when they change: what is
 * in sight spans two of them at most.
 */
export function useWindows<Row>(windowQuery: (offset: number) => WindowQuery<Row>): GridRows<Row> {
  const [offsets, setOffsets] = useState<readonly [number, number]>([0, 0]);
  const first = useQuery({ ...windowQuery(offsets[0]), placeholderData: keepPreviousData });
  const second = useQuery({ ...windowQuery(offsets[1]), placeholderData: keepPreviousData });

  const show = useCallback((from: number, to: number) => {
    const a = windowStart(from - LOOK_AHEAD_ROWS);
    const b = Math.min(a + WINDOW_ROWS, windowStart(to + LOOK_AHEAD_ROWS));
    setOffsets((before) => (before[0] === a && before[1] === b ? before : [a, b]));
  }, []);

  const windows = [first.data, second.data];
  const at = (index: number): Row | undefined => {
    const held = windows.find((w) => w !== undefined && index >= w.offset && index < w.offset + w.rows.length);
    return held?.rows[index - held.offset];
  };
  const newest = first.dataUpdatedAt >= second.dataUpdatedAt ? (first.data ?? second.data) : second.data;
  return {
    total: newest?.total ?? null,
    at,
    pending: first.isPlaceholderData || first.isPending,
    error: first.error ?? second.error,
    show,
  };
}

/** Where the window that holds a row begins. */
export function windowStart(index: number): number {
  return Math.floor(Math.max(0, index) / WINDOW_ROWS) * WINDOW_ROWS;
}
