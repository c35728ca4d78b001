import { walk } from '../apps/view.ts';
import { attributeOf } from './found.ts';
import type { Found } from './found.ts';
import { invalidSelector } from './wire-error.ts';

/**
 * The views an XPath finds. The subset: steps of `/` and `//` over a class or `*`, each with predicates made of
 * `@name`, `@name='v'`, `contains(@name,'v')`, `starts-with(@name,'v')`, `and`, `or`, `not(…)` and a position.
 * @throws WireError `invalid selector` for anything else.
 */
export function findByXpath(roots: readonly Found[], xpath: string): Found[] {
  let found: Found[] | null = null;
  for (const step of stepsOf(xpath)) {
    const candidates: Found[] =
      found === null ? firstCandidates(roots, step.deep) : found.flatMap((one) => below(one, step.deep));
    found = step.predicates.reduce(
      (left, predicate) => left.filter((one, at) => predicate(one, at + 1, left.length)),
      candidates.filter(({ view }) => step.name === '*' || view.className === step.name),
    );
  }
  return found ?? [];
}

type Predicate = (found: Found, position: number, count: number) => boolean;

interface Step {
  deep: boolean;
  name: string;
  predicates: Predicate[];
}

/** "/hierarchy" stands above the windows' roots; it is the one name that is no view. */
function stepsOf(xpath: string): Step[] {
  const steps: Step[] = [];
  let rest = xpath
    .trim()
    .replace(/^\(?\/hierarchy(?=\/)/, '')
    .replace(/^\.(?=\/)/, '');
  while (rest !== '') {
    const head = /^(\/\/?)(\*|[\w.$]+)/.exec(rest);
    if (!head) throw invalidSelector(`${xpath} is not a valid XPath`);
    rest = rest.slice(head[0].length);
    const predicates: Predicate[] = [];
    while (rest.startsWith('[')) {
      const end = closingBracket(rest);
      if (end < 0) throw invalidSelector(`${xpath} is not a valid XPath`);
      predicates.push(predicateOf(rest.slice(1, end)));
      rest = rest.slice(end + 1);
    }
    steps.push({ deep: head[1] === '//', name: head[2] ?? '*', predicates });
  }
  return steps;
}

function closingBracket(text: string): number {
  let quote = '';
  for (let at = 1; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === ']') return at;
  }
  return -1;
}

function predicateOf(text: string): Predicate {
  const tokens = text.match(/"[^"]*"|'[^']*'|@[\w-]+|[\w-]+\(?|\(|\)|[=,]|!=/g) ?? [];
  const reader = new PredicateReader(tokens);
  const predicate = reader.either();
  if (!reader.done()) throw invalidSelector(`[${text}] is not supported`);
  return predicate;
}

class PredicateReader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  done(): boolean {
    return this.#at === this.#tokens.length;
  }

  either(): Predicate {
    const left = this.#both();
    if (!this.#take('or')) return left;
    const right = this.either();
    return (...context) => left(...context) || right(...context);
  }

  #both(): Predicate {
    const left = this.#single();
    if (!this.#take('and')) return left;
    const right = this.#both();
    return (...context) => left(...context) && right(...context);
  }

  #single(): Predicate {
    const token = this.#next();
    if (/^\d+$/.test(token)) return (_found, position) => position === Number(token);
    if (token === 'last(') return this.#closed((_found, position, count) => position === count);
    if (token === '(') return this.#closed(this.either());
    if (token === 'not(') {
      const inner = this.#closed(this.either());
      return (...context) => !inner(...context);
    }
    if (token === 'contains(') return this.#call((value, part) => value.includes(part));
    if (token === 'starts-with(') return this.#call((value, part) => value.startsWith(part));
    if (token.startsWith('@')) return this.#comparison(token.slice(1));
    throw invalidSelector(`"${token}" is not supported here`);
  }

  #comparison(name: string): Predicate {
    if (!this.#take('=')) return (found) => attributeOf(found, name) !== null;
    const wanted = unquoted(this.#next());
    return (found) => attributeOf(found, name) === wanted;
  }

  #call(test: (value: string, part: string) => boolean): Predicate {
    const name = this.#next().slice(1);
    this.#expect(',');
    const part = unquoted(this.#next());
    return this.#closed((found) => test(attributeOf(found, name) ?? '', part));
  }

  #closed(predicate: Predicate): Predicate {
    this.#expect(')');
    return predicate;
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }

  #expect(token: string): void {
    if (!this.#take(token)) throw invalidSelector(`"${token}" is missing`);
  }

  #next(): string {
    this.#at += 1;
    return this.#tokens[this.#at - 1] ?? '';
  }
}

function unquoted(token: string): string {
  return /^(["']).*\1$/s.test(token) ? token.slice(1, -1) : token;
}

function firstCandidates(roots: readonly Found[], deep: boolean): Found[] {
  return deep ? roots.flatMap((root) => withDescendants(root)) : [...roots];
}

function below(found: Found, deep: boolean): Found[] {
  const children = found.view.children.map((view) => ({ view, packageName: found.packageName }));
  return deep ? children.flatMap((child) => withDescendants(child)) : children;
}

function withDescendants({ view, packageName }: Found): Found[] {
  return [...walk(view)].map((one) => ({ view: one, packageName }));
}
