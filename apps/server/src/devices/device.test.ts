import { describe, expect, it } from 'vitest';
import { DeviceState } from '@muster/contract';
import { isAnotherPhone, labelKey, readAddress, readLabel, remedyFor, stateOf } from './device.ts';

describe('an address', () => {
  it.each([
    ['127.8.0.1:5555', '127.8.0.1:5555'],
    [' Phone-7.Local:5555 ', 'phone-7.local:5555'],
    ['[FE80::1]:5555', '[fe80::1]:5555'],
  ])('%j is %s', (text, address) => expect(readAddress(text)).toBe(address));

  it.each([
    '',
    'a;reboot',
    '-s x',
    '../..',
    '127.0.0.1',
    '127.0.0.1:0',
    '127.0.0.1:70000',
    'a b:5555',
    '[zz]:1',
    '-x:5555',
  ])('%j is none', (text) => expect(readAddress(text)).toBeNull());
});

describe('a label', () => {
  it('is compared without case and width', () => expect(labelKey(' Ａ7 ')).toBe('a7'));
  it('keeps what a person typed', () => expect(readLabel(' Front desk ')).toBe('Front desk'));
  it.each(['', '  ', 'a\nb', 'a\u0000', 'x'.repeat(41)])('%j is refused', (text) => expect(readLabel(text)).toBeNull());
});

describe('the state of a phone', () => {
  it('is that of its best transport', () => expect(stateOf(['offline', 'online'])).toBe('online'));
  it('is a conflict whatever else is well', () => expect(stateOf(['online', 'conflict'])).toBe('conflict'));
  it('is "not seen yet" without a transport', () => expect(stateOf([])).toBe('not_seen_yet'));
  it('comes with a remedy of its own unless it is online', () => {
    const remedies = DeviceState.options.filter((state) => state !== 'online').map(remedyFor);
    expect(new Set(remedies).size).toBe(remedies.length);
    expect(remedyFor('online')).toBeNull();
  });
});

it('takes two phones of one serial for two only when both tell an Android id', () => {
  expect(isAnotherPhone('a', 'b')).toBe(true);
  expect(isAnotherPhone('a', 'a')).toBe(false);
  expect(isAnotherPhone(null, 'b')).toBe(false);
});
