import type { FastifyError } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { Problem } from '@muster/contract';
import { AppError } from '../app-error.ts';
import { isDatabaseError } from '../database/transact.ts';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** RFC 9457: every refusal has a code, one sentence and, where there is one, the remedy. */
export function problemOf(error: AppError, requestId: string): Problem {
  return {
    type: `urn:muster:problem:${error.code}`,
    title: error.code.replaceAll('_', ' '),
    status: error.status,
    detail: error.message,
    code: error.code,
    ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
    ...(error.field === undefined ? {} : { field: error.field }),
    ...(error.conflict === undefined ? {} : { conflict: error.conflict }),
    requestId,
  };
}

/** SQLSTATE character_not_in_repertoire. Texts are UTF-8 by the time they get there, so it can only be U+0000. */
const NO_SUCH_CHARACTER = '22021';

/** Whatever was thrown, as a refusal. What nobody foresaw becomes `internal`, without its text: that goes to the log. */
export function refusalOf(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) return invalid(error.validation[0]);
  if (isFastifyError(error)) {
    if (error.statusCode === 413) return new AppError('too_large', { cause: error });
    if (error.statusCode === 429) return new AppError('throttled', { cause: error });
    if (error.statusCode !== undefined && error.statusCode < 500) {
      return new AppError('bad_request', { status: error.statusCode, detail: error.message, cause: error });
    }
  }
  if (isDatabaseError(error, NO_SUCH_CHARACTER)) {
    return new AppError('bad_request', {
      detail: 'A text of the request holds the character U+0000, which cannot be stored.',
      remedy: 'Leave it out.',
      cause: error,
    });
  }
  return new AppError('internal', { cause: error });
}

function invalid(first: { instancePath: string; message?: string | undefined } | undefined): AppError {
  const field = first?.instancePath.replace(/^\//, '').replaceAll('/', '.') ?? '';
  const message = first?.message ?? 'is not valid';
  return new AppError('bad_request', {
    detail: field === '' ? `The request is not valid: ${message}.` : `“${field}” is not valid: ${message}.`,
    ...(field === '' ? {} : { field }),
  });
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && 'statusCode' in error;
}
