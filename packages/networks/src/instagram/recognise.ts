import type { UiTree } from '@muster/android/tree';
import { commonWords } from '../reading/common-words.ts';
import { dialogIn, dismissal, sheetIn } from '../reading/cover.ts';
import { notInApp, systemPrompt } from '../reading/system.ts';
import { byId, idOf, shows, viewOf, voices, type View } from '../reading/view.ts';
import type { Screen } from '../screen.ts';
import { codePage, refusal } from './code-pages.ts';
import { loginForm, welcome } from './login-pages.ts';
import { hasProfileHeader, profile, profileTab, tabBar } from './profile.ts';
import { prompt } from './prompts.ts';
import { sessionEnded, stop } from './stops.ts';
import { switcher } from './switcher.ts';

/** What Instagram shows. Covers are asked before what lies beneath them; the first reading that fits is taken. */
export function recognise(tree: UiTree, { packageName }: { readonly packageName: string }): Screen {
  const system = systemPrompt(tree, 'Instagram');
  if (system !== null) return system;
  const view = viewOf(tree, packageName);
  if (view === null) return notInApp(tree);
  return cover(view) ?? page(view);
}

/** A dialog or a sheet, read by its own content alone. */
function cover(view: View): Screen | null {
  const dialog = dialogIn(view) ?? igDialog(view);
  if (dialog !== null) return readCover(dialog);
  const sheet = sheetIn(view);
  if (sheet === null) return null;
  if (sheet.sheet.spoken.length === 0 && !sheet.sheet.nodes.some((node) => node.clickable && voices(node).length > 0)) {
    return { kind: 'popup', dismiss: sheet.scrim };
  }
  const read = readCover(sheet.sheet);
  return read.kind === 'popup' && read.dismiss === null ? { ...read, dismiss: sheet.scrim } : read;
}

function readCover(view: View): Screen {
  return (
    sessionEnded(view) ??
    refusal(view) ??
    stop(view) ??
    switcher(view) ??
    prompt(view) ??
    codePage(view) ??
    loginForm(view) ??
    welcome(view) ?? { kind: 'popup', dismiss: dismissal(view) }
  );
}

/** Dialogs of Instagram's design system, whose headline and buttons have ids. */
function igDialog(view: View): View | null {
  const headline = byId(view, 'igds_headline_headline', 'igds_headline_body', 'igds_headline_primary_action_button');
  return headline === undefined ? null : view;
}

function page(view: View): Screen {
  const inFeed = tabBar(view) !== null || hasProfileHeader(view);
  const beforeHome = inFeed
    ? null
    : (sessionEnded(view) ??
      refusal(view) ??
      stop(view) ??
      codePage(view) ??
      prompt(view) ??
      switcher(view) ??
      loginForm(view) ??
      welcome(view));
  if (beforeHome !== null) return beforeHome;
  if (isLoading(view)) return { kind: 'loading' };
  const shown = profile(view);
  if (shown !== null) return shown;
  const tab = profileTab(view);
  if (tabBar(view) !== null) return { kind: 'home', profileTab: tab };
  return isPageOfApp(view) ? { kind: 'in_app', profileTab: tab } : { kind: 'unknown' };
}

/** Nothing is said but the menu of a page yet to come, or that it is loading. */
function isLoading(view: View): boolean {
  const said = view.spoken.filter((node) => !isMenuOnly(node.description === '' ? node.text : node.description));
  return said.length === 0 || (said.length <= 2 && shows(view, commonWords.loading));
}

function isMenuOnly(text: string): boolean {
  return menuOrBack.has(text.trim().toLowerCase());
}

const menuOrBack = new Set([
  '',
  'menu',
  'menú',
  'menü',
  'меню',
  'back',
  'volver',
  'retour',
  'voltar',
  'zurück',
  'atrás',
  'instagram',
]);

/** Native pages have these ids; login and challenge pages (Bloks) have none. */
const pageIds =
  /^(action_bar_|row_feed_|quick_capture_|clips_|gallery_|media_group|direct_|news_|search_|layout_listview_parent_container|reel_viewer_|post_capture_|camera_|profile_header_|sticky_header_list|camera_shutter)/;

function isPageOfApp(view: View): boolean {
  // `action_bar_root` is part of every Android window.
  const marks = new Set(view.nodes.map(idOf).filter((id) => id !== 'action_bar_root' && pageIds.test(id)));
  return marks.size >= 2;
}
