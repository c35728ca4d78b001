import { describe, expect, it } from 'vitest';
import { Player, type Credentials, type Played } from './play.ts';

const ana = { username: 'ana.bakes', email: 'ana@example.com', password: 'rye-and-salt' };
const milo = { username: 'milo_runs', password: 'uphill' };
const noor = { username: 'noor.paints', password: 'ochre', totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' };
const locales = ['en', 'es', 'fr'] as const;

type App = Record<string, unknown>;

function instagram(app: App, accounts: readonly App[] = [ana, milo, noor], phone: App = {}): Player {
  return new Player({
    service: { instagram: accounts },
    phones: [
      {
        serial: 'S1',
        address: '127.8.0.1:5555',
        latencyMs: 900,
        ...phone,
        apps: [{ package: 'com.instagram.android', network: 'instagram', version: '410.0', ...app }],
      },
    ],
  });
}

function tiktok(app: App, accounts: readonly App[] = [ana, milo]): Player {
  return new Player({
    service: { tiktok: accounts },
    phones: [
      {
        serial: 'S1',
        address: '127.8.0.1:5555',
        latencyMs: 900,
        apps: [{ package: 'com.zhiliaoapp.musically', network: 'tiktok', version: '43.1.4', ...app }],
      },
    ],
  });
}

/** How a login that went well is told: done, seen on the profile, one submission, nothing unknown on the way. */
function told(played: Played) {
  const { outcome, observed } = played.end;
  return {
    outcome,
    observed,
    submissions: played.submissions.length,
    active: played.active,
    unknown: played.kinds.includes('unknown'),
  };
}

function signedIn({ username }: Credentials) {
  return {
    outcome: 'done',
    observed: { status: 'signed_in', username },
    submissions: 1,
    active: username,
    unknown: false,
  };
}

describe.each(locales)('Instagram in %s', (locale) => {
  it.each(['bloks_login', 'welcome', 'continue_as', 'saved_profiles', 'password_only'])(
    'signs in from %s',
    (layout) => {
      expect(told(instagram({ locale, layout }).play(milo))).toEqual(signedIn(milo));
    },
  );

  it('signs in with a code of the authentication app', () => {
    expect(told(instagram({ locale }).play(noor))).toEqual(signedIn(noor));
  });

  it.each(['rate_popup', 'logged_out', 'notifications_prompt', 'create_sheet', 'loading'])(
    'is not held up by %s',
    (cover) => {
      expect(told(instagram({ locale, onOpen: [cover], signedIn: ['milo_runs'] }).play(ana))).toEqual(signedIn(ana));
    },
  );

  it('adds the account beside another one and signs nobody out', () => {
    const played = instagram({ locale, signedIn: ['milo_runs'] }).play(ana);
    expect(told(played)).toEqual(signedIn(ana));
    expect(played.signedIn).toEqual(['milo_runs', 'ana.bakes']);
  });

  it('switches to an account that is signed in already', () => {
    const played = instagram({ locale, signedIn: ['milo_runs', 'ana.bakes'], active: 'milo_runs' }).play(ana);
    expect(played.end.outcome).toBe('already_signed_in');
    expect(played.submissions).toHaveLength(0);
  });

  it('leaves a session of this account alone', () => {
    const played = instagram({ locale, signedIn: ['ana.bakes'] }).play(ana);
    expect(played.end.outcome).toBe('already_signed_in');
    expect(played.submissions).toHaveLength(0);
  });

  it('ends with wrong_credentials after one submission', () => {
    const played = instagram({ locale }).play({ ...ana, password: 'stale' });
    expect(played.end).toMatchObject({ outcome: 'failed', reason: 'wrong_credentials' });
    expect(played.submissions).toHaveLength(1);
  });

  it('skips an account whose code cannot be made', () => {
    const played = instagram({ locale }).play({ username: noor.username, password: noor.password });
    expect(played.end).toMatchObject({ outcome: 'skipped', reason: 'no_2fa_secret' });
  });

  it('ends with code_rejected after one code', () => {
    const played = instagram({ locale }).play({ ...noor, totpSecret: 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU' });
    expect(played.end).toMatchObject({ outcome: 'failed', reason: 'code_rejected' });
    expect(played.acts.filter((act) => act.kind === 'submit' && act.what === 'code')).toHaveLength(1);
  });

  it.each([
    ['captcha', 'challenge', 'challenged'],
    ['suspended', 'suspended', 'suspended'],
    ['email_code', 'code_elsewhere', 'challenged'],
    ['approve_elsewhere', 'code_elsewhere', 'challenged'],
  ])('calls a person for %s', (gate, reason, status) => {
    const played = instagram({ locale }, [{ ...milo, gate }]).play(milo);
    expect(played.end).toMatchObject({ outcome: 'needs_person', reason, observed: { status } });
    expect(played.submissions).toHaveLength(1);
  });

  it('goes round an approval on another device by the authentication app', () => {
    expect(told(instagram({ locale }, [{ ...noor, gate: 'approve_elsewhere' }]).play(noor))).toEqual(signedIn(noor));
  });

  it('after a submission of unknown outcome it looks and presses nothing', () => {
    const signedOut = instagram({ locale }).play(ana, { priorUnknown: true });
    expect(signedOut.end).toMatchObject({ outcome: 'unknown', observed: { status: 'signed_out' } });
    expect(signedOut.submissions).toHaveLength(0);
    const signedIn = instagram({ locale, signedIn: ['ana.bakes'] }).play(ana, { priorUnknown: true });
    expect(signedIn.end).toMatchObject({ outcome: 'already_signed_in', observed: { status: 'signed_in' } });
    const beside = instagram({ locale, signedIn: ['milo_runs'] }).play(ana, { priorUnknown: true });
    expect(beside.end).toMatchObject({ outcome: 'unknown', observed: { status: 'signed_out' } });
    expect([...signedOut.acts, ...signedIn.acts, ...beside.acts].map((act) => act.kind)).not.toContain('type');
  });
});

describe('Instagram', () => {
  it('says when the app holds as many accounts as it can', () => {
    const others = ['a1', 'a2', 'a3', 'a4', 'a5'].map((username) => ({ username, password: 'x' }));
    const played = instagram({ signedIn: others.map(({ username }) => username) }, [ana, ...others]).play(ana);
    expect(played.end).toMatchObject({ outcome: 'failed', reason: 'account_limit' });
  });

  it('calls a person to a locked phone', () => {
    expect(instagram({}, [ana], { locked: true }).play(ana).end).toMatchObject({
      outcome: 'needs_person',
      reason: 'locked_screen',
    });
  });
});

describe.each(locales)('TikTok in %s', (locale) => {
  it.each(['one_page', 'two_page'])('signs in on a form of %s', (layout) => {
    expect(told(tiktok({ locale, layout }).play(ana))).toEqual(signedIn(ana));
  });

  it.each(['agree', 'interests', 'swipe_up', 'contacts_popup', 'friends_popup', 'logged_out', 'loading'])(
    'is not held up by %s',
    (cover) => {
      expect(told(tiktok({ locale, onOpen: [cover] }).play(milo))).toEqual(signedIn(milo));
    },
  );

  it('adds the account beside another one and signs nobody out', () => {
    const played = tiktok({ locale, signedIn: ['milo_runs'] }).play(ana);
    expect(told(played)).toEqual(signedIn(ana));
    expect(played.signedIn).toEqual(['milo_runs', 'ana.bakes']);
  });

  it('finds the account behind a display name in the switcher', () => {
    const named = [
      { ...ana, displayName: 'Ana & Bread' },
      { ...milo, displayName: 'Hills' },
    ];
    const played = tiktok({ locale, signedIn: ['milo_runs', 'ana.bakes'], active: 'milo_runs' }, named).play(ana);
    expect(played.end).toMatchObject({ outcome: 'already_signed_in' });
    expect(played.submissions).toHaveLength(0);
  });

  it('ends with wrong_credentials after one submission', () => {
    const played = tiktok({ locale }).play({ ...ana, password: 'stale' });
    expect(played.end).toMatchObject({ outcome: 'failed', reason: 'wrong_credentials' });
    expect(played.submissions).toHaveLength(1);
  });

  it.each([
    ['captcha', 'challenge'],
    ['suspended', 'suspended'],
    ['email_code', 'code_elsewhere'],
    ['approve_elsewhere', 'code_elsewhere'],
  ])('calls a person for %s', (gate, reason) => {
    const played = tiktok({ locale }, [{ ...ana, gate }]).play(ana);
    expect(played.end).toMatchObject({ outcome: 'needs_person', reason });
    expect(played.submissions).toHaveLength(1);
  });

  it('after a submission of unknown outcome it looks and presses nothing', () => {
    const played = tiktok({ locale }).play(ana, { priorUnknown: true });
    expect(played.end).toMatchObject({ outcome: 'unknown', observed: { status: 'signed_out' } });
    expect(played.submissions).toHaveLength(0);
  });
});

describe('TikTok', () => {
  it('gives up on a prompt of which nothing can be read or pressed, before anything was typed', () => {
    const played = tiktok({ onOpen: ['update_popup'] }).play(ana);
    expect(played.end).toMatchObject({ outcome: 'failed', reason: 'unknown_screen' });
    expect(played.submissions).toHaveLength(0);
  });
});
