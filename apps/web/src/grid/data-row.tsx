import { memo } from 'react';
import type { GridColumn } from './column.ts';
import styles from './grid.module.css';

export interface DataRowProps<Row> {
  readonly row: Row | undefined;
  readonly index: number;
  readonly columns: readonly GridColumn<Row>[];
  readonly label: string;
  readonly selected: boolean;
  /** The column whose cell the keyboard is at, when it is in this row. */
  readonly activeColumn: number | null;
  readonly top: number;
}

function Row<Row>({ row, index, columns, label, selected, activeColumn, top }: DataRowProps<Row>) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={styles['row']}
      style={{ '--top': `${top}px` }}
    >
      <div
        role="gridcell"
        aria-colindex={1}
        data-row={index}
        data-column={0}
        data-pinned="start"
        tabIndex={activeColumn === 0 ? 0 : -1}
        className={styles['cell']}
      >
        {row !== undefined && (
          <input type="checkbox" aria-label={label} checked={selected} onChange={ignore} tabIndex={-1} />
        )}
      </div>
      {columns.map((column, position) => (
        <div
          key={column.id}
          role="gridcell"
          aria-colindex={position + 2}
          data-row={index}
          data-column={position + 1}
          data-field={column.id}
          data-align={column.align}
          data-pinned={column.pinned}
          tabIndex={activeColumn === position + 1 ? 0 : -1}
          className={styles['cell']}
        >
          {row === undefined ? (
            <span className={styles['waiting']} />
          ) : (
            column.render(row, { active: activeColumn === position + 1 })
          )}
        </div>
      ))}
    </div>
  );
}

/** A click on the box reaches the grid, which knows about ranges. */
function ignore(): void {}

/** One row; drawn again only when something of it changed. */
// `memo` forgets that the component is generic
export const DataRow = memo(Row) as typeof Row;
