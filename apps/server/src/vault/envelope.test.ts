import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decrypt, encrypt, EnvelopeError, keyIdOf, type Place } from './envelope.ts';

const key = randomBytes(32);
const keyId = randomUUID();
const place: Place = { workspaceUuid: randomUUID(), table: 'account', column: 'password', rowUuid: randomUUID() };

describe('a sealed value', () => {
  it('opens with its key in its place, byte for byte', () => {
    const plain = Buffer.from(' pä$$\u{1F600}\tword ');
    expect(decrypt(encrypt(plain, key, keyId, place), key, place)).toEqual(plain);
  });

  it('names the key it needs', () => expect(keyIdOf(encrypt(Buffer.from('x'), key, keyId, place))).toBe(keyId));

  it('is never the same bytes twice', () => {
    const one = encrypt(Buffer.from('x'), key, keyId, place);
    expect(one.equals(encrypt(Buffer.from('x'), key, keyId, place))).toBe(false);
  });

  it.each([
    ['workspaceUuid', randomUUID()],
    ['table', 'person'],
    ['column', 'totp'],
    ['rowUuid', randomUUID()],
  ])('does not open when its %s is another', (part, value) => {
    const sealed = encrypt(Buffer.from('x'), key, keyId, place);
    expect(() => decrypt(sealed, key, { ...place, [part]: value })).toThrow(EnvelopeError);
  });

  it('does not open with another key, nor under another key id', () => {
    const sealed = encrypt(Buffer.from('x'), key, keyId, place);
    expect(() => decrypt(sealed, randomBytes(32), place)).toThrow(EnvelopeError);
    sealed[3] = (sealed[3] ?? 0) ^ 1;
    expect(() => decrypt(sealed, key, place)).toThrow(EnvelopeError);
  });

  it('does not open when any byte was changed', () => {
    const sealed = encrypt(Buffer.from('secret'), key, keyId, place);
    for (let i = 0; i < sealed.length; i++) {
      const changed = Buffer.from(sealed);
      changed[i] = (changed[i] ?? 0) ^ 0x40;
      expect(() => decrypt(changed, key, place)).toThrow(EnvelopeError);
    }
  });

  it('is told apart from bytes that are not one', () => {
    expect(() => keyIdOf(Buffer.from('password123'))).toThrow(EnvelopeError);
  });
});
