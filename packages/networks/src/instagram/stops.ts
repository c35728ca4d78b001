import type { UiNode } from '@muster/android/tree';
import { commonWords } from '../reading/common-words.ts';
import { button, byId, headed, height, idOf, isCalled, mentions, width, type View } from '../reading/view.ts';
import type { ChallengeScreen, SessionEndedScreen, SuspendedScreen } from '../screen.ts';
import { words } from './words.ts';

/** The dialog that says that the session is over. */
export function sessionEnded(view: View): SessionEndedScreen | null {
  if (!headed(view, words.sessionEnded)) return null;
  const confirm =
    button(view, commonWords.acknowledge) ?? byId(view, 'primary_button', 'igds_alert_dialog_primary_button');
  return { kind: 'session_ended', confirm: confirm ?? null };
}

/** A page on which the app waits for a person: suspended, disabled, or one of its challenges. */
export function stop(view: View): SuspendedScreen | ChallengeScreen | null {
  if (headed(view, words.disabled)) return { kind: 'suspended', reason: 'disabled' };
  if (headed(view, words.suspended)) return { kind: 'suspended', reason: 'suspended' };
  // A form for a password is no challenge, whatever else stands on it.
  if (view.nodes.some((node) => node.password)) return null;
  if (mentions(view, words.captcha)) return { kind: 'challenge', reason: 'captcha' };
  if (mentions(view, words.videoSelfie)) return { kind: 'challenge', reason: 'video_selfie' };
  if (mentions(view, words.identityDocument)) return { kind: 'challenge', reason: 'identity_document' };
  if (headed(view, words.phoneNumber)) return { kind: 'challenge', reason: 'phone_number' };
  if (hasCode(view)) return null;
  if (mentions(view, words.confirmIdentity) && !mentions(view, words.chooseWay)) {
    return { kind: 'challenge', reason: 'confirm_identity' };
  }
  return isChallengeFrame(view) ? { kind: 'challenge', reason: 'unnamed' } : null;
}

/** A page that asks for a code is told apart by where the code comes from. */
function hasCode(view: View): boolean {
  return (
    mentions(view, words.totp) ||
    mentions(view, words.codeByEmail) ||
    mentions(view, words.codeBySms) ||
    mentions(view, words.codeByWhatsapp) ||
    mentions(view, words.onAnotherDevice) ||
    mentions(view, words.chooseWay)
  );
}

/** Challenges in a language without a table: a Bloks page with "Menu" in its top right corner and something to read. */
function isChallengeFrame(view: View): boolean {
  const isFrame = view.nodes.some((node) => idOf(node) === 'bloks_container');
  const hasHeading = view.spoken.some((node) => node.text.trim().length > 3 && !node.clickable);
  return isFrame && hasHeading && view.nodes.some((node) => isCornerMenu(view, node));
}

function isCornerMenu(view: View, node: UiNode): boolean {
  const { screen } = view;
  return (
    node.clickable &&
    isCalled(node, words.menu) &&
    node.bounds.left > screen.left + width(screen) * 0.75 &&
    node.bounds.bottom < screen.top + height(screen) * 0.2
  );
}
