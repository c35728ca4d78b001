/** Why the console cannot start. Each is the operator's to mend, and says how in its sentence. */
export type StartErrorCode =
  | 'config_invalid'
  | 'data_folder_held'
  | 'data_folder_unusable'
  | 'database_unreachable'
  | 'database_too_old'
  | 'database_not_utf8'
  | 'database_newer'
  | 'migration_failed'
  | 'postgres_unavailable'
  | 'postgres_failed';

/** Ends a start (exit code 1) with one plain sentence. It never holds a secret. */
export class StartError extends Error {
  readonly code: StartErrorCode;

  constructor(code: StartErrorCode, sentence: string, cause?: unknown) {
    super(sentence, cause === undefined ? undefined : { cause });
    this.name = 'StartError';
    this.code = code;
  }
}
