import type { UiNode } from '@muster/android/tree';
import type { Decision, LoginGoal, Memory } from '../decision.ts';
import { sameAccount } from '../reading/username.ts';
import type { LoginScreen } from '../screen.ts';
import { act, giveUp, notSignedIn, wait } from './memory.ts';
import { back, tap } from './moves.ts';

/** Fills the form in and presses Log in, once. Every field is seen to hold text before the press. */
export function form(goal: LoginGoal, screen: LoginScreen, memory: Memory): Decision {
  if (memory.submitted) return wait('waits', memory, 'timed_out', 'the form is still shown after Log in was pressed');
  if (memory.priorUnknown) return onlyLook(goal, screen, memory);
  if (screen.identifierTab !== null) return tap(screen.identifierTab, memory, 'open the tab for e-mail or username');
  if (isForAnother(goal, screen, memory)) {
    return screen.otherProfile === null
      ? back(memory, 'the form is for another account')
      : tap(screen.otherProfile, memory, 'the form is for another account');
  }
  if (screen.identifier !== null) {
    const typing = typeInto(screen.identifier, 'identifier', screen.identifierFilled, memory);
    if (typing !== null) return typing;
  }
  if (screen.password === null) {
    return screen.next === null
      ? wait('unknowns', memory, 'unknown_screen', 'the form has no password field and no way on')
      : pressWhenEnabled(screen.next, memory, (node) => tap(node, memory, 'go on to the password'));
  }
  const typing = typeInto(screen.password, 'password', screen.passwordFilled, memory);
  if (typing !== null) return typing;
  if (screen.submit === null) return wait('unknowns', memory, 'unknown_screen', 'the form has no known Log in button');
  return pressWhenEnabled(screen.submit, memory, (node) =>
    act({ kind: 'submit', node, what: 'credentials' }, memory, 'press Log in', { submitted: true }),
  );
}

/** Types until the field is seen to hold text, twice at most; null when there is nothing to type. */
export function typeInto(
  node: UiNode,
  what: 'identifier' | 'password' | 'code',
  filled: boolean,
  memory: Memory,
): Decision | null {
  const times = memory.typed[what];
  if (times > 0 && filled) return null;
  if (times >= 2) return giveUp(memory, 'unknown_screen', `the field for the ${what} does not show what was typed`);
  return act({ kind: 'type', node, what }, memory, `type the ${what}`, {
    typed: { ...memory.typed, [what]: times + 1 },
  });
}

export function pressWhenEnabled(node: UiNode, memory: Memory, press: (node: UiNode) => Decision): Decision {
  return node.enabled ? press(node) : wait('unknowns', memory, 'unknown_screen', 'the button cannot be pressed yet');
}

/** A form that asks for a password only, under a name that is not ours, or under none before ours was typed. */
function isForAnother(goal: LoginGoal, screen: LoginScreen, memory: Memory): boolean {
  if (screen.identifier !== null || screen.password === null) return false;
  if (screen.username !== null) return !sameAccount(screen.username, goal.username);
  return memory.typed.identifier === 0;
}

/**
 * After an earlier submission of unknown outcome. The form may have been left open by "add account", so it is left once;
 * where it comes back, nobody is signed in.
 */
function onlyLook(goal: LoginGoal, screen: LoginScreen, memory: Memory): Decision {
  if (memory.used.detours === 0) return back(memory, 'see what lies behind the form');
  const isComplete = screen.identifierTab !== null || screen.identifier !== null || screen.password !== null;
  return isComplete && memory.used.launches > 0
    ? notSignedIn(goal, 'the app opens with its login form')
    : back(memory, 'see what lies behind the form');
}
