import { Writable } from 'node:stream';
import { pino, type DestinationStream, type Logger } from 'pino';

export type Log = Logger;

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Values under these keys are not logged, at any of the two depths where objects are logged. */
const HIDDEN_KEYS = [
  'password',
  'pwd',
  'secret',
  'token',
  'authorization',
  'cookie',
  'connectionString',
  'databaseUrl',
  'DATABASE_URL',
];

/** What a database error may quote from a row (`detail`) or a statement (`where`, `internalQuery`), with its values. */
const QUOTING_KEYS = ['detail', 'where', 'internalQuery', 'parameters'];

const MAX_MESSAGE_CHARACTERS = 4000;

export interface LogOptions {
  readonly level: LogLevel;
  /** Where lines go; standard error unless told, because standard output is for answers. */
  readonly destination?: DestinationStream;
}

/**
 * A structured log: one JSON object a line. A value cannot forge a line: JSON escapes control characters, and the
 * others that a terminal or a viewer obeys (C1, U+2028, U+2029, bidirectional controls) are escaped as well.
 */
export function createLog(options: LogOptions): Log {
  return pino(
    {
      level: options.level,
      base: { pid: process.pid },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError, error: describeError },
      redact: {
        paths: HIDDEN_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
        censor: '[secret]',
      },
    },
    inertLines(options.destination ?? process.stderr),
  );
}

/** A log that nobody reads. */
export const silentLog: Log = pino({ level: 'silent' }, new Writable({ write: (_chunk, _encoding, done) => done() }));

/** An error as plain fields. Of a database's error, nothing that quotes a row. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const described: Record<string, unknown> = {
    type: error.name,
    message: error.message.slice(0, MAX_MESSAGE_CHARACTERS),
    stack: error.stack?.slice(0, MAX_MESSAGE_CHARACTERS),
  };
  for (const [key, value] of Object.entries(error)) {
    if (!QUOTING_KEYS.includes(key) && isPlain(value)) described[key] = value;
  }
  if (error.cause !== undefined) described['cause'] = describeError(error.cause);
  return described;
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

// DEL and C1, zero-width and bidirectional marks, line and paragraph separators, BOM.
const OBEYED = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

function inertLines(destination: DestinationStream): DestinationStream {
  return {
    write: (line) =>
      destination.write(
        line.replace(OBEYED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`),
      ),
  };
}
