import { commonWords } from '../reading/common-words.ts';
import { dismissal } from '../reading/cover.ts';
import { button, headed, isField, mentions, type View } from '../reading/view.ts';
import type { ChallengeScreen, PromptScreen, SessionEndedScreen, SuspendedScreen } from '../screen.ts';
import { words } from './words.ts';

/** The dialog that says that the session is over. */
export function sessionEnded(view: View): SessionEndedScreen | null {
  if (!headed(view, words.sessionEnded)) return null;
  return {
    kind: 'session_ended',
    confirm: button(view, commonWords.acknowledge) ?? button(view, commonWords.logIn) ?? null,
  };
}

/** A page on which the app waits for a person. */
export function stop(view: View): SuspendedScreen | ChallengeScreen | null {
  if (headed(view, words.banned)) return { kind: 'suspended', reason: 'disabled' };
  if (headed(view, words.suspended)) return { kind: 'suspended', reason: 'suspended' };
  if (mentions(view, words.captcha)) return { kind: 'challenge', reason: 'captcha' };
  if (view.nodes.some(isField)) return null;
  return mentions(view, words.verifyIdentity) && !mentions(view, words.secondStep)
    ? { kind: 'challenge', reason: 'confirm_identity' }
    : null;
}

/** A page that asks something in passing. The dialogs about contacts are popups: they cover a page. */
export function prompt(view: View): PromptScreen | null {
  if (view.nodes.some(isField)) return null;
  if (mentions(view, words.saveLogin)) return { kind: 'prompt', reason: 'save_login', decline: dismissal(view) };
  if (headed(view, words.interests)) return { kind: 'prompt', reason: 'interests', decline: dismissal(view) };
  if (headed(view, words.notifications)) return { kind: 'prompt', reason: 'notifications', decline: dismissal(view) };
  if (headed(view, words.startWatching)) {
    return { kind: 'prompt', reason: 'introduction', decline: button(view, words.startWatching) ?? null };
  }
  return null;
}
