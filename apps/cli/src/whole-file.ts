import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CommandRefused } from './exit.ts';

/**
 * Writes a stream to a file that is replaced whole or not at all, and readable by its owner only.
 * @throws CommandRefused when it cannot be written; what was there before is unchanged then.
 */
export async function writeWhole(stream: ReadableStream<Uint8Array>, path: string): Promise<void> {
  const temporary = `${path}.${process.pid}.part`;
  try {
    await pipeline(
      Readable.fromWeb(stream as Parameters<typeof Readable.fromWeb>[0]),
      createWriteStream(temporary, { mode: 0o600, flush: true }),
    );
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    if (error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code)) {
      throw new CommandRefused(`${path} could not be written (${error.code}); what was there before is unchanged.`);
    }
    throw error;
  }
}
