import type { UiNode } from '@muster/android/tree';
import { commonWords } from '../reading/common-words.ts';
import { readCounters } from '../reading/counters.ts';
import { looksLikeHandle, shown } from '../reading/username.ts';
import { byId, height, idOf, isCalled, pressable, shows, width, type View } from '../reading/view.ts';
import type { OtherProfileScreen, OwnProfileScreen } from '../screen.ts';

const titleIds = [
  'action_bar_title',
  'action_bar_large_title',
  'action_bar_large_title_auto_size',
  'action_bar_textview_title',
  'title_view',
];
const headerIds =
  /^(profile_header_(container|fixed_list|metrics|full_name|post_count|followers|following|actions|familiar|bio)|row_profile_header|profile_tab_layout)/;
const followIds =
  /^(profile_header_follow_button|profile_header_user_action_follow_button|profile_header_message_button)/;
/** Only one's own profile has these. */
const ownIds = new Set([
  'action_bar_title_chevron',
  'profile_header_create_button',
  'create_highlight_button_view',
  'reel_empty_badge',
  'pog_note_bubble_view',
]);

/** The row of tabs along the bottom edge. */
export function tabBar(view: View): UiNode | null {
  const bar = byId(view, 'tab_bar');
  if (bar !== undefined) return bar;
  const tab = byId(view, 'feed_tab', 'clips_tab', 'search_tab', 'profile_tab');
  return tab === undefined ? null : (view.parent(tab) ?? tab);
}

export function profileTab(view: View): UiNode | null {
  const tab = byId(view, 'profile_tab');
  if (tab !== undefined) return tab;
  const low = view.screen.top + height(view.screen) * 0.85;
  return (
    view.nodes.find((node) => node.clickable && node.bounds.top >= low && isCalled(node, commonWords.profile)) ?? null
  );
}

export function hasProfileHeader(view: View): boolean {
  return view.nodes.some((node) => headerIds.test(idOf(node)));
}

/**
 * A profile, told apart by what only its owner is offered. Without two marks of the owner, or with a button to follow, it is
 * somebody else's: being on the profile tab proves nothing, for others are visited there as well.
 */
export function profile(view: View): OwnProfileScreen | OtherProfileScreen | null {
  const title = titleOf(view);
  const marks = ownMarks(view);
  if (!hasProfileHeader(view) && !(title !== null && marks >= 2)) return null;
  const username = title === null ? null : shown(title.text || title.description);
  const counts = readCounters(view);
  const follows = view.nodes.some((node) => followIds.test(idOf(node))) || offersToFollow(view);
  if (!follows && marks >= 2 && username !== null) {
    return {
      kind: 'own_profile',
      username,
      displayName: displayName(view),
      counts,
      switcher: switcherOpener(view, title),
      scrollable: null,
    };
  }
  return { kind: 'other_profile', username, counts, profileTab: profileTab(view) };
}

function ownMarks(view: View): number {
  const ids = new Set(view.nodes.map(idOf).filter((id) => ownIds.has(id)));
  const tab = byId(view, 'profile_tab');
  return ids.size + (shows(view, commonWords.editProfile) ? 1 : 0) + (tab?.selected === true ? 1 : 0);
}

/** Follow and Message buttons stand in the header's row of actions; the same words further down belong to suggestions. */
function offersToFollow(view: View): boolean {
  const row = view.nodes.find((node) => idOf(node).startsWith('profile_header_actions'));
  return view.nodes.some((node) => {
    if (!node.clickable || !isCalled(node, commonWords.follow)) return false;
    return row !== undefined && node.bounds.top >= row.bounds.top && node.bounds.bottom <= row.bounds.bottom;
  });
}

/** The title in the page's top bar. The lock of a private account is two spaces before the name. */
function titleOf(view: View): UiNode | null {
  const high = view.screen.top + height(view.screen) * 0.25;
  const title = view.nodes.find(
    (node) =>
      titleIds.includes(idOf(node)) &&
      node.bounds.bottom <= high &&
      width(node.bounds) > 0 &&
      looksLikeHandle(node.text || node.description),
  );
  return title ?? null;
}

function switcherOpener(view: View, title: UiNode | null): UiNode | null {
  const container = byId(view, 'action_bar_username_container');
  if (container?.clickable === true) return container;
  const chevron = byId(view, 'action_bar_title_chevron');
  for (const start of [title, chevron]) {
    const opener = start === null || start === undefined ? undefined : pressable(view, start);
    if (opener !== undefined && height(opener.bounds) <= height(view.screen) / 6) return opener;
  }
  return null;
}

function displayName(view: View): string | null {
  return byId(view, 'profile_header_full_name_above_vanity', 'profile_header_full_name')?.text.trim() || null;
}
