import type { ReactNode } from 'react';

/** One column of a grid. */
export interface GridColumn<Row, Sort extends string = string> {
  readonly id: string;
  readonly title: string;
  /** A track of CSS grid, such as `minmax(160px, 2fr)`. */
  readonly track: string;
  readonly align?: 'end';
  /** Stays in sight when the grid is scrolled sideways. */
  readonly pinned?: 'start' | 'end';
  /** What the console sorts by; a column without it cannot be sorted. */
  readonly sort?: Sort;
  /**
   * What stands in a cell. A control in it takes no part in the order of Tab (`tabIndex={-1}`); with the attribute
   * `data-cell-act` it is what Enter presses.
   */
  readonly render: (row: Row, place: { readonly active: boolean }) => ReactNode;
}

export interface GridSort<Sort extends string = string> {
  readonly by: Sort;
  readonly order: 'asc' | 'desc';
}
