import { signInWords } from './words/sign-in.ts';
import { answerWords } from './words/answer.ts';
import { stopWords } from './words/stop.ts';
import { promptWords } from './words/prompt.ts';

/** What Instagram says on the screens that matter, by language. Sources: captures, and public automation code. */
export const words = {
  ...signInWords,
  ...answerWords,
  ...stopWords,
  ...promptWords,
} as const;
