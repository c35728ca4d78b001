import type { SheetReading, SheetRejection } from './reading.ts';

export interface ReadSheetOptions {
  /** Whether the network that the sheet is for has figures; columns of figures are ignored with a notice where not. */
  readonly figures: boolean;
  /** Opens a password-protected workbook. */
  readonly password?: string;
  /** Read this sheet instead of the first visible one that has known headers. */
  readonly sheetName?: string;
  /** Number of the header's row, from 1; found by itself if not given. */
  readonly headerRow?: number;
  /** The name a person gave the file; only its ending is looked at, to know a .csv. For a path, the path. */
  readonly fileName?: string;
  readonly signal?: AbortSignal;
}

/**
 * Reads an accounts sheet (.xlsx, or .csv by name) from a path or from bytes.
 * A file that cannot be read resolves to a rejection; throws only for what is not the file's fault (no such path, aborted).
 */
export function readSheet(
  _source: string | Uint8Array,
  _options: ReadSheetOptions,
): Promise<SheetReading | SheetRejection> {
  throw new Error('not written yet');
}
