import { dismissWords } from './words/dismiss.ts';
import { formWords } from './words/form.ts';
import { profileWords } from './words/profile.ts';

/** What both apps say alike, by language. */
export const commonWords = { ...dismissWords, ...formWords, ...profileWords } as const;
