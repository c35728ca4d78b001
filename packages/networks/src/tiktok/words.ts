import { signInWords } from './words/sign-in.ts';
import { answerWords } from './words/answer.ts';
import { pageWords } from './words/page.ts';

/** What TikTok says on the screens that matter, by language. Its ids change with every release, so words and structure decide. */
export const words = {
  ...signInWords,
  ...answerWords,
  ...pageWords,
} as const;
