/** What the parser makes of a line of shell: the subset of sh that people and tools send to a phone. */
export type Script = readonly AndOr[];

/** `a && b || c`, in the background where it ended in `&`. */
export interface AndOr {
  steps: readonly { when: 'always' | 'success' | 'failure'; pipeline: Pipeline }[];
  background: boolean;
}

export interface Pipeline {
  negated: boolean;
  commands: readonly Command[];
}

export type Command =
  | { kind: 'simple'; assignments: readonly Assignment[]; words: readonly Word[]; redirects: readonly Redirect[] }
  | { kind: 'group'; body: Script; redirects: readonly Redirect[] };

export interface Assignment {
  name: string;
  value: Word;
}

export type Word = readonly WordPart[];

export type WordPart =
  | { kind: 'text'; text: string; quoted: boolean }
  | { kind: 'variable'; name: string; quoted: boolean }
  | { kind: 'substitution'; body: Script; quoted: boolean };

export type Redirect =
  | { kind: 'input'; file: Word }
  | { kind: 'output'; descriptor: 1 | 2; file: Word; append: boolean }
  | { kind: 'duplicate'; from: 1 | 2; to: 1 | 2 };

export class ShellSyntaxError extends Error {
  readonly code = 'syntax';

  constructor(near: string) {
    super(`syntax error: unexpected '${near}'`);
    this.name = 'ShellSyntaxError';
  }
}
