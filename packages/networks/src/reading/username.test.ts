import { describe, expect, it } from 'vitest';
import { comparable, looksLikeHandle, sameAccount, shown } from './username.ts';

describe('usernames', () => {
  it('are compared after NFC, trimming, one leading @ removed, and lower-casing', () => {
    expect(sameAccount(' @Ana.Bakes', 'ana.bakes')).toBe(true);
    expect(sameAccount('cafe\u0301', 'CAFÉ')).toBe(true);
    expect(sameAccount('@@ana', 'ana')).toBe(false);
    expect(comparable('@@ana')).toBe('@ana');
    expect(sameAccount('ana', 'ana_')).toBe(false);
  });

  it('are shown without the marks an app puts around them', () => {
    expect(shown('  milo')).toBe('milo');
    expect(shown('\u200e@Milo')).toBe('Milo');
  });

  it('nothing is no account', () => {
    expect(sameAccount('', '@')).toBe(false);
  });

  it('hold no space', () => {
    expect(looksLikeHandle('@ana.bakes_1')).toBe(true);
    expect(looksLikeHandle('Ana Bakes')).toBe(false);
    expect(looksLikeHandle('')).toBe(false);
  });
});
