import type { Screen } from '@muster/networks';

/** What ought to stand in the form right before Log in is pressed. */
export interface Expected {
  readonly identifier: string;
  readonly passwordLengths: readonly number[];
}

const DOTS = /^[•●∙⬤*]+$/u;

/** Lengths by which dots may be counted: UTF-16 units, and characters. */
export function dotCounts(password: string): readonly number[] {
  return [password.length, Array.from(password).length];
}

/**
 * Whether the form holds what was typed, as far as it shows: the identifier to the letter, the password as dots.
 * A field that is not on this page (two-page forms) was looked at on its own page.
 */
export function formHolds(screen: Screen, expected: Expected): boolean {
  if (screen.kind !== 'login') return false;
  const { identifier, password } = screen;
  if (identifier !== null && identifier.text.trim() !== expected.identifier) return false;
  if (password === null) return false;
  if (password.text === '') return false;
  if (!DOTS.test(password.text)) return true;
  return expected.passwordLengths.includes(Array.from(password.text).length);
}
