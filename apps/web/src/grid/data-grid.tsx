import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react';
import type { GridColumn, GridSort } from './column.ts';
import { DataRow } from './data-row.tsx';
import styles from './grid.module.css';
import { HeaderRow } from './header-row.tsx';
import { moveBy, type Place } from './keys.ts';
import { everything, extentOf, isSelected, nothing, withRows, type Selection } from './selection.ts';
import type { GridRows } from './windows.ts';

const ROW_PX = 40;
const HEADER_PX = 40;
const OVERSCAN_ROWS = 8;
/** Taller than this no browser draws; what lies beyond is reached by a filter. */
export const MOST_ROWS = 400_000;

export interface DataGridProps<Row extends { readonly id: number }, Sort extends string> {
  readonly label: string;
  readonly columns: readonly GridColumn<Row, Sort>[];
  readonly rows: GridRows<Row>;
  /** Another view begins at its first row. */
  readonly view: string;
  readonly sort: GridSort<Sort>;
  readonly onSort: (by: Sort) => void;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  /** The ids of a range of rows, those not loaded among them. */
  readonly idsBetween: (first: number, last: number) => Promise<readonly number[]>;
  readonly onOpen: (row: Row) => void;
  /** The column whose cell opens the row at a click. */
  readonly openBy: string;
  readonly selectLabel: (row: Row) => string;
  readonly selectAllLabel: string;
  readonly empty: ReactNode;
}

/** A list of any length as an ARIA grid: only what is in sight is drawn, and everything is reached by the keyboard. */
export function DataGrid<Row extends { readonly id: number }, Sort extends string>(props: DataGridProps<Row, Sort>) {
  const { columns, rows, selection, onSelect } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const total = rows.total ?? 0;
  const count = Math.min(total, MOST_ROWS);
  const [wanted, setPlace] = useState<Place>({ row: 0, column: 1 });
  const place = { ...wanted, row: Math.min(wanted.row, count - 1) };
  const takeFocus = useRef(false);
  const anchor = useRef(0);

  const withActive = useCallback(
    (range: Range) => {
      const seen = defaultRangeExtractor(range);
      if (place.row < 0 || seen.includes(place.row)) return seen;
      return [...seen, place.row].sort((a, b) => a - b);
    },
    [place.row],
  );
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN_ROWS,
    scrollMargin: HEADER_PX,
    rangeExtractor: withActive,
  });

  const first = virtual.range?.startIndex;
  const last = virtual.range?.endIndex;
  const { show } = rows;
  useEffect(() => {
    if (first !== undefined && last !== undefined) show(first, last);
  }, [first, last, show]);

  useEffect(() => {
    if (scroller.current !== null) scroller.current.scrollTop = 0;
    setPlace((before) => ({ row: 0, column: before.column }));
    anchor.current = 0;
  }, [props.view]);

  // A cell that gets the focus comes into sight by itself, however far away it is.
  useLayoutEffect(() => {
    if (!takeFocus.current) return;
    takeFocus.current = false;
    cellAt(scroller.current, { row: place.row, column: place.column })?.focus();
  }, [place.row, place.column]);

  const go = (to: Place) => {
    if (to.row === place.row && to.column === place.column) {
      cellAt(scroller.current, place)?.focus();
      return;
    }
    takeFocus.current = true;
    setPlace(to);
  };

  const selectTo = async (index: number) => {
    const ids = await props.idsBetween(Math.min(anchor.current, index), Math.max(anchor.current, index));
    onSelect(withRows(selection.kind === 'all' ? selection : nothing, ids, true));
  };
  const toggle = (index: number) => {
    const row = rows.at(index);
    if (row === undefined) return;
    anchor.current = index;
    onSelect(withRows(selection, [row.id], !isSelected(selection, row.id)));
  };
  const toggleAll = () => onSelect(extentOf(selection, total) === 'all' ? nothing : everything);
  const open = (index: number) => {
    const row = rows.at(index);
    if (row !== undefined) props.onOpen(row);
  };
  const sortBy = (column: number) => {
    const by = columns[column - 1]?.sort;
    if (by !== undefined) props.onSort(by);
  };

  const onClick = (event: MouseEvent) => {
    const at = placeOf(event.target, scroller.current);
    if (at === null) return;
    setPlace(at);
    if (at.row < 0) {
      if (at.column === 0) toggleAll();
      else sortBy(at.column);
      return;
    }
    const onControl = isControl(event.target);
    if (event.shiftKey && (at.column === 0 || !onControl)) void selectTo(at.row);
    else if (at.column === 0 || ((event.ctrlKey || event.metaKey) && !onControl)) toggle(at.row);
    else if (!onControl && columns[at.column - 1]?.id === props.openBy) open(at.row);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const at = placeOf(event.target, scroller.current);
    if (at === null || event.altKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_PX) - 2);
    const to = moveBy(event, place, { rows: count, columns: columns.length + 1, page });
    if (to !== null) {
      event.preventDefault();
      if (event.shiftKey && to.row >= 0 && to.row !== place.row) void selectTo(to.row);
      else if (to.row >= 0) anchor.current = to.row;
      go(to);
      return;
    }
    const ownControl = isControl(event.target) && at.column > 0;
    if (event.key === ' ' && !ownControl) {
      event.preventDefault();
      if (at.row < 0) {
        if (at.column === 0) toggleAll();
        else sortBy(at.column);
      } else if (event.shiftKey) void selectTo(at.row);
      else toggle(at.row);
    } else if (event.key === 'Enter' && !ownControl) {
      event.preventDefault();
      if (at.row < 0) sortBy(at.column);
      else if (!pressControl(scroller.current, at)) open(at.row);
    } else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSelect(everything);
    } else if (event.key === 'Escape') {
      onSelect(nothing);
    }
  };

  const tracks = useMemo(
    () => ({ '--tracks': ['44px', ...columns.map((column) => column.track)].join(' ') }),
    [columns],
  );

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={rows.total === null ? -1 : total + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      aria-busy={rows.pending}
      className={styles['grid']}
      style={tracks}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      <div className={styles['wide']} role="presentation">
        <div role="rowgroup" className={styles['headers']}>
          <HeaderRow
            columns={columns}
            sort={props.sort}
            selectAllLabel={props.selectAllLabel}
            extent={extentOf(selection, total)}
            activeColumn={place.row < 0 ? place.column : null}
          />
        </div>
        <div role="rowgroup" className={styles['body']} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows.at(item.index);
            return (
              <DataRow
                key={item.index}
                row={row}
                index={item.index}
                columns={columns}
                label={row === undefined ? '' : props.selectLabel(row)}
                selected={row !== undefined && isSelected(selection, row.id)}
                activeColumn={item.index === place.row ? place.column : null}
                top={item.start - HEADER_PX}
              />
            );
          })}
        </div>
      </div>
      {rows.total === 0 && <div className={styles['empty']}>{props.empty}</div>}
    </div>
  );
}

function cellAt(grid: HTMLElement | null, { row, column }: Place): HTMLElement | null {
  return grid?.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`) ?? null;
}

/** The place of a cell that an event came from; null for what is drawn elsewhere, such as an open menu. */
function placeOf(target: EventTarget, grid: HTMLElement | null): Place | null {
  if (!(target instanceof Element) || grid?.contains(target) !== true) return null;
  const cell = target.closest<HTMLElement>('[data-row]');
  if (cell === null) return null;
  return { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) };
}

function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('input, button, a, label') !== null;
}

function pressControl(grid: HTMLElement | null, place: Place): boolean {
  const control = cellAt(grid, place)?.querySelector<HTMLElement>('[data-cell-act]');
  control?.click();
  return control !== null && control !== undefined;
}
