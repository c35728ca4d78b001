import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import type pg from 'pg';
import { from } from 'pg-copy-streams';

export type CopyValue = string | number | boolean | Date | Buffer | readonly string[] | null;

const CHUNK_LENGTH = 32 * 1024;

/**
 * Writes rows with COPY within the transaction of `client` (from `transactOnClient`), a chunk at a time, so that others
 * have their turn in between. `target` is SQL: a table and its columns. Gives the number of rows.
 */
export async function copyIn(
  client: pg.ClientBase,
  target: string,
  rows: Iterable<readonly CopyValue[]>,
): Promise<number> {
  const stream = client.query(from(`copy ${target} from stdin`));
  await pipeline(Readable.from(chunks(rows)), stream);
  return stream.rowCount;
}

/** After each chunk the socket has its turn, so that the database works on it while the next one is made. */
async function* chunks(rows: Iterable<readonly CopyValue[]>): AsyncGenerator<Buffer> {
  let text = '';
  for (const row of rows) {
    text += `${row.map(field).join('\t')}\n`;
    if (text.length < CHUNK_LENGTH) continue;
    yield Buffer.from(text, 'utf8');
    text = '';
    await setImmediate();
  }
  if (text !== '') yield Buffer.from(text, 'utf8');
}

/** COPY's text format (https://www.postgresql.org/docs/18/sql-copy.html#SQL-COPY-FILE-FORMATS). */
function field(value: CopyValue): string {
  if (value === null) return String.raw`\N`;
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return String.raw`\\x` + value.toString('hex');
  return escaped(`{${value.map((item) => `"${item.replace(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`);
}

const SPECIAL: Readonly<Record<string, string>> = { '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't', '\v': 'v' };

function escaped(text: string): string {
  return /[\\\b\f\n\r\t\v]/.test(text)
    ? text.replace(/[\\\b\f\n\r\t\v]/g, (character) => `\\${SPECIAL[character] ?? character}`)
    : text;
}
