import type { UiNode } from '@muster/android/tree';
import { commonWords } from '../reading/common-words.ts';
import { button, buttonMentioning, byId, isField, isFilled, mentions, pressable, type View } from '../reading/view.ts';
import type { CodeChannel, CodeElsewhereScreen, RefusalScreen, TwoFactorScreen } from '../screen.ts';
import { words } from './words.ts';

/** The app's answer to a submission that it did not take. */
export function refusal(view: View): RefusalScreen | null {
  const reason = refusalReason(view);
  if (reason === null) return null;
  const dismiss = button(view, commonWords.acknowledge) ?? byId(view, 'primary_button', 'button1') ?? null;
  return { kind: 'wrong_credentials', reason, dismiss };
}

function refusalReason(view: View): RefusalScreen['reason'] | null {
  if (mentions(view, words.accountLimit)) return 'account_limit';
  if (mentions(view, words.wrongCredentials)) return 'wrong_credentials';
  if (mentions(view, words.passwordRequired)) return 'password_required';
  if (mentions(view, commonWords.tooMany)) return 'rate_limited';
  // On the page for the code itself it is that page which says so; a dialog of its own is a refusal.
  if (mentions(view, commonWords.codeRejected) && !view.nodes.some(isField)) return 'code_rejected';
  return null;
}

/** The page that asks for a code: from the authentication app, or from somewhere only a person can look. */
export function codePage(view: View): TwoFactorScreen | CodeElsewhereScreen | null {
  if (view.nodes.some((node) => node.password)) return null;
  const field = view.nodes.find(isField);
  if (field !== undefined && mentions(view, words.totp)) {
    return {
      kind: 'two_factor',
      code: field,
      codeFilled: isFilled(field),
      submit: button(view, commonWords.continue) ?? null,
      rejected: mentions(view, commonWords.codeRejected),
    };
  }
  const reason = channelOf(view);
  if (reason === null) return null;
  const authenticator = buttonMentioning(view, commonWords.authenticator);
  return {
    kind: 'code_elsewhere',
    reason,
    anotherWay: button(view, commonWords.anotherWay) ?? null,
    authenticator: authenticator ?? null,
    authenticatorChosen: authenticator !== undefined && isChosen(view, authenticator),
    onward: button(view, commonWords.continue) ?? null,
    scrollable: view.nodes.find((node) => node.scrollable) ?? null,
  };
}

function channelOf(view: View): CodeChannel | null {
  if (mentions(view, words.chooseWay)) return 'unnamed';
  if (mentions(view, words.onAnotherDevice)) return 'other_device';
  if (mentions(view, words.codeByWhatsapp)) return 'whatsapp';
  if (mentions(view, words.codeBySms)) return 'sms';
  if (mentions(view, words.codeByEmail)) return 'email';
  return mentions(view, words.enterCode) && view.nodes.some(isField) ? 'unnamed' : null;
}

/** A radio button reports its choice itself or on a node around or inside it. */
function isChosen(view: View, node: UiNode): boolean {
  const row = pressable(view, node) ?? node;
  return [row, node, ...row.children].some((part) => part.checked || part.selected);
}
