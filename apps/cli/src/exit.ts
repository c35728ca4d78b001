/** Exit statuses of the command line. */
export const exit = { done: 0, refused: 1, usage: 2, partly: 3 } as const;

/** Refused or failed, in one plain sentence. */
export class CommandRefused extends Error {
  readonly status = exit.refused;
}

/** Called the wrong way. */
export class WrongUsage extends Error {
  readonly status = exit.usage;
}
