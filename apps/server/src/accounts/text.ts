import type { RowProblemCode } from '@muster/contract';

/** What is wrong with a text that was to be stored. The message never holds the text: it may be a password. */
export interface FieldProblem {
  readonly code: RowProblemCode;
  /** One plain sentence that names the field. */
  readonly message: string;
  readonly remedy: string;
}

export type Checked<T> = { readonly value: T } | { readonly problem: FieldProblem };

export const NAME_LIMIT = 200;

const CONTROL = /\p{Cc}/u;
const CONTROL_BUT_TAB = /(?!\t)\p{Cc}/u;
const CONTROL_BUT_TAB_AND_NEWLINE = /(?![\t\n])\p{Cc}/u;
/** Neither PostgreSQL's UTF-8 nor XML can hold half a surrogate pair; XML 1.0 §2.2 leaves out U+FFFE and U+FFFF. */
const NON_CHARACTER = /[\uFFFE\uFFFF]/;

/** A text of one line: a name, an address, a package. Given back as it is. */
export function singleLine(field: string, text: string, limit: number): Checked<string> {
  return checked(field, text, limit, CONTROL);
}

/** A password: any character that a sheet and an app's field can keep. */
export function passwordText(text: string): Checked<string> {
  return checked('password', text, 1000, CONTROL_BUT_TAB);
}

/** Notes: several lines; `\r\n` becomes `\n`, and white space around them goes. Blank is null. */
export function readNotes(text: string): Checked<string | null> {
  const trimmed = text.replace(/\r\n?/g, '\n').trim();
  if (trimmed === '') return { value: null };
  return checked('notes', trimmed, 10_000, CONTROL_BUT_TAB_AND_NEWLINE);
}

/** An e-mail address, trimmed. Blank is null: then a login types the username (rule 4). */
export function readEmail(text: string): Checked<string | null> {
  const trimmed = text.trim();
  if (trimmed === '') return { value: null };
  if (!trimmed.includes('@')) {
    return {
      problem: {
        code: 'bad_email',
        message: 'The e-mail address has no @.',
        remedy: 'Write the whole address, or leave it blank to sign in with the username.',
      },
    };
  }
  return singleLine('e-mail address', trimmed, 320);
}

/** The package of an app that was cloned or renamed. Blank is null: the network's own app. */
export function readPackage(text: string): Checked<string | null> {
  const trimmed = text.trim();
  if (trimmed === '') return { value: null };
  if (trimmed.length <= NAME_LIMIT && /^[A-Za-z]\w*(?:\.[A-Za-z]\w*)+$/.test(trimmed)) return { value: trimmed };
  return {
    problem: {
      code: 'bad_package',
      message: 'The package does not look like com.example.app.',
      remedy: 'Write the package as Android names it, or leave it blank for the usual app.',
    },
  };
}

const MOST_TAGS = 50;
const TAG_LIMIT = 60;

/** Tags, trimmed, each once, in the order given. None holds a comma or a semicolon: they part tags in a sheet. */
export function readTags(texts: readonly string[]): Checked<string[]> {
  const tags = [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ''))];
  for (const tag of tags) {
    const line = singleLine('tag', tag, TAG_LIMIT);
    if ('problem' in line) return line;
    if (/[,;]/.test(tag)) return { problem: partingCharacter };
  }
  if (tags.length > MOST_TAGS) return { problem: tooLong('list of tags', `${MOST_TAGS} tags`) };
  return { value: tags };
}

/** Tags as one cell of a sheet holds them. */
export function readTagCell(cell: string): Checked<string[]> {
  return readTags(cell.split(/[,;\n]/));
}

/** What `readTagCell` reads back as these tags. */
export function tagCell(tags: readonly string[]): string {
  return tags.join(', ');
}

const partingCharacter: FieldProblem = {
  code: 'bad_tag',
  message: 'A tag holds a comma or a semicolon.',
  remedy: 'Leave it out: these part one tag from the next in a sheet.',
};

function checked(field: string, text: string, limit: number, refused: RegExp): Checked<string> {
  if (refused.test(text) || NON_CHARACTER.test(text) || !text.isWellFormed()) {
    return {
      problem: {
        code: 'control_character',
        message: `The ${field} holds a character that cannot be typed or kept in a sheet.`,
        remedy: 'Type it anew by hand instead of pasting it.',
      },
    };
  }
  if (text.length > limit) return { problem: tooLong(field, `${limit} characters`) };
  return { value: text };
}

function tooLong(field: string, limit: string): FieldProblem {
  return {
    code: 'too_long',
    message: `The ${field} is longer than ${limit}.`,
    remedy: 'Shorten it.',
  };
}
