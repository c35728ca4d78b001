import { Worker } from 'node:worker_threads';

/**
 * Protects a workbook with a password (ECMA-376 agile encryption). Deriving the key takes about half a second of
 * arithmetic, so it is done in a thread of its own.
 */
export async function encryptWorkbook(bytes: Buffer, password: string): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const worker = new Worker(new URL('./encrypt-worker.ts', import.meta.url), { workerData: { bytes, password } });
  worker.on('message', (encrypted: Uint8Array) => resolve(Buffer.from(encrypted.buffer)));
  worker.on('error', reject);
  worker.on('exit', () => reject(new Error('The thread that encrypts sheets ended without a result')));
  return promise;
}
