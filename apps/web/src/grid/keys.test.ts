import { describe, expect, it } from 'vitest';
import { moveBy } from './keys.ts';

const extent = { rows: 100_000, columns: 9, page: 20 };
const key = (name: string, ctrlKey = false) => ({ key: name, ctrlKey, metaKey: false });

describe('keys in the grid', () => {
  it('reach the last of 100,000 rows in one press, and come back', () => {
    expect(moveBy(key('End'), { row: 3, column: 2 }, extent)).toEqual({ row: 99_999, column: 2 });
    expect(moveBy(key('Home'), { row: 99_999, column: 2 }, extent)).toEqual({ row: 0, column: 2 });
  });

  it('go up into the header and never past an edge', () => {
    expect(moveBy(key('ArrowUp'), { row: 0, column: 0 }, extent)?.row).toBe(-1);
    expect(moveBy(key('ArrowUp'), { row: -1, column: 0 }, extent)?.row).toBe(-1);
    expect(moveBy(key('PageDown'), { row: 99_990, column: 0 }, extent)?.row).toBe(99_999);
    expect(moveBy(key('ArrowLeft'), { row: 0, column: 0 }, extent)?.column).toBe(0);
    expect(moveBy(key('ArrowRight', true), { row: 0, column: 0 }, extent)?.column).toBe(8);
  });

  it('stay in the header of an empty list', () => {
    const empty = { rows: 0, columns: 9, page: 20 };
    for (const name of ['End', 'Home', 'ArrowDown', 'PageUp']) {
      expect(moveBy(key(name), { row: -1, column: 0 }, empty)?.row).toBe(-1);
    }
  });

  it('leave other keys alone', () => {
    expect(moveBy(key('a'), { row: 0, column: 0 }, extent)).toBeNull();
  });
});
