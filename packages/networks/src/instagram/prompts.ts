import type { UiNode } from '@muster/android/tree';
import { commonWords } from '../reading/common-words.ts';
import { dismissal } from '../reading/cover.ts';
import { byId, isField, mentions, type View } from '../reading/view.ts';
import type { Phrases } from '../reading/wording.ts';
import type { PromptReason, PromptScreen } from '../screen.ts';
import { words } from './words.ts';

const subjects: readonly { readonly reason: PromptReason; readonly words: Phrases }[] = [
  { reason: 'save_login', words: words.saveLogin },
  { reason: 'notifications', words: words.notifications },
  { reason: 'location', words: words.location },
  { reason: 'contacts', words: words.contacts },
  { reason: 'set_up_device', words: words.setUpDevice },
  { reason: 'introduction', words: words.introduction },
];

/** A question the app asks in passing. It needs an answer on the page: a caption that mentions one is none. */
export function prompt(view: View): PromptScreen | null {
  if (view.nodes.some(isField)) return null;
  const subject = subjects.find(({ words }) => mentions(view, words));
  if (subject === undefined) return null;
  const decline =
    byId(view, 'negative_button', 'igds_headline_secondary_action_button') ??
    dismissal(view) ??
    gotIt(view, subject.reason);
  return { kind: 'prompt', reason: subject.reason, decline };
}

/** An introduction is only taken note of. */
function gotIt(view: View, reason: PromptReason): UiNode | null {
  if (reason !== 'introduction' && reason !== 'location') return null;
  const noted = view.nodes.find(
    (node) => node.clickable && commonWords.acknowledge.is(node.description || node.text) !== undefined,
  );
  return noted ?? (reason === 'introduction' ? (byId(view, 'igds_headline_primary_action_button') ?? null) : null);
}
