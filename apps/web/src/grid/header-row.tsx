import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { GridColumn, GridSort } from './column.ts';
import styles from './grid.module.css';

export interface HeaderRowProps<Row> {
  readonly columns: readonly GridColumn<Row>[];
  readonly sort: GridSort;
  readonly selectAllLabel: string;
  readonly extent: 'none' | 'some' | 'all';
  readonly activeColumn: number | null;
}

export function HeaderRow<Row>({ columns, sort, selectAllLabel, extent, activeColumn }: HeaderRowProps<Row>) {
  return (
    <div role="row" aria-rowindex={1} className={styles['header']}>
      <div
        role="columnheader"
        aria-colindex={1}
        data-row={-1}
        data-column={0}
        data-pinned="start"
        tabIndex={activeColumn === 0 ? 0 : -1}
        className={styles['cell']}
      >
        <input
          type="checkbox"
          aria-label={selectAllLabel}
          checked={extent === 'all'}
          ref={(box) => {
            if (box !== null) box.indeterminate = extent === 'some';
          }}
          onChange={() => undefined}
          tabIndex={-1}
        />
      </div>
      {columns.map((column, position) => (
        <div
          key={column.id}
          role="columnheader"
          aria-colindex={position + 2}
          aria-sort={sortWord(column, sort)}
          data-row={-1}
          data-column={position + 1}
          data-align={column.align}
          data-pinned={column.pinned}
          data-sortable={column.sort !== undefined || undefined}
          tabIndex={activeColumn === position + 1 ? 0 : -1}
          className={styles['cell']}
        >
          {column.pinned === 'end' ? <span className="visually-hidden">{column.title}</span> : column.title}
          {column.sort === sort.by && <SortMark order={sort.order} />}
        </div>
      ))}
    </div>
  );
}

function SortMark({ order }: { order: 'asc' | 'desc' }) {
  const Icon = order === 'asc' ? IconArrowUp : IconArrowDown;
  return <Icon size={14} aria-hidden />;
}

function sortWord<Row>(column: GridColumn<Row>, sort: GridSort): 'ascending' | 'descending' | 'none' | undefined {
  if (column.sort === undefined) return undefined;
  if (column.sort !== sort.by) return 'none';
  return sort.order === 'asc' ? 'ascending' : 'descending';
}
