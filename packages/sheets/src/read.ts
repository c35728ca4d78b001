import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { problemMessage } from './cell.ts';
import { limitsFor } from './limits.ts';
import type { ReadLimits } from './limits.ts';
import type { WorkerMessage } from './read-worker.ts';
import type { ReadSummary, ReadTask } from './reader.ts';
import { unpackRows } from './row-batch.ts';
import type { SheetReading, SheetRejection, SheetRejectionCode, SheetRow } from './reading.ts';

export interface ReadSheetOptions {
  /** Whether accounts of the network have figures, by default yes; where not, columns of figures are left out with a notice. */
  readonly figures?: boolean | undefined;
  /** Opens a password-protected workbook. */
  readonly password?: string | undefined;
  /** Read this sheet instead of the first visible one that has known headers. */
  readonly sheetName?: string | undefined;
  /** Number of the header's row, from 1; found by itself if not given. */
  readonly headerRow?: number | undefined;
  /** The name a person gave the file; only its ending is looked at, to know a .csv. For a path, the path. */
  readonly fileName?: string | undefined;
  /** Tighter or wider limits than those for the file's size. */
  readonly limits?: Partial<ReadLimits> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads an accounts sheet (.xlsx, or .csv by name) from a path or from bytes, in a thread of its own with limits on
 * time and memory. A file that cannot be read resolves to a rejection; rejects only for what is not the file's fault:
 * a path that cannot be opened, or the signal.
 */
export async function readSheet(
  source: string | Uint8Array,
  options: ReadSheetOptions = {},
): Promise<SheetReading | SheetRejection> {
  options.signal?.throwIfAborted();
  const size = typeof source === 'string' ? (await stat(source)).size : source.byteLength;
  const limits = { ...limitsFor(size, options.password !== undefined), ...options.limits };
  if (size > limits.fileBytes) return rejection('too_large', 'The file is far larger than a sheet of accounts can be.');
  const task: ReadTask = {
    // A copy: the caller's bytes stay the caller's, and the copy is moved to the thread.
    source: typeof source === 'string' ? source : new Uint8Array(source),
    fileName: options.fileName ?? (typeof source === 'string' ? source : ''),
    figures: options.figures ?? true,
    password: options.password,
    sheetName: options.sheetName,
    headerRow: options.headerRow,
    limits,
  };
  const rows: SheetRow[] = [];
  const end = await readInThread(task, options.signal, (batch) => rows.push(...batch));
  if ('error' in end) return end;
  return { columns: end.columns, rows: withoutDuplicateIds(rows), notices: end.notices };
}

async function readInThread(
  task: ReadTask,
  signal: AbortSignal | undefined,
  onRows: (rows: readonly SheetRow[]) => void,
): Promise<ReadSummary | SheetRejection> {
  const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
    workerData: task,
    transferList: typeof task.source === 'string' ? [] : [task.source.buffer],
    resourceLimits: { maxOldGenerationSizeMb: task.limits.heapMb },
  });
  const { promise, resolve, reject } = Promise.withResolvers<ReadSummary | SheetRejection>();
  const onAbort = (): void => reject(signal?.reason);
  const deadline = setTimeout(
    () => resolve(rejection('too_large', 'The file takes too long to read.')),
    task.limits.timeMs,
  );
  signal?.addEventListener('abort', onAbort, { once: true });
  worker.on('message', (message: WorkerMessage) => {
    if (message.kind === 'rows') onRows(unpackRows(message.batch));
    else resolve(message.kind === 'done' ? message.summary : message.rejection);
  });
  worker.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
      resolve(rejection('too_large', 'The file needs too much memory to read.'));
    else reject(error);
  });
  worker.on('exit', () => reject(new Error('The thread that reads sheets ended without a result')));
  try {
    return await promise;
  } finally {
    clearTimeout(deadline);
    signal?.removeEventListener('abort', onAbort);
    await worker.terminate();
  }
}

/** An id names one account: of several rows with one id none can be believed. */
function withoutDuplicateIds(rows: readonly SheetRow[]): SheetRow[] {
  const uses = new Map<string, number>();
  for (const { values } of rows) if (values.id) uses.set(values.id, (uses.get(values.id) ?? 0) + 1);
  return rows.map((row) => {
    const { id, ...values } = row.values;
    if (id === undefined || (uses.get(id) ?? 0) < 2) return row;
    const problem = { column: 'id', code: 'duplicate_id', message: problemMessage('duplicate_id') } as const;
    return { row: row.row, values, problems: [...row.problems, problem] };
  });
}

function rejection(code: SheetRejectionCode, message: string): SheetRejection {
  return { error: { code, message } };
}
