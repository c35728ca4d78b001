import { describe, expect, it } from 'vitest';
import { countOf, everything, extentOf, isSelected, nothing, withRows } from './selection.ts';

describe('a selection', () => {
  it('of everything reaches rows that were never loaded, and gives single ones up', () => {
    const most = withRows(everything, [7], false);
    expect(isSelected(most, 99_999)).toBe(true);
    expect(isSelected(most, 7)).toBe(false);
    expect(countOf(most, 100_000)).toBe(99_999);
    expect(extentOf(most, 100_000)).toBe('some');
    expect(extentOf(withRows(most, [7], true), 100_000)).toBe('all');
  });

  it('of some rows grows and shrinks without touching the one it came from', () => {
    const three = withRows(nothing, [1, 2, 3], true);
    const two = withRows(three, [2], false);
    expect(countOf(three, 10)).toBe(3);
    expect(isSelected(two, 2)).toBe(false);
    expect(extentOf(nothing, 0)).toBe('none');
    expect(extentOf(two, 2)).toBe('all');
  });
});
