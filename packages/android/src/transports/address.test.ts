import { expect, test } from 'vitest';
import { parseAddress } from './address.ts';

test.each([
  ['127.8.0.1:5555', { host: '127.8.0.1', port: 5555 }],
  ['phone-7.lan', { host: 'phone-7.lan', port: 5555 }],
  ['[fe80::1]:37123', { host: 'fe80::1', port: 37_123 }],
])('%s is an address', (address, expected) => {
  expect(parseAddress(address)).toEqual(expected);
});

test.each([
  '',
  'a;reboot',
  '-s x',
  '../..',
  'host:0',
  'host:70000',
  'fe80::1',
  '[127.0.0.1]:5555',
  'host:5555\n',
  'a b:1',
])('%j is refused', (address) => {
  expect(() => parseAddress(address)).toThrow(expect.objectContaining({ code: 'bad_address' }));
});
