import { errorCodes, type ErrorCode, type Problem } from '@muster/contract';

export interface AppErrorOptions {
  /** One plain sentence: what, and where. Without it the code's own sentence is used. Never holds a secret. */
  readonly detail?: string;
  /** How to mend it, in one sentence. */
  readonly remedy?: string;
  readonly field?: string;
  /** HTTP status where the code's usual one does not fit. */
  readonly status?: number;
  readonly conflict?: Problem['conflict'];
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** A refusal that a person can act on: a stable code, one sentence, and how to mend it. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly remedy: string | undefined;
  readonly field: string | undefined;
  readonly conflict: Problem['conflict'];
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(options.detail ?? errorCodes[code], options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.status = options.status ?? usualStatus(code);
    this.remedy = options.remedy;
    this.field = options.field;
    this.conflict = options.conflict;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

function usualStatus(code: ErrorCode): number {
  switch (code) {
    case 'not_signed_in':
    case 'wrong_password':
      return 401;
    case 'forbidden':
    case 'foreign_host':
    case 'foreign_origin':
    case 'setup_link_invalid':
      return 403;
    case 'not_found':
    case 'account_not_found':
    case 'device_not_found':
    case 'run_not_found':
    case 'workspace_not_found':
      return 404;
    case 'already_set_up':
    case 'username_taken':
    case 'label_taken':
    case 'version_conflict':
    case 'plan_has_rejected_rows':
    case 'plan_outdated':
    case 'plan_applied':
    case 'undo_refused':
      return 409;
    case 'too_large':
      return 413;
    case 'throttled':
      return 429;
    case 'internal':
      return 500;
    case 'vault_sealed':
    case 'unavailable':
      return 503;
    default:
      return 422;
  }
}
