import { posix } from 'node:path';
import type { PhoneFiles } from '../phone/files.ts';
import type { Script, Word } from './syntax.ts';

export interface Expansion {
  variable(name: string): string;
  /** Runs a script and gives what it printed. */
  output(body: Script): Promise<string>;
  files: PhoneFiles;
  folder: string;
}

/** A word while it grows: its text, and as a pattern where it had unquoted wildcards. */
interface Field {
  text: string;
  pattern: string;
  wild: boolean;
}

/** Gives the words that one word of a command becomes: variables, substitutions, splitting, wildcards. */
export async function expandWord(word: Word, by: Expansion): Promise<string[]> {
  const fields: Field[] = [];
  let open: Field | null = null;
  for (const part of word) {
    if (part.kind === 'text') {
      open ??= begin(fields);
      append(open, part.text, part.quoted);
      continue;
    }
    const text = part.kind === 'variable' ? by.variable(part.name) : (await by.output(part.body)).replace(/\n+$/, '');
    if (part.quoted) {
      open ??= begin(fields);
      append(open, text, true);
      continue;
    }
    const pieces = text.split(/[ \t\n]+/);
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) open = null;
      if (piece === '') continue;
      open ??= begin(fields);
      append(open, piece, false);
    }
  }
  return fields.flatMap((field) => (field.wild ? matches(field, by) : [field.text]));
}

/** Gives a word as one text, as in an assignment or after `>`. */
export async function expandWhole(word: Word, by: Expansion): Promise<string> {
  const parts = await Promise.all(
    word.map(async (part) => {
      if (part.kind === 'text') return part.text;
      return part.kind === 'variable' ? by.variable(part.name) : (await by.output(part.body)).replace(/\n+$/, '');
    }),
  );
  return parts.join('');
}

function begin(fields: Field[]): Field {
  const field: Field = { text: '', pattern: '', wild: false };
  fields.push(field);
  return field;
}

function append(field: Field, text: string, quoted: boolean): void {
  field.text += text;
  const literal = text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  if (quoted || !/[*?]/.test(text)) {
    field.pattern += literal;
    return;
  }
  field.pattern += literal.replaceAll('\\*', '.*').replaceAll('\\?', '.');
  field.wild = true;
}

/** Wildcards are matched in the last part of a path; where nothing matches the word stays as it is. */
function matches(field: Field, by: Expansion): string[] {
  const folder = posix.dirname(field.text);
  const absolute = posix.resolve(by.folder, folder);
  if (!by.files.exists(absolute) || by.files.stat(absolute).kind !== 'directory') return [field.text];
  const pattern = new RegExp(`^${field.pattern.slice(field.pattern.lastIndexOf('/') + 1)}$`, 's');
  const prefix = field.text.includes('/') ? field.text.slice(0, field.text.lastIndexOf('/') + 1) : '';
  const found = by.files.list(absolute).filter((name) => !name.startsWith('.') && pattern.test(name));
  return found.length > 0 ? found.map((name) => prefix + name) : [field.text];
}
