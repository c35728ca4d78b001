import { find, type UiNode, type UiTree } from '@muster/android/tree';
import type { PromptReason, Screen } from '../screen.ts';
import { commonWords } from './common-words.ts';
import { area, button, idOf, viewsOf } from './view.ts';
import { phrases } from './wording.ts';

const permissionPackages = [
  'com.android.permissioncontroller',
  'com.google.android.permissioncontroller',
  'com.android.packageinstaller',
  'com.google.android.packageinstaller',
];
const autofillPackages = ['android', 'com.google.android.gms', 'com.samsung.android.samsungpassautofill'];

/** Android's own ids of "no" in a permission or autofill question; the words are the phone's, whatever its language. */
const declineIds = [
  'permission_deny_button',
  'permission_deny_and_dont_ask_again_button',
  'permission_no_upgrade_button',
  'autofill_save_no',
  'cancel',
];

const subjects: readonly { readonly reason: PromptReason; readonly words: ReturnType<typeof phrases> }[] = [
  {
    reason: 'contacts',
    words: phrases({
      en: ['contacts'],
      es: ['contactos'],
      fr: ['contacts'],
      pt: ['contatos'],
      de: ['kontakte'],
      ru: ['контактам'],
    }),
  },
  {
    reason: 'location',
    words: phrases({
      en: ['location'],
      es: ['ubicación'],
      fr: ['position', 'localisation'],
      pt: ['local', 'localização'],
      de: ['standort'],
      ru: ['местоположению'],
    }),
  },
];

/**
 * A question of Android's about this app: a permission, or saving its password. Other windows that name the app's label
 * only in passing are not it. Null when there is none.
 */
export function systemPrompt(tree: UiTree, appLabel: string): Screen | null {
  for (const packageName of permissionPackages) {
    const view = viewsOf(tree, packageName).find((one) => one.nodes.some((node) => node.text.includes(appLabel)));
    if (view === undefined) continue;
    const subject = subjects.find(({ words }) => view.nodes.some((node) => words.within(node.text)));
    const decline =
      view.nodes.find((node) => declineIds.includes(idOf(node))) ?? button(view, commonWords.decline) ?? null;
    return { kind: 'prompt', reason: subject?.reason ?? 'notifications', decline };
  }
  for (const packageName of autofillPackages) {
    const view = viewsOf(tree, packageName).find((one) => one.nodes.some(isAutofill));
    if (view === undefined) continue;
    const decline =
      view.nodes.find((node) => declineIds.includes(idOf(node))) ?? button(view, commonWords.decline) ?? null;
    return { kind: 'prompt', reason: 'autofill', decline };
  }
  return null;
}

function isAutofill(node: UiNode): boolean {
  return /^autofill_(save|dataset)/.test(idOf(node));
}

/** What stands in front when the app has no window. */
export function notInApp(tree: UiTree): Screen {
  let front: UiNode | undefined;
  for (const root of tree.roots) if (front === undefined || area(root.bounds) > area(front.bounds)) front = root;
  return { kind: 'not_in_app', front: front?.packageName || null, locked: isLocked(tree) };
}

/** The lock screen is a window of the system's; its ids are the platform's own (AOSP SystemUI, `keyguard_*`). */
function isLocked(tree: UiTree): boolean {
  return (
    find(
      tree.roots,
      (node) =>
        node.packageName === 'com.android.systemui' &&
        /^(keyguard_(host|pin|password|pattern|security|bouncer|status|clock|message)|lockPattern|pinEntry|passwordEntry|lock_icon_view)/.test(
          idOf(node),
        ),
    ) !== undefined
  );
}
