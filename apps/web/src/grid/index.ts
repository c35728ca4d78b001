export { DataGrid, MOST_ROWS } from './data-grid.tsx';
export type { GridColumn } from './column.ts';
export { countOf, nothing, type Selection } from './selection.ts';
export { useWindows, WINDOW_ROWS, windowStart, type WindowQuery } from './windows.ts';
