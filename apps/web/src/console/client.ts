import { createMuster, MusterRefusal, type MusterClient } from '@muster/client';

/** The console this page came from. */
export const muster: MusterClient = createMuster({ baseUrl: globalThis.location.origin });

/** What to tell a person about a failed call: the console's own sentence, with its remedy. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  return 'Something went wrong in this page; please load it again.';
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof MusterRefusal && error.problem.code === 'not_signed_in';
}
