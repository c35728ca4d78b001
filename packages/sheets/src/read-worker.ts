import { parentPort, workerData } from 'node:worker_threads';
import { SheetFault } from './fault.ts';
import { readFileRows } from './reader.ts';
import type { ReadSummary, ReadTask } from './reader.ts';
import type { SheetRejection, SheetRow } from './reading.ts';
import { packRows } from './row-batch.ts';
import type { RowBatch } from './row-batch.ts';

/** What the reading thread says: rows in batches, then once how it ended. */
export type WorkerMessage =
  | { readonly kind: 'rows'; readonly batch: RowBatch }
  | { readonly kind: 'done'; readonly summary: ReadSummary }
  | { readonly kind: 'rejected'; readonly rejection: SheetRejection };

/** Small enough for the receiving thread to stay answerable, large enough for the hand-over to cost little. */
const BATCH_ROWS = 250;

async function run(task: ReadTask, post: (message: WorkerMessage) => void): Promise<void> {
  let rows: SheetRow[] = [];
  const flush = (): void => {
    if (rows.length > 0) post({ kind: 'rows', batch: packRows(rows) });
    rows = [];
  };
  try {
    const summary = await readFileRows(task, (row) => {
      if (rows.push(row) >= BATCH_ROWS) flush();
    });
    flush();
    post({ kind: 'done', summary });
  } catch (error) {
    if (!(error instanceof SheetFault)) throw error;
    post({ kind: 'rejected', rejection: { error: { code: error.code, message: error.message } } });
  }
}

const port = parentPort;
if (port === null) throw new Error('read-worker.ts runs as a worker thread only');
const task: ReadTask = workerData;
await run(task, (message) => port.postMessage(message));
