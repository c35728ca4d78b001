import { NAME_LIMIT, singleLine, type Checked } from './text.ts';

/**
 * What two usernames are compared by (rule 1): NFC, trimmed, one leading `@` removed, lower-cased.
 * Empty when nothing is left, which no account may have.
 */
export function usernameKey(text: string): string {
  return handle(text).toLowerCase();
}

/** The username as an app wants it typed: without the `@` in front, letters as they were given. */
export function handle(text: string): string {
  return text.normalize('NFC').trim().replace(/^@/, '').trim();
}

export interface Username {
  /** As typed, without white space around it: what is shown. */
  readonly shown: string;
  readonly key: string;
}

/** Reads a username from a form or a cell. */
export function readUsername(text: string): Checked<Username> {
  const shown = text.trim();
  if (shown === '') {
    return {
      problem: {
        code: 'username_missing',
        message: 'The username is missing.',
        remedy: 'Fill it in: it is the one field that every account needs.',
      },
    };
  }
  const line = singleLine('username', shown, NAME_LIMIT);
  if ('problem' in line) return line;
  const key = usernameKey(shown);
  if (key === '') {
    return {
      problem: {
        code: 'bad_username',
        message: 'The username has nothing after the @.',
        remedy: 'Write the name as the app shows it.',
      },
    };
  }
  return { value: { shown, key } };
}
