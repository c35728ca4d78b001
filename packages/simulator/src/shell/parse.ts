import { WordReader } from './word-reader.ts';
import { ShellSyntaxError } from './syntax.ts';
import type { AndOr, Assignment, Command, Pipeline, Redirect, Script, Word } from './syntax.ts';

const ASSIGNMENT = /^([A-Za-z_]\w*)=/;
const REDIRECT = /^([012]?)(>>|>&|>|<)/;

/** Parses what a shell was given. Throws ShellSyntaxError. */
export function parseScript(text: string): Script {
  const parser = new Parser(text);
  const script = parser.script('');
  parser.expectEnd();
  return script;
}

class Parser {
  readonly #words: WordReader;

  constructor(text: string) {
    this.#words = new WordReader(text, (inner) => parseScript(inner));
  }

  /** Reads commands up to `closing` ("" for the end of the text), which it leaves in place. */
  script(closing: '' | ')' | '}'): Script {
    const script: AndOr[] = [];
    for (;;) {
      this.#skipSeparators();
      if (this.#words.ended || (closing !== '' && this.#words.peek(closing))) return script;
      script.push(this.#andOr());
    }
  }

  expectEnd(): void {
    if (!this.#words.ended) throw new ShellSyntaxError(this.#words.rest(1));
  }

  #skipSeparators(): void {
    this.#words.skipBlanks();
    while (this.#words.take(';') || this.#words.take('\n')) this.#words.skipBlanks();
  }

  #andOr(): AndOr {
    const steps: { when: 'always' | 'success' | 'failure'; pipeline: Pipeline }[] = [];
    let when: 'always' | 'success' | 'failure' = 'always';
    for (;;) {
      steps.push({ when, pipeline: this.#pipeline() });
      if (this.#words.take('&&')) when = 'success';
      else if (this.#words.take('||')) when = 'failure';
      else return { steps, background: this.#words.take('&') };
      while (this.#words.take('\n')) this.#words.skipBlanks();
    }
  }

  #pipeline(): Pipeline {
    this.#words.skipBlanks();
    const negated = this.#words.takeReserved('!');
    const commands = [this.#command()];
    while (!this.#words.peek('||') && this.#words.take('|')) commands.push(this.#command());
    return { negated, commands };
  }

  #command(): Command {
    this.#words.skipBlanks();
    if (this.#words.take('(')) return this.#group(')');
    if (this.#words.takeReserved('{')) return this.#group('}');
    return this.#simple();
  }

  #group(closing: ')' | '}'): Command {
    const body = this.script(closing);
    if (!this.#words.take(closing)) throw new ShellSyntaxError('end of file');
    const redirects: Redirect[] = [];
    for (let next = this.#redirect(); next !== null; next = this.#redirect()) redirects.push(next);
    return { kind: 'group', body, redirects };
  }

  #simple(): Command {
    const assignments: Assignment[] = [];
    const words: Word[] = [];
    const redirects: Redirect[] = [];
    for (;;) {
      const redirect = this.#redirect();
      if (redirect !== null) {
        redirects.push(redirect);
        continue;
      }
      const assigned = words.length === 0 ? this.#words.match(ASSIGNMENT) : null;
      if (assigned !== null) {
        assignments.push({ name: assigned[1] ?? '', value: this.#words.word() ?? [] });
        continue;
      }
      const word = this.#words.word();
      if (word === null) break;
      words.push(word);
    }
    if (assignments.length + words.length + redirects.length === 0) {
      throw new ShellSyntaxError(this.#words.ended ? 'end of file' : this.#words.rest(1));
    }
    return { kind: 'simple', assignments, words, redirects };
  }

  #redirect(): Redirect | null {
    this.#words.skipBlanks();
    const found = this.#words.match(REDIRECT);
    if (found === null) return null;
    const [, descriptor, operator] = found;
    const from = descriptor === '2' ? 2 : 1;
    if (operator === '>&') {
      const to = this.#words.match(/^[12]/);
      if (to === null) throw new ShellSyntaxError(this.#words.rest(1));
      return { kind: 'duplicate', from, to: to[0] === '2' ? 2 : 1 };
    }
    this.#words.skipBlanks();
    const file = this.#words.word();
    if (file === null) throw new ShellSyntaxError(this.#words.ended ? 'newline' : this.#words.rest(1));
    if (operator === '<') return { kind: 'input', file };
    return { kind: 'output', descriptor: from, file, append: operator === '>>' };
  }
}
