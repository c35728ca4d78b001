import { Button, Center } from '@mantine/core';
import { memo, useState, type CSSProperties, type ReactNode } from 'react';
import classes from './list-table.module.css';

export interface ListColumn<Row> {
  readonly id: string;
  readonly title: string;
  /** A track of CSS grid, such as `80px` or `minmax(0, 1fr)`. */
  readonly track: string;
  /** The title above it is only heard. */
  readonly titleHidden?: boolean;
  /** Needs no title beside it where each row is a card. */
  readonly bare?: boolean;
  /** Stands in the upper corner of a card. */
  readonly corner?: boolean;
  render(row: Row): ReactNode;
}

interface ListTableProps<Row> {
  readonly label: string;
  /** Kept the same between renders, so that only rows that changed are drawn anew. */
  readonly columns: readonly ListColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => number;
  /** The words of the button that shows `count` further rows. */
  readonly more: (count: number) => string;
}

const ROWS_AT_ONCE = 500;

/** A table of rows of any height; on a narrow screen a list of cards. For some hundreds of rows, not for 100,000. */
export function ListTable<Row>({ label, columns, rows, keyOf, more }: ListTableProps<Row>) {
  const [most, setMost] = useState(ROWS_AT_ONCE);
  const left = rows.length - most;
  const tracks: CSSProperties = { '--tracks': columns.map((column) => column.track).join(' ') };
  return (
    <div>
      <div className={classes.table} role="table" aria-label={label} aria-rowcount={rows.length + 1} style={tracks}>
        <div className={classes.head} role="rowgroup">
          <div className={classes.row} role="row" aria-rowindex={1}>
            {columns.map((column) => (
              <div key={column.id} className={classes.cell} role="columnheader">
                {column.titleHidden === true ? <span className="visually-hidden">{column.title}</span> : column.title}
              </div>
            ))}
          </div>
        </div>
        <div className={classes.body} role="rowgroup">
          {rows.slice(0, most).map((row, index) => (
            <Line key={keyOf(row)} row={row} columns={columns} index={index + 2} />
          ))}
        </div>
      </div>
      {left > 0 && (
        <Center py="md">
          <Button variant="default" onClick={() => setMost(most + ROWS_AT_ONCE)}>
            {more(Math.min(left, ROWS_AT_ONCE))}
          </Button>
        </Center>
      )}
    </div>
  );
}

interface LineProps {
  readonly row: unknown;
  readonly columns: readonly ListColumn<unknown>[];
  readonly index: number;
}

/** One row; drawn anew only when it changed. */
const Line = memo(function Line({ row, columns, index }: LineProps) {
  return (
    <div className={classes.row} role="row" aria-rowindex={index}>
      {columns.map((column) => (
        <Cell key={column.id} column={column} content={column.render(row)} />
      ))}
    </div>
  );
});

function Cell({ column, content }: { column: ListColumn<unknown>; content: ReactNode }) {
  if (content === null) return <div className={classes.cell} role="cell" />;
  const bare = column.bare === true;
  return (
    <div className={classes.cell} role="cell" data-bare={bare || undefined} data-corner={column.corner}>
      {!bare && (
        <span className={classes.title} aria-hidden>
          {column.title}
        </span>
      )}
      <div>{content}</div>
    </div>
  );
}
