import { expect, test } from 'vitest';
import { readAddresses } from './addresses.ts';

test('one address a line, without the blank ones and the repeated ones', () => {
  expect(readAddresses('10.0.0.7:5555\n\n 10.0.0.8:5555 \r\n10.0.0.7:5555\n')).toEqual([
    '10.0.0.7:5555',
    '10.0.0.8:5555',
  ]);
  expect(readAddresses(' \n ')).toEqual([]);
});

test('a list pasted with commas or spaces is read as well', () => {
  expect(readAddresses('a:1, b:2;c:3 d:4')).toEqual(['a:1', 'b:2', 'c:3', 'd:4']);
});

test('an address without a port gets that of adb', () => {
  expect(readAddresses('192.168.1.20\nphone.local\n[fe80::1]\n[fe80::1]:6000')).toEqual([
    '192.168.1.20:5555',
    'phone.local:5555',
    '[fe80::1]:5555',
    '[fe80::1]:6000',
  ]);
});

test('what cannot be an address is left as it is, for the console to say so', () => {
  expect(readAddresses('10.0.0.7:port fe80::1')).toEqual(['10.0.0.7:port', 'fe80::1']);
});
