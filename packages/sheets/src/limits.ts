/** What a reading may cost. A file that needs more is refused, however much of it was read. */
export interface ReadLimits {
  /** Bytes of the file itself. */
  readonly fileBytes: number;
  /** Bytes that all parts of a workbook really inflate to, whatever their headers say. */
  readonly inflatedBytes: number;
  /** Parts in a workbook. */
  readonly parts: number;
  /** Characters in all cells that are handed over. */
  readonly characters: number;
  readonly timeMs: number;
  /** Megabytes of the reading thread's heap. */
  readonly heapMb: number;
}

const MB = 1024 * 1024;

/** A password is stretched 100,000 times on purpose (MS-OFFCRYPTO, agile encryption), longer on a busy machine. */
const KEY_DERIVATION_MS = 10_000;

/**
 * The limits for a file of this size. Time and heap grow with it beyond the first megabyte, so that a small hostile
 * file ends within 3 seconds and 300 MB while 100,000 rows (some 10 MB) have room on a slow machine.
 */
export function limitsFor(fileBytes: number, isOpenedWithPassword = false): ReadLimits {
  const furtherMb = Math.max(0, Math.ceil(fileBytes / MB) - 1);
  return {
    fileBytes: 128 * MB,
    inflatedBytes: 768 * MB,
    parts: 2000,
    characters: 64 * MB,
    timeMs: 2500 + 1500 * furtherMb + (isOpenedWithPassword ? KEY_DERIVATION_MS : 0),
    heapMb: Math.min(128 + 8 * furtherMb, 512),
  };
}

/** A workbook that inflates beyond `SMALL_WORKBOOK` bytes and this many times over is a bomb; real ones reach some 30. */
export const LARGEST_RATIO = 100;
export const SMALL_WORKBOOK = 16 * MB;

/** Bytes of one tag or text: a cell holds at most 32,767 characters. */
export const LARGEST_TOKEN = MB;
/** Levels of elements; a worksheet has 6. */
export const DEEPEST_ELEMENT = 64;
/** Rows and columns of a sheet (ECMA-376 and Excel). */
export const MAX_ROWS = 1_048_576;
export const MAX_COLUMNS = 16_384;
/** Texts in the shared table, and formats: more than any sheet within the other limits needs. */
export const MAX_SHARED_STRINGS = 8_000_000;
export const MAX_FORMATS = 65_536;
