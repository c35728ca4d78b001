import { parseUiTree, UiTreeError } from '@muster/android/tree';
import type { Network, ScreenReport } from '@muster/contract';
import { networks } from './networks.ts';
import type { Screen } from './screen.ts';

/**
 * Reads a hierarchy and says what screen it is. A hierarchy that cannot be read is the kind `unreadable`, never an empty one.
 * `packageName` is the app's package, a clone's too.
 */
export function readScreen(xml: string, network: Network, packageName: string): Screen {
  try {
    return networks[network].recognise(parseUiTree(xml), { packageName });
  } catch (error) {
    if (error instanceof UiTreeError) return { kind: 'unreadable', reason: error.code };
    throw error;
  }
}

/** A screen as `muster screen --json` prints it: its kind, and what was read. */
export function describeScreen(screen: Screen): ScreenReport {
  switch (screen.kind) {
    case 'own_profile':
    case 'other_profile':
      return {
        kind: screen.kind,
        ...(screen.username === null ? {} : { username: screen.username }),
        ...(Object.keys(screen.counts).length === 0 ? {} : { counts: { ...screen.counts } }),
      };
    case 'login':
      return { kind: screen.kind, ...(screen.username === null ? {} : { username: screen.username }) };
    case 'challenge':
    case 'suspended':
    case 'code_elsewhere':
    case 'wrong_credentials':
    case 'prompt':
    case 'unreadable':
      return { kind: screen.kind, reason: screen.reason };
    case 'welcome':
    case 'two_factor':
    case 'session_ended':
    case 'popup':
    case 'loading':
    case 'home':
    case 'account_switcher':
    case 'in_app':
    case 'not_in_app':
    case 'unknown':
      return { kind: screen.kind };
  }
}
