/**
 * Which rows of a list are selected. `all` means every row the list's filter matches, those never loaded among them,
 * except a few that were taken out again.
 */
export type Selection =
  | { readonly kind: 'some'; readonly ids: ReadonlySet<number> }
  | { readonly kind: 'all'; readonly except: ReadonlySet<number> };

export const nothing: Selection = { kind: 'some', ids: new Set() };
export const everything: Selection = { kind: 'all', except: new Set() };

export function isSelected(selection: Selection, id: number): boolean {
  return selection.kind === 'some' ? selection.ids.has(id) : !selection.except.has(id);
}

/** How many rows are selected out of the `total` that the filter matches. */
export function countOf(selection: Selection, total: number): number {
  return selection.kind === 'some' ? selection.ids.size : Math.max(0, total - selection.except.size);
}

/** Whether everything, something or nothing is selected, for the box above the column. */
export function extentOf(selection: Selection, total: number): 'none' | 'some' | 'all' {
  const count = countOf(selection, total);
  if (count === 0) return 'none';
  return count >= total ? 'all' : 'some';
}

/** The same selection with these rows in it, or out of it. */
export function withRows(selection: Selection, ids: Iterable<number>, wanted: boolean): Selection {
  const listed = new Set(selection.kind === 'some' ? selection.ids : selection.except);
  const inList = selection.kind === 'some' ? wanted : !wanted;
  for (const id of ids) {
    if (inList) listed.add(id);
    else listed.delete(id);
  }
  return selection.kind === 'some' ? { kind: 'some', ids: listed } : { kind: 'all', except: listed };
}
