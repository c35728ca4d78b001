import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Act, Decision, LoginGoal, Memory } from '../decision.ts';
import type { LoginScreen, Screen } from '../screen.ts';
import { pageOf, pressed, sketch } from '../testing.ts';
import { decide } from './login.ts';
import { patience, startMemory } from './memory.ts';

const goal: LoginGoal = { script: 'login', username: 'Ana.Bakes', identifier: 'username', hasTotp: true };
const node = sketch('a', pageOf(pressed('x'))).roots[0]?.children[0];
if (node === undefined) throw new Error('The sketch has a button.');

const form: LoginScreen = {
  kind: 'login',
  identifier: node,
  identifierFilled: false,
  password: node,
  passwordFilled: false,
  submit: node,
  next: null,
  identifierTab: null,
  username: null,
  otherProfile: null,
};
const filled: LoginScreen = { ...form, identifierFilled: true, passwordFilled: true };
const home: Screen = { kind: 'home', profileTab: node };
const own = (username: string | null): Screen => ({
  kind: 'own_profile',
  username,
  displayName: null,
  counts: {},
  switcher: node,
  scrollable: null,
});
const code = (more: Partial<Extract<Screen, { kind: 'two_factor' }>> = {}): Screen => ({
  kind: 'two_factor',
  code: node,
  codeFilled: false,
  submit: node,
  rejected: false,
  ...more,
});
const refusal = (reason: Extract<Screen, { kind: 'wrong_credentials' }>['reason']): Screen => ({
  kind: 'wrong_credentials',
  reason,
  dismiss: node,
});
const switcher = (
  rows: readonly [string, boolean][],
  more: Partial<Extract<Screen, { kind: 'account_switcher' }>> = {},
): Screen => ({
  kind: 'account_switcher',
  rows: rows.map(([name, active]) => ({ node, name, active })),
  names: 'handles',
  addAccount: node,
  scrollable: null,
  ...more,
});
const elsewhere = (more: Partial<Extract<Screen, { kind: 'code_elsewhere' }>> = {}): Screen => ({
  kind: 'code_elsewhere',
  reason: 'email',
  anotherWay: null,
  authenticator: null,
  authenticatorChosen: false,
  onward: null,
  scrollable: null,
  ...more,
});

interface Told {
  readonly acts: readonly string[];
  readonly end: Extract<Decision, { do: 'end' }> | null;
  readonly memory: Memory;
}

const named = (act: Act) => (act.kind === 'type' || act.kind === 'submit' ? `${act.kind} ${act.what}` : act.kind);

/** Shows one screen after the other until the end, or until there are no more. */
function tell(screens: Iterable<Screen>, given: { goal?: Partial<LoginGoal>; priorUnknown?: boolean } = {}): Told {
  let memory = startMemory({ priorUnknown: given.priorUnknown ?? false });
  const acts: string[] = [];
  for (const screen of screens) {
    const decision = decide({ ...goal, ...given.goal }, screen, memory);
    if (decision.do === 'end') return { acts, end: decision, memory };
    memory = decision.memory;
    acts.push(named(decision.act));
  }
  return { acts, end: null, memory };
}

function* forever(screen: Screen): Generator<Screen, void, void> {
  for (let at = 0; at < 1000; at += 1) yield screen;
}

const typing = [form, { ...form, identifierFilled: true }, filled];

describe('a login', () => {
  it('types, presses once, declines, looks at the profile and is done', () => {
    const told = tell([
      { kind: 'not_in_app', front: 'launcher', locked: false },
      { kind: 'loading' },
      ...typing,
      { kind: 'prompt', reason: 'save_login', decline: node },
      home,
      own('ana.bakes'),
    ]);
    expect(told.acts).toEqual([
      'launch',
      'wait',
      'type identifier',
      'type password',
      'submit credentials',
      'tap',
      'tap',
    ]);
    expect(told.end).toMatchObject({ outcome: 'done', observed: { status: 'signed_in', username: 'Ana.Bakes' } });
  });

  it('leaves a session alone that is this account’s, however the name is written', () => {
    expect(tell([home, own(' @ANA.bakes')]).end).toMatchObject({ outcome: 'already_signed_in' });
  });

  it('types again into a field that does not show what was typed, then gives up before the press', () => {
    const told = tell([form, form, form]);
    expect(told.acts).toEqual(['type identifier', 'type identifier']);
    expect(told.end).toMatchObject({ outcome: 'failed', reason: 'unknown_screen' });
  });

  it('goes over two pages', () => {
    const first = { ...form, password: null, submit: null, next: node };
    const second = { ...form, identifier: null };
    const told = tell([first, { ...first, identifierFilled: true }, second, { ...second, passwordFilled: true }]);
    expect(told.acts).toEqual(['type identifier', 'tap', 'type password', 'submit credentials']);
  });

  it('opens the tab for e-mail or username', () => {
    expect(tell([{ ...form, identifier: null, password: null, submit: null, identifierTab: node }]).acts).toEqual([
      'tap',
    ]);
  });

  it('uses a password-only form only under its own name', () => {
    const only = { ...form, identifier: null };
    expect(tell([{ ...only, username: 'ana.bakes' }]).acts).toEqual(['type password']);
    expect(tell([{ ...only, username: 'milo', otherProfile: node }]).acts).toEqual(['tap']);
    expect(tell([{ ...only, username: null }]).acts).toEqual(['back']);
  });

  it('switches to a row of its own and verifies it, and adds the account where there is none', () => {
    expect(
      tell([
        own('milo'),
        switcher([
          ['milo', true],
          ['ana.bakes', false],
        ]),
        home,
        own('ana.bakes'),
      ]).end,
    ).toMatchObject({
      outcome: 'already_signed_in',
    });
    const adding = tell([
      own('milo'),
      switcher([['milo', true]]),
      { kind: 'welcome', onward: node, remembered: [], signedOut: false },
      ...typing,
    ]);
    expect(adding.acts).toEqual(['tap', 'tap', 'tap', 'type identifier', 'type password', 'submit credentials']);
    expect(adding.memory.addingAccount).toBe(true);
  });

  it('gives the app time to change the account before it opens the switcher again', () => {
    const told = tell([
      own('milo'),
      switcher([
        ['milo', true],
        ['ana.bakes', false],
      ]),
      own('milo'),
      own('milo'),
      own('ana.bakes'),
    ]);
    expect(told.acts).toEqual(['tap', 'tap', 'wait', 'wait']);
    expect(told.end?.outcome).toBe('already_signed_in');
  });

  it('learns whose a display name is, each row once, before it adds the account', () => {
    const list = switcher(
      [
        ['Hills', true],
        ['Bread', false],
      ],
      { names: 'display_names' },
    );
    const told = tell([own('milo'), list, own('noor'), list]);
    expect(told.acts).toEqual(['tap', 'tap', 'tap', 'tap']);
    expect(told.memory.addingAccount).toBe(true);
    expect(told.memory.opened).toEqual(['bread', 'hills']);
  });
});

describe('what the app answers', () => {
  it.each([
    ['wrong_credentials', 'wrong_credentials'],
    ['rate_limited', 'rate_limited'],
    ['code_rejected', 'code_rejected'],
  ] as const)('%s after the press ends the attempt', (reason, outcome) => {
    expect(tell([...typing, refusal(reason)]).end).toMatchObject({ outcome: 'failed', reason: outcome });
  });

  it('an answer from before the press is closed and not taken for ours', () => {
    expect(tell([refusal('wrong_credentials'), ...typing]).acts).toEqual([
      'tap',
      'type identifier',
      'type password',
      'submit credentials',
    ]);
  });

  it('one code is typed and submitted; a second time is never tried', () => {
    const told = tell([...typing, code(), code({ codeFilled: true }), code(), code({ rejected: true })]);
    expect(told.acts.slice(3)).toEqual(['type code', 'submit code', 'wait']);
    expect(told.end).toMatchObject({ outcome: 'failed', reason: 'code_rejected' });
  });

  it('without a 2FA secret a code page ends as skipped', () => {
    expect(tell([...typing, code()], { goal: { hasTotp: false } }).end).toMatchObject({
      outcome: 'skipped',
      reason: 'no_2fa_secret',
    });
  });

  it('a code page that was there before the press is left', () => {
    expect(tell([code()]).acts).toEqual(['back']);
  });

  it('goes round a code from elsewhere by the authentication app, and else calls a person', () => {
    const told = tell([
      ...typing,
      elsewhere({ anotherWay: node }),
      elsewhere({ authenticator: node }),
      elsewhere({ authenticator: node, authenticatorChosen: true, onward: node }),
      code(),
    ]);
    expect(told.acts.slice(3)).toEqual(['tap', 'tap', 'tap', 'type code']);
    expect(tell([...typing, elsewhere({ anotherWay: node })], { goal: { hasTotp: false } }).end).toMatchObject({
      outcome: 'needs_person',
      reason: 'code_elsewhere',
      detail: 'email',
      observed: { status: 'challenged' },
    });
  });

  it('a stop is about this account only after the press', () => {
    const stop: Screen = { kind: 'suspended', reason: 'disabled' };
    expect(tell([stop]).end).toEqual(expect.not.objectContaining({ observed: expect.anything() }));
    expect(tell([...typing, stop]).end).toMatchObject({
      outcome: 'needs_person',
      reason: 'suspended',
      observed: { status: 'suspended' },
    });
    expect(tell([...typing, { kind: 'challenge', reason: 'captcha' }]).end).toMatchObject({
      reason: 'challenge',
      detail: 'captcha',
    });
  });

  it('a full app is an account limit', () => {
    const full = switcher(
      [
        ['a', true],
        ['b', false],
        ['c', false],
        ['d', false],
        ['e', false],
      ],
      { addAccount: null },
    );
    expect(tell([own('a'), full]).end).toMatchObject({ outcome: 'failed', reason: 'account_limit' });
  });
});

describe('patience', () => {
  it.each([
    [{ kind: 'unknown' }, 'unknown_screen'],
    [{ kind: 'unreadable', reason: 'malformed' }, 'ui_unavailable'],
    [{ kind: 'loading' }, 'timed_out'],
    [{ kind: 'popup', dismiss: null }, 'unknown_screen'],
    [{ kind: 'popup', dismiss: node }, 'unknown_screen'],
    [{ kind: 'in_app', profileTab: null }, 'unknown_screen'],
    [{ kind: 'not_in_app', front: 'launcher', locked: false }, 'unknown_screen'],
  ] as const)('with %o ends as %s, and after the press as unknown', (screen, reason) => {
    expect(tell(forever(screen)).end).toMatchObject({ outcome: 'failed', reason });
    expect(tell([...typing, ...forever(screen)]).end).toMatchObject({ outcome: 'unknown' });
  });

  it('a form that stays after the press is waited for, never pressed again', () => {
    const told = tell([...typing, ...forever(filled)]);
    expect(told.end).toMatchObject({ outcome: 'unknown', reason: 'timed_out' });
    expect(told.acts.filter((act) => act === 'submit credentials')).toHaveLength(1);
  });

  it('a page after the press that is not known is not left by itself', () => {
    expect(tell([...typing, { kind: 'in_app', profileTab: null }]).acts.at(-1)).toBe('wait');
  });
});

describe('after a submission of unknown outcome', () => {
  const away: Screen = { kind: 'not_in_app', front: 'launcher', locked: false };

  it('the own profile resolves it', () => {
    expect(tell([home, own('ana.bakes')], { priorUnknown: true }).end).toMatchObject({
      outcome: 'already_signed_in',
      observed: { status: 'signed_in' },
    });
  });

  it('a form that comes back when the app opens says: not signed in; the outcome stays unknown', () => {
    const told = tell([form, away, form], { priorUnknown: true });
    expect(told.acts).toEqual(['back', 'launch']);
    expect(told.end).toMatchObject({ outcome: 'unknown', observed: { status: 'signed_out', username: 'Ana.Bakes' } });
  });

  it('a form left open by "add account" is left to look at the switcher', () => {
    const told = tell([form, own('milo'), switcher([['milo', true]])], { priorUnknown: true });
    expect(told.acts).toEqual(['back', 'tap']);
    expect(told.end).toMatchObject({ outcome: 'unknown', observed: { status: 'signed_out' } });
  });

  it('a code page stays unknown', () => {
    expect(tell([code()], { priorUnknown: true }).end).toMatchObject({ outcome: 'unknown' });
  });
});

describe('whatever is shown', () => {
  const anyScreen = fc.constantFrom<Screen>(
    form,
    filled,
    { ...filled, identifier: null, username: 'ana.bakes' },
    { ...form, submit: null },
    home,
    own('ana.bakes_'),
    own('milo'),
    own(null),
    code(),
    code({ codeFilled: true }),
    refusal('password_required'),
    switcher([['milo', true]]),
    switcher([
      ['milo', true],
      ['ana.bakes', false],
    ]),
    switcher([['x', false]], { addAccount: null, scrollable: node, names: 'display_names' }),
    elsewhere({ anotherWay: node }),
    elsewhere({ scrollable: node }),
    { kind: 'welcome', onward: node, remembered: [], signedOut: true },
    { kind: 'welcome', onward: null, remembered: [], signedOut: false },
    { kind: 'popup', dismiss: node },
    { kind: 'prompt', reason: 'contacts', decline: null },
    { kind: 'session_ended', confirm: null },
    { kind: 'loading' },
    { kind: 'unknown' },
    { kind: 'unreadable', reason: 'empty' },
    { kind: 'in_app', profileTab: null },
    { kind: 'other_profile', username: 'x', counts: {}, profileTab: node },
    { kind: 'not_in_app', front: null, locked: false },
  );

  it('credentials and code are submitted at most once each, and every attempt ends', () => {
    fc.assert(
      fc.property(fc.infiniteStream(anyScreen), fc.boolean(), fc.boolean(), (screens, priorUnknown, hasTotp) => {
        const told = tell(screens, { priorUnknown, goal: { hasTotp } });
        expect(told.acts.filter((act) => act === 'submit credentials').length).toBeLessThanOrEqual(
          priorUnknown ? 0 : 1,
        );
        expect(told.acts.filter((act) => act === 'submit code').length).toBeLessThanOrEqual(priorUnknown ? 0 : 1);
        expect(told.acts.some((act) => act.startsWith('type')) && priorUnknown).toBe(false);
        expect(told.acts.length).toBeLessThanOrEqual(patience.steps);
        expect(told.end).not.toBeNull();
      }),
      { numRuns: 400 },
    );
  });

  it('memory is plain JSON', () => {
    fc.assert(
      fc.property(fc.array(anyScreen, { maxLength: 30 }), (screens) => {
        const { memory } = tell(screens);
        expect(JSON.parse(JSON.stringify(memory))).toEqual(memory);
      }),
      { numRuns: 100 },
    );
  });
});
