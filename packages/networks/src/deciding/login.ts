import type { Decision, Goal, LoginGoal, Memory } from '../decision.ts';
import { comparable, sameAccount } from '../reading/username.ts';
import type { AccountSwitcherScreen, OwnProfileScreen, Screen, SwitcherRow } from '../screen.ts';
import { codeElsewhere, refused, twoFactor } from './codes.ts';
import { form } from './form.ts';
import { act, end, giveUp, notSignedIn, patience, spend, wait } from './memory.ts';
import { back, cover, tap } from './moves.ts';

/**
 * What to do next to have this account signed in. It is the same for both networks: what differs between the apps is in
 * what their recognisers hand over.
 */
export function decide(goal: Goal, screen: Screen, memory: Memory): Decision {
  if (memory.used.steps >= patience.steps) return giveUp(memory, 'timed_out', 'the attempt took too many steps');
  switch (screen.kind) {
    case 'not_in_app':
      return screen.locked
        ? end('needs_person', 'locked_screen', 'the phone shows its lock screen')
        : bringToFront(memory);
    case 'unreadable':
      return wait('unknowns', memory, 'ui_unavailable', `the screen cannot be read (${screen.reason})`);
    case 'unknown':
      return wait('unknowns', memory, 'unknown_screen', 'a screen that is not known');
    case 'loading':
      return wait('waits', memory, 'timed_out', 'the app is loading');
    case 'popup':
      return cover(screen.dismiss, memory, 'close what covers the page');
    case 'prompt':
      return cover(screen.decline, memory, `decline: ${screen.reason}`);
    case 'session_ended':
      return cover(screen.confirm, memory, 'the app says that the session has ended');
    case 'home':
    case 'other_profile':
      return screen.profileTab === null
        ? back(memory, 'leave this page')
        : tap(screen.profileTab, memory, 'open the own profile');
    case 'in_app':
      return leavePage(screen.profileTab, memory);
    case 'own_profile':
      return ownProfile(goal, screen, memory);
    case 'account_switcher':
      return accounts(goal, screen, memory);
    case 'welcome':
      return welcome(goal, screen, memory);
    case 'login':
      return form(goal, screen, memory);
    case 'wrong_credentials':
      return refused(goal, screen, memory);
    case 'two_factor':
      return twoFactor(goal, screen, memory);
    case 'code_elsewhere':
      return codeElsewhere(goal, screen, memory);
    case 'challenge':
      return end('needs_person', 'challenge', `the app asks for a person: ${screen.reason}`, {
        detail: screen.reason,
        ...observedAfterSubmission(goal, memory, 'challenged'),
      });
    case 'suspended':
      return end('needs_person', 'suspended', `the app says that the account is ${screen.reason}`, {
        detail: screen.reason,
        ...observedAfterSubmission(goal, memory, 'suspended'),
      });
  }
}

/** A page that stops everything is about this account for certain only if this attempt signed it in. */
function observedAfterSubmission(goal: LoginGoal, memory: Memory, status: 'challenged' | 'suspended') {
  return memory.submitted ? { observed: { status, username: goal.username } } : {};
}

/** Launches, then gives the app a few looks' time to appear before it launches again. */
function bringToFront(memory: Memory): Decision {
  const launchedAgo = memory.used.waits;
  if (memory.used.launches > 0 && launchedAgo < 10) {
    return wait('waits', memory, 'timed_out', 'the app is not in front yet');
  }
  return spend(
    'launches',
    memory,
    (paid) => act({ kind: 'launch' }, paid, 'bring the app to the front'),
    () => giveUp(memory, 'unknown_screen', 'the app does not come to the front'),
  );
}

/** After a submission a page that is not known might still be an answer, so it is not left by itself. */
function leavePage(profileTab: Parameters<typeof tap>[0] | null, memory: Memory): Decision {
  if (profileTab !== null) return tap(profileTab, memory, 'open the own profile');
  if (memory.submitted) return wait('unknowns', memory, 'unknown_screen', 'a page after signing in that is not known');
  return back(memory, 'leave this page');
}

function ownProfile(goal: LoginGoal, screen: OwnProfileScreen, memory: Memory): Decision {
  const { username } = screen;
  if (username === null) {
    if (screen.scrollable === null) return wait('unknowns', memory, 'unknown_screen', 'a profile without a username');
    return wait('unknowns', memory, 'unknown_screen', 'the profile does not show its username yet');
  }
  if (sameAccount(username, goal.username)) {
    const outcome = memory.submitted ? 'done' : 'already_signed_in';
    const observed = { status: 'signed_in', username: goal.username } as const;
    return { do: 'end', outcome, observed, note: 'the own profile is this account' };
  }
  const stillBefore = memory.switchingFrom !== null && sameAccount(memory.switchingFrom, username);
  if (stillBefore && memory.used.waits < 6) {
    return wait('waits', memory, 'timed_out', 'the app has not changed to the other account yet');
  }
  const settled = { ...memory, switchingFrom: username };
  if (screen.switcher !== null) return tap(screen.switcher, settled, 'another account is signed in: open the switcher');
  const { scrollable } = screen;
  if (scrollable === null) return giveUp(memory, 'unknown_screen', 'no way to the account switcher is shown');
  return spend(
    'scrolls',
    settled,
    (paid) => act({ kind: 'scroll', node: scrollable }, paid, 'look for the account switcher'),
    () => giveUp(memory, 'unknown_screen', 'no way to the account switcher is shown'),
  );
}

/** A list without "Add account" may go on below; the apps stop offering it when they hold as many accounts as they can. */
const fullFrom = 5;

function accounts(goal: LoginGoal, screen: AccountSwitcherScreen, memory: Memory): Decision {
  const ours = screen.rows.find((row) => sameAccount(row.name, goal.username));
  if (ours?.active === true) return back(memory, 'the switcher says that this account is in front');
  if (ours !== undefined && !wasOpened(memory, ours))
    return tap(ours.node, opened(screen, memory, ours), 'switch to this account');
  if (ours !== undefined && screen.names === 'handles') return tap(ours.node, memory, 'switch to this account');

  const next =
    screen.names === 'handles' ? undefined : screen.rows.find((row) => !row.active && !wasOpened(memory, row));
  if (next !== undefined) return tap(next.node, opened(screen, memory, next), 'learn whose account this is');

  const { addAccount, scrollable } = screen;
  if (addAccount !== null) {
    if (memory.priorUnknown || memory.submitted) return notSignedIn(goal, 'this account is not in the switcher');
    return tap(addAccount, { ...memory, addingAccount: true }, 'add the account');
  }
  const isFull = () =>
    screen.rows.length >= fullFrom && !memory.submitted
      ? end('failed', 'account_limit', 'the app offers no further account')
      : giveUp(memory, 'unknown_screen', 'the switcher does not offer to add an account');
  if (scrollable === null) return isFull();
  return spend(
    'scrolls',
    memory,
    (paid) => act({ kind: 'scroll', node: scrollable }, paid, 'see the rest of the list'),
    isFull,
  );
}

function wasOpened(memory: Memory, row: SwitcherRow): boolean {
  return memory.opened.includes(comparable(row.name));
}

function opened(screen: AccountSwitcherScreen, memory: Memory, row: SwitcherRow): Memory {
  const active = screen.rows.find((other) => other.active);
  const names = [row, active].flatMap((each) => (each === undefined ? [] : [comparable(each.name)]));
  return { ...memory, opened: [...new Set([...memory.opened, ...names])] };
}

function welcome(goal: LoginGoal, screen: Extract<Screen, { kind: 'welcome' }>, memory: Memory): Decision {
  if (memory.submitted) return wait('waits', memory, 'timed_out', 'a page before the form, after signing in');
  if (memory.priorUnknown) {
    if (screen.signedOut && !memory.addingAccount) return notSignedIn(goal, 'nobody is signed in');
    return back(memory, 'leave the pages before the form');
  }
  if (screen.onward === null) return wait('unknowns', memory, 'unknown_screen', 'no way to the login form is shown');
  return tap(screen.onward, memory, 'go on to the login form');
}
