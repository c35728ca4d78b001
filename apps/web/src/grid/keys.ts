/** A place in the grid: row −1 is the header. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface Extent {
  readonly rows: number;
  readonly columns: number;
  /** How many rows are seen at once. */
  readonly page: number;
}

interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/**
 * Where a key leads from a place; null when the key does not move. Home and End lead to the first and the last row,
 * with Ctrl + ← and → to the first and the last cell of a row.
 */
export function moveBy(event: Key, from: Place, extent: Extent): Place | null {
  const fast = event.ctrlKey || event.metaKey;
  const last = extent.rows - 1;
  const top = last < 0 ? -1 : 0;
  switch (event.key) {
    case 'ArrowDown':
      return { ...from, row: Math.min(last, from.row + 1) };
    case 'ArrowUp':
      return { ...from, row: Math.max(-1, from.row - 1) };
    case 'ArrowLeft':
      return { ...from, column: fast ? 0 : Math.max(0, from.column - 1) };
    case 'ArrowRight':
      return { ...from, column: fast ? extent.columns - 1 : Math.min(extent.columns - 1, from.column + 1) };
    case 'PageDown':
      return { ...from, row: Math.min(last, Math.max(0, from.row) + extent.page) };
    case 'PageUp':
      return { ...from, row: Math.max(top, from.row - extent.page) };
    case 'Home':
      return { ...from, row: top };
    case 'End':
      return { ...from, row: last };
    default:
      return null;
  }
}
