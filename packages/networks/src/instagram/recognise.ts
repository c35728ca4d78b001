import type { UiTree } from '@muster/android/tree';
import { commonWords } from '../reading/common-words.ts';
import { dialogIn, dismissal, sheetIn, within } from '../reading/cover.ts';
import { byId, idOf, shows, voices, type View } from '../reading/view.ts';
import { readWindows } from '../reading/windows.ts';
import type { Screen } from '../screen.ts';
import { codePage, refusal } from './code-pages.ts';
import { loginForm, welcome } from './login-pages.ts';
import { hasProfileHeader, profile, profileTab, tabBar } from './profile.ts';
import { prompt } from './prompts.ts';
import { sessionEnded, stop } from './stops.ts';
import { switcher } from './switcher.ts';

/** What Instagram shows. Covers are asked before what lies beneath them; the first reading that fits is taken. */
export function recognise(tree: UiTree, { packageName }: { readonly packageName: string }): Screen {
  return readWindows(tree, { packageName, label: 'Instagram' }, (view) => cover(view) ?? page(view));
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

/** Dialogs of Instagram's design system, whose headline has an id: the part around it that holds a button as well. */
function igDialog(view: View): View | null {
  const headline = byId(view, 'igds_headline_headline', 'igds_headline_body', 'igds_headline_primary_action_button');
  for (let at = headline; at !== undefined; at = view.parent(at)) {
    const part = within(view, [at]);
    if (part.nodes.some((node) => node.clickable && voices(node).length > 0)) return part;
  }
  return null;
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

/** Ids of the frames that every page is put in. Login and challenge pages (Bloks) have no others. */
const frameIds =
  /^(action_bar_root|content|layout_container_\w+|bloks_container|modal_container|overlay_layout_container|swipe_navigation_container|bottom_sheet_camera_container|activity_and_camera_shared_views_main_container|statusBarBackground|navigationBarBackground|list|text1)$/;

/** Native pages name their parts: three names that are no frame's tell one. */
function isPageOfApp(view: View): boolean {
  const names = new Set(view.nodes.map(idOf).filter((id) => id !== '' && !frameIds.test(id)));
  return names.size >= 3 && !view.nodes.some((node) => node.password);
}
