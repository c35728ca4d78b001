import type { UiTree } from '@muster/android/tree';
import type { Screen } from '../screen.ts';
import { notInApp, systemPrompt } from './system.ts';
import { area, viewsOf, type View } from './view.ts';

/**
 * How much a window's reading counts when an app has several: what covers a page before the page, a page before nothing.
 * The order of windows in a dump is no guide: it differs between the tools that write them.
 */
const rank: Readonly<Record<Screen['kind'], number>> = {
  session_ended: 5,
  wrong_credentials: 5,
  popup: 4,
  prompt: 4,
  account_switcher: 4,
  suspended: 3,
  challenge: 3,
  two_factor: 3,
  code_elsewhere: 3,
  welcome: 3,
  login: 2,
  own_profile: 1,
  other_profile: 1,
  home: 1,
  in_app: 1,
  unknown: 0,
  loading: 0,
  not_in_app: 0,
  unreadable: 0,
};

/** Reads each window of the app by itself and takes what lies on top; between equals, the smaller window. */
export function readWindows(
  tree: UiTree,
  app: { readonly packageName: string; readonly label: string },
  read: (view: View) => Screen,
): Screen {
  const system = systemPrompt(tree, app.label);
  if (system !== null) return system;
  const readings = viewsOf(tree, app.packageName)
    .map((view) => ({ screen: read(view), size: area(view.window) }))
    .sort((one, other) => rank[other.screen.kind] - rank[one.screen.kind] || one.size - other.size);
  return readings[0]?.screen ?? notInApp(tree);
}
