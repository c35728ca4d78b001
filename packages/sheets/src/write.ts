import { createWriteStream } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { columnsFor } from './columns.ts';
import { encryptWorkbook } from './encrypt.ts';
import { AccountsSheetXml } from './sheet-xml.ts';
import type { AccountCells } from './sheet-xml.ts';
import { constantParts, WORKSHEET_PART } from './workbook-xml.ts';
import type { XmlPart } from './workbook-xml.ts';

export interface WriteSheetOptions {
  /** Whether the network has figures columns. */
  readonly figures: boolean;
  /** Leaves the cells of pwd and totp_secret blank, whatever the rows hold. */
  readonly withoutSecrets?: boolean | undefined;
  /** Protects the workbook with a password. Only then the whole file is held in memory. */
  readonly password?: string | undefined;
  /** The labels of the devices, for the drop-down of device_index. */
  readonly labels: readonly string[];
}

/** All entries carry the first moment a zip can name, so that the same rows make the same bytes. */
const ENTRY_TIME = new Date(1980, 0, 1);

/**
 * Writes an accounts sheet row by row to a stream, which is ended, or to a path, which is replaced whole or not at all
 * and readable by its owner only. Resolves with the number of accounts. Throws SheetWriteError for a value that no
 * sheet can carry, and whatever the rows or the stream throw; the rows are closed in any case.
 */
export async function writeAccountsSheet(
  target: Writable | string,
  rows: AsyncIterable<AccountCells>,
  options: WriteSheetOptions,
): Promise<number> {
  return typeof target === 'string' ? replaceFile(target, rows, options) : writeWorkbook(target, rows, options);
}

async function replaceFile(
  path: string,
  rows: AsyncIterable<AccountCells>,
  options: WriteSheetOptions,
): Promise<number> {
  const folder = await mkdtemp(join(dirname(path), '.export-'));
  try {
    const partial = join(folder, basename(path));
    const file = createWriteStream(partial, { flags: 'wx', mode: 0o600, flush: true });
    const count = await writeWorkbook(file, rows, options);
    await rename(partial, path);
    return count;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeWorkbook(
  target: Writable,
  rows: AsyncIterable<AccountCells>,
  options: WriteSheetOptions,
): Promise<number> {
  const columns = columnsFor(options);
  const blank = options.withoutSecrets === true ? columns.filter(({ secret }) => secret) : [];
  const sheet = new AccountsSheetXml(columns, blank, options.labels.length);
  const body = Readable.from(sheet.chunks(rows), { objectMode: false });
  const output = zipOf(constantParts(options.labels), body);
  const { password } = options;
  try {
    if (password === undefined) await pipeline(output, target);
    else await pipeline([await encryptWorkbook(await buffer(output), password)], target);
    return sheet.accounts;
  } catch (error) {
    target.destroy();
    throw error;
  } finally {
    body.destroy();
  }
}

/** The archive as a stream that fails when the worksheet's stream does. */
function zipOf(parts: readonly XmlPart[], worksheet: Readable): NodeJS.ReadableStream {
  const zip = new ZipFile();
  const fail = (error: Error): boolean => zip.outputStream.emit('error', error);
  zip.on('error', fail);
  worksheet.on('error', fail);
  for (const { name, xml } of parts) zip.addBuffer(Buffer.from(xml), name, { mtime: ENTRY_TIME });
  zip.addReadStream(worksheet, WORKSHEET_PART, { mtime: ENTRY_TIME });
  zip.end();
  return zip.outputStream;
}
