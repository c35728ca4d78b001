import type { Account } from '@muster/contract';
import { describe, expect, it } from 'vitest';
import { blankValues, draftOf, patchOf, rebase, valuesOf } from './editor-form.ts';

const stored: Account = {
  id: 7,
  workspaceId: 2,
  network: 'instagram',
  username: 'mira.k',
  email: 'mira@example.org',
  hasPassword: true,
  hasTotp: true,
  credential: 'certain',
  enabled: true,
  device: { id: 4, label: '12', state: 'online' },
  package: null,
  tags: ['spring'],
  notes: null,
  loginStatus: 'signed_in',
  loginSeenAt: null,
  health: 'well',
  healthReason: '',
  figures: null,
  version: 3,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  deletedAt: null,
};

describe('what the editor sends', () => {
  it('is nothing when nothing was changed: a blank password keeps the stored one', () => {
    expect(patchOf(valuesOf(stored), stored)).toEqual({});
  });

  it('is only the fields that were changed, and a cleared text as null', () => {
    const values = { ...valuesOf(stored), email: '', deviceId: null, loggedIn: false };
    expect(patchOf(values, stored)).toEqual({ email: null, deviceId: null, loggedIn: false });
  });

  it('says "none" for the 2FA secret only when all of a new password is password', () => {
    const values = { ...valuesOf(stored), password: 'a:JBSWY3DPEHPK3PXP', allPassword: true };
    expect(patchOf(values, stored)).toEqual({ password: 'a:JBSWY3DPEHPK3PXP', totpSecret: 'none' });
    expect(patchOf({ ...valuesOf(stored), allPassword: true }, stored)).toEqual({});
  });

  it('removes a stored secret only when asked to, and not with a new password', () => {
    expect(patchOf({ ...valuesOf(stored), clearPassword: true, clearTotp: true }, stored)).toEqual({
      clearPassword: true,
      clearTotp: true,
    });
    expect(patchOf({ ...valuesOf(stored), clearPassword: true, password: 'new' }, stored)).toEqual({ password: 'new' });
  });

  it('leaves blank fields out of a new account', () => {
    expect(draftOf({ ...blankValues, username: 'mira.k' }, 2)).toEqual({
      workspaceId: 2,
      username: 'mira.k',
      enabled: true,
    });
  });
});

describe('an edit that somebody overtook', () => {
  it('keeps both when they changed different fields', () => {
    const mine = { ...valuesOf(stored), username: 'mira.kay', password: 'new' };
    const { values, clashes } = rebase(mine, stored, { ...stored, tags: ['spring', 'vip'], version: 4 });
    expect(clashes).toEqual([]);
    expect(values).toMatchObject({ username: 'mira.kay', tags: ['spring', 'vip'], password: 'new' });
  });

  it('names the fields that both changed, with both values', () => {
    const mine = { ...valuesOf(stored), email: 'a@example.org', enabled: false };
    const { clashes } = rebase(mine, stored, { ...stored, email: 'b@example.org', enabled: false, version: 4 });
    expect(clashes).toEqual([{ field: 'email', yours: 'a@example.org', theirs: 'b@example.org' }]);
  });
});
