import type { UiNode, UiTree } from '@muster/android/tree';
import { commonWords } from '../reading/common-words.ts';
import { dialogIn, dismissal, sheetIn } from '../reading/cover.ts';
import { height, idOf, shows, width, type View } from '../reading/view.ts';
import { readWindows } from '../reading/windows.ts';
import type { Screen } from '../screen.ts';
import { codePage, loginForm, refusal, welcome } from './login-pages.ts';
import { isOnProfileTab, profile, profileTab, tabBar } from './profile.ts';
import { prompt, sessionEnded, stop } from './stops.ts';
import { switcher } from './switcher.ts';

/** What TikTok shows. Covers are asked before what lies beneath them; the first reading that fits is taken. */
export function recognise(tree: UiTree, { packageName }: { readonly packageName: string }): Screen {
  return readWindows(tree, { packageName, label: 'TikTok' }, (view) => cover(view) ?? page(view));
}

function cover(view: View): Screen | null {
  const dialog = dialogIn(view);
  if (dialog !== null) return readCover(dialog, null);
  const sheet = sheetIn(view);
  return sheet === null ? null : readCover(sheet.sheet, sheet.scrim);
}

function readCover(view: View, scrim: UiNode | null): Screen {
  return (
    sessionEnded(view) ??
    refusal(view) ??
    stop(view) ??
    switcher(view) ??
    prompt(view) ??
    codePage(view) ??
    loginForm(view) ??
    welcome(view) ?? { kind: 'popup', dismiss: dismissal(view) ?? scrim }
  );
}

function page(view: View): Screen {
  const tabs = tabBar(view);
  const inFeed = tabs !== null || isVideo(view);
  if (!inFeed || isOnProfileTab(view)) {
    const signedOut = profile(view) === null ? welcome(view) : null;
    if (signedOut !== null) return signedOut;
  }
  const beforeHome = inFeed
    ? null
    : (sessionEnded(view) ??
      refusal(view) ??
      stop(view) ??
      switcher(view) ??
      codePage(view) ??
      loginForm(view) ??
      prompt(view));
  if (beforeHome !== null) return beforeHome;
  if (isEmpty(view)) return isBlankCard(view) ? { kind: 'popup', dismiss: null } : { kind: 'loading' };
  const shown = profile(view);
  if (shown !== null) return shown;
  const tab = profileTab(view);
  if (tabs !== null || isFeed(view)) return { kind: 'home', profileTab: tab };
  return isPageOfApp(view) ? { kind: 'in_app', profileTab: tab } : { kind: 'unknown' };
}

function isEmpty(view: View): boolean {
  return view.spoken.length === 0 || (view.spoken.length <= 2 && shows(view, commonWords.loading));
}

/**
 * TikTok has prompts of which the tree holds only nested boxes: no text, nothing to press. A box that keeps clear of three
 * edges tells one from a page that is still blank.
 */
function isBlankCard(view: View): boolean {
  const { screen } = view;
  return view.nodes.some(
    ({ bounds }) =>
      bounds.left >= screen.left + width(screen) * 0.04 &&
      bounds.right <= screen.right - width(screen) * 0.04 &&
      width(bounds) >= width(screen) * 0.5 &&
      height(bounds) >= height(screen) * 0.1 &&
      bounds.top >= screen.top + height(screen) * 0.1,
  );
}

/** A video fills the page: its surface has an id that is not scrambled. */
function isVideo(view: View): boolean {
  return view.nodes.some((node) => idOf(node) === 'long_press_layout');
}

/** The feed without its tabs (newer layouts open it so): a video, and the column of buttons along the right edge. */
function isFeed(view: View): boolean {
  const right = view.screen.left + width(view.screen) * 0.8;
  const column = view.nodes.filter(
    (node) =>
      node.clickable && node.className.endsWith('Button') && node.description !== '' && node.bounds.left >= right,
  );
  const rows = new Set(column.map((node) => node.bounds.top));
  return isVideo(view) && rows.size >= 4;
}

/** Cameras, comments, search and the like: many views of the app's own, none of which asks for anything secret. */
function isPageOfApp(view: View): boolean {
  if (view.nodes.some((node) => node.password || node.className.endsWith('WebView'))) return false;
  return view.nodes.length >= 60 || isVideo(view);
}
