import type { UiNode } from '@muster/android/tree';
import { commonWords } from '../reading/common-words.ts';
import { readCounters } from '../reading/counters.ts';
import { looksLikeHandle, shown } from '../reading/username.ts';
import { button, height, isCalled, pressable, says, shows, width, type View } from '../reading/view.ts';
import type { OtherProfileScreen, OwnProfileScreen } from '../screen.ts';
import { words } from './words.ts';

/**
 * The main tabs: at least four nodes along the bottom edge that can be pressed, side by side, of which Home or Profile is one
 * by name. The first may be called Home or Friends, the third Create; only the names are stable between releases.
 */
export function tabBar(view: View): readonly UiNode[] | null {
  const low = view.screen.top + height(view.screen) * 0.85;
  const candidates = view.nodes.filter(
    (node) =>
      node.clickable &&
      node.description !== '' &&
      node.bounds.top >= low &&
      width(node.bounds) >= width(view.screen) * 0.12 &&
      width(node.bounds) <= width(view.screen) * 0.34,
  );
  const rows = new Map<number, UiNode[]>();
  for (const node of candidates) rows.set(node.bounds.top, [...(rows.get(node.bounds.top) ?? []), node].slice(0, 12));
  for (const tabs of rows.values()) {
    const named = tabs.filter((node) => tabNames.some((name) => isCalled(node, name)));
    if (new Set(tabs.map((tab) => tab.bounds.left)).size >= 4 && named.length >= 2) return tabs;
  }
  return null;
}

const tabNames = [words.home, words.inbox, commonWords.profile];

/** By its name, else as the last of the tabs. */
export function profileTab(view: View): UiNode | null {
  const tabs = tabBar(view);
  if (tabs === null) return null;
  return tabs.find((tab) => isCalled(tab, commonWords.profile)) ?? null;
}

export function isOnProfileTab(view: View): boolean {
  return profileTab(view)?.selected === true;
}

/**
 * A profile: at least two counters with their labels, and a handle. One's own is told by what only its owner is offered,
 * never by the tab alone, and never where there is a button to follow.
 */
export function profile(view: View): OwnProfileScreen | OtherProfileScreen | null {
  const counts = readCounters(view);
  const known = (['following', 'followers', 'likes'] as const).filter((label) => counts[label] !== undefined);
  if (known.length < 2) return null;
  const handle = handleOf(view);
  const username = handle === null ? null : shown(handle.text);
  const marks = ownMarks(view);
  const follows = view.nodes.some(
    (node) => /Button$|TextView$/.test(node.className) && isCalled(node, commonWords.follow) && isPressable(view, node),
  );
  if (!follows && marks >= 1 && (marks >= 2 || isOnProfileTab(view))) {
    const name = nameOf(view, handle);
    return {
      kind: 'own_profile',
      username,
      displayName: name === null ? null : says(name),
      counts,
      switcher: switcherOpener(view),
      scrollable: view.nodes.find((node) => node.scrollable) ?? null,
    };
  }
  return { kind: 'other_profile', username, counts, profileTab: profileTab(view) };
}

function isPressable(view: View, node: UiNode): boolean {
  const around = pressable(view, node);
  return around !== undefined && height(around.bounds) <= height(view.screen) / 8;
}

function ownMarks(view: View): number {
  const others = view.nodes.filter((node) => isCalled(node, words.ownProfile)).map(says);
  return (
    (shows(view, words.profileMenu) ? 1 : 0) +
    (button(view, commonWords.editProfile) === undefined ? 0 : 1) +
    new Set(others).size
  );
}

/** The first text that is `@` and a handle, in the upper half: the id is shared with warnings, so only the text tells. */
function handleOf(view: View): UiNode | null {
  const middle = view.screen.top + height(view.screen) * 0.6;
  const handle = view.nodes.find(
    (node) => /^[\s\p{Cf}]*@/u.test(node.text) && looksLikeHandle(node.text) && node.bounds.top < middle,
  );
  return handle ?? null;
}

/** The display name is the nearest button above the handle. */
function nameOf(view: View, handle: UiNode | null): UiNode | null {
  if (handle === null) return null;
  const above = view.nodes.filter(
    (node) =>
      /Button$|TextView$/.test(node.className) && node.text.trim() !== '' && node.bounds.bottom <= handle.bounds.top,
  );
  return above.filter((node) => node.bounds.bottom >= handle.bounds.top - height(view.screen) * 0.08).at(-1) ?? null;
}

/**
 * What opens the account switcher is the name in the middle of the page's top bar. The name and the handle further down are
 * not it: one opens an editor, the other copies.
 */
function switcherOpener(view: View): UiNode | null {
  const { screen } = view;
  const bar = screen.top + height(screen) * 0.13;
  const middle = (screen.left + screen.right) / 2;
  for (const node of view.spoken) {
    if (node.bounds.bottom > bar || node.bounds.left > middle || node.bounds.right < middle) continue;
    const opener = pressable(view, node);
    if (opener !== undefined && height(opener.bounds) <= height(screen) * 0.13) return opener;
  }
  return null;
}
