import type { Decision, LoginGoal, Memory } from '../decision.ts';
import type { CodeElsewhereScreen, RefusalScreen, TwoFactorScreen } from '../screen.ts';
import { pressWhenEnabled, typeInto } from './form.ts';
import { act, end, giveUp, spend, wait } from './memory.ts';
import { back, cover, tap } from './moves.ts';

/** The app's answer. Before our own submission it is a leftover of somebody else's. */
export function refused(goal: LoginGoal, screen: RefusalScreen, memory: Memory): Decision {
  if (screen.reason === 'account_limit') return end('failed', 'account_limit', 'the app takes no further account');
  if (!memory.submitted) return cover(screen.dismiss, memory, 'close the answer to an earlier attempt');
  switch (screen.reason) {
    case 'wrong_credentials':
      return end('failed', 'wrong_credentials', 'the app says that the credentials are wrong', {
        observed: { status: 'signed_out', username: goal.username },
      });
    case 'rate_limited':
      return end('failed', 'rate_limited', 'the app says that there were too many attempts');
    case 'code_rejected':
      return end('failed', 'code_rejected', 'the app says that the code is wrong');
    case 'password_required':
      return end('failed', 'unknown_screen', 'the app found no password in the form');
  }
}

/** The page for a code of the authentication app: one code, submitted once. */
export function twoFactor(goal: LoginGoal, screen: TwoFactorScreen, memory: Memory): Decision {
  if (memory.priorUnknown) return giveUp(memory, 'unknown_screen', 'the app asks for a code for an earlier attempt');
  if (!memory.submitted) return back(memory, 'leave the code page of an earlier attempt');
  if (memory.codeSubmitted) {
    return screen.rejected
      ? end('failed', 'code_rejected', 'the app says that the code is wrong')
      : wait('waits', memory, 'timed_out', 'the code page is still shown after the code was submitted');
  }
  if (!goal.hasTotp)
    return end('skipped', 'no_2fa_secret', 'the app asks for a code and the account has no 2FA secret');
  const typing = typeInto(screen.code, 'code', screen.codeFilled, memory);
  if (typing !== null) return typing;
  if (screen.submit === null) return wait('unknowns', memory, 'unknown_screen', 'the code page has no known button');
  return pressWhenEnabled(screen.submit, memory, (node) =>
    act({ kind: 'submit', node, what: 'code' }, memory, 'submit the code', { codeSubmitted: true }),
  );
}

/** A code or a confirmation from elsewhere: with a 2FA secret, the way round by the authentication app; else a person. */
export function codeElsewhere(goal: LoginGoal, screen: CodeElsewhereScreen, memory: Memory): Decision {
  const person = () =>
    end('needs_person', 'code_elsewhere', `the app wants a confirmation from elsewhere: ${screen.reason}`, {
      detail: screen.reason,
      ...(memory.submitted ? { observed: { status: 'challenged', username: goal.username } as const } : {}),
    });
  if (!goal.hasTotp || !memory.submitted || memory.codeSubmitted) return person();
  const { authenticator, onward, anotherWay, scrollable } = screen;
  if (authenticator !== null) {
    if (!screen.authenticatorChosen) return tap(authenticator, memory, 'choose the authentication app');
    return onward === null
      ? wait('unknowns', memory, 'unknown_screen', 'the choice has no known button')
      : tap(onward, memory, 'go on with the authentication app');
  }
  if (anotherWay !== null) return tap(anotherWay, memory, 'try another way');
  if (scrollable === null) return person();
  return spend(
    'scrolls',
    memory,
    (paid) => act({ kind: 'scroll', node: scrollable }, paid, 'look for another way'),
    person,
  );
}
