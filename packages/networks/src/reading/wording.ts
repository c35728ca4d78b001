const languages = ['en', 'es', 'fr', 'pt', 'de', 'it', 'id', 'vi', 'ru', 'tr', 'pl', 'ar', 'zh', 'ja', 'ko'] as const;
/** Languages the tables know words of. */
export type Language = (typeof languages)[number];

/** How one thing is said, by language. English alone is enough to be useful; more is better. */
export type Wording = Readonly<Partial<Record<Language, readonly string[]>>>;

/** A compiled {@link Wording}: texts are compared as {@link plain} gives them. */
export interface Phrases {
  /** The language in which the whole text is one of the phrases. */
  is(text: string): Language | undefined;
  /** Whether the text begins with one of the phrases. */
  opens(text: string): boolean;
  /** Whether one of the phrases occurs anywhere in the text, at word boundaries. */
  within(text: string): boolean;
  /** The phrase that ends the text and its language; the longest when several do. */
  tail(text: string): { rest: string; language: Language } | undefined;
}

const closing = /[\s.,:;!?。！？、，…]+$/u;

/** Longer texts are compared by their beginning: no phrase is as long, and a hostile text costs no more than this. */
const longest = 800;

/**
 * A text as it is compared: compatibility forms folded, apostrophes made one, invisible marks dropped, spaces collapsed,
 * lower case, without the punctuation at its end.
 */
export function plain(text: string): string {
  const before = compared.get(text);
  if (before !== undefined) return before;
  if (compared.size >= 4096) compared.clear();
  const after = fold(text);
  compared.set(text, after);
  return after;
}

/** Each text of a screen is compared with every table: what it folds to is worked out once. */
const compared = new Map<string, string>();

function fold(text: string): string {
  return text
    .slice(0, longest)
    .normalize('NFKC')
    .replace(/[‘’ʼ´`]/gu, "'")
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
    .replace(/\u0307/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(closing, '');
}

export function phrases(wording: Wording): Phrases {
  const known = new Map<string, Language>();
  for (const [language, texts] of entries(wording)) {
    for (const text of texts) if (!known.has(plain(text))) known.set(plain(text), language);
  }
  const longestFirst = [...known].sort(([a], [b]) => b.length - a.length);
  return {
    is: (text) => known.get(plain(text)),
    opens: (text) => {
      const whole = plain(text);
      return longestFirst.some(([phrase]) => whole.startsWith(phrase) && !wordGoesOn(whole, phrase.length));
    },
    within: (text) => {
      const whole = plain(text);
      return longestFirst.some(([phrase]) => occurs(whole, phrase));
    },
    tail: (text) => {
      const whole = plain(text);
      for (const [phrase, language] of longestFirst) {
        if (whole.endsWith(phrase)) return { rest: whole.slice(0, whole.length - phrase.length).trim(), language };
      }
      return undefined;
    },
  };
}

/** All phrases of several tables as one. */
export function anyOf(...tables: readonly Wording[]): Wording {
  const joined: Partial<Record<Language, string[]>> = {};
  for (const table of tables) {
    for (const [language, texts] of entries(table)) (joined[language] ??= []).push(...texts);
  }
  return joined;
}

function entries(wording: Wording): [Language, readonly string[]][] {
  return languages.map((language) => [language, wording[language] ?? []]);
}

function occurs(whole: string, phrase: string): boolean {
  for (let at = whole.indexOf(phrase); at !== -1; at = whole.indexOf(phrase, at + 1)) {
    const before = whole.charAt(at - 1);
    if (!(isLetter(before) && isLetter(phrase.charAt(0))) && !wordGoesOn(whole, at + phrase.length)) return true;
  }
  return false;
}

/** Scripts without spaces between words have no word boundary to ask for. */
const letter = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Nd}]/u;

function isLetter(char: string): boolean {
  return letter.test(char);
}

function wordGoesOn(whole: string, at: number): boolean {
  return isLetter(whole.charAt(at - 1)) && isLetter(whole.charAt(at));
}
