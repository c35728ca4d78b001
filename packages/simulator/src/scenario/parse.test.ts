import { expect, test } from 'vitest';
import { demoScenario } from './demo.ts';
import { parseScenario } from './parse.ts';

const APP = { package: 'com.instagram.android', network: 'instagram', version: '410.0' };
const PHONE = { serial: 'S', address: '127.8.0.1:5555' };

test.each<[string, unknown, string]>([
  ['an unknown key at the top', { phone: [] }, 'The scenario has the unknown key "phone".'],
  [
    'an unknown key of an app',
    { phones: [{ ...PHONE, apps: [{ ...APP, locked: true }] }] },
    'phones[0].apps[0] has the unknown key "locked".',
  ],
  [
    'a layout of the other network',
    { phones: [{ ...PHONE, apps: [{ ...APP, layout: 'two_page' }] }] },
    'phones[0].apps[0].layout: ',
  ],
  ['an address twice', { phones: [PHONE, PHONE] }, 'phones[1].address: "127.8.0.1:5555" is taken.'],
  [
    'a stranger signed in',
    { phones: [{ ...PHONE, apps: [{ ...APP, signedIn: ['x'] }] }] },
    'phones[0].apps[0].signedIn: service.instagram has no "x".',
  ],
  [
    'a username twice',
    {
      service: {
        tiktok: [
          { username: 'a', password: 'p' },
          { username: 'A', password: 'p' },
        ],
      },
    },
    'service.tiktok[1].username: "A" is taken.',
  ],
  [
    'a fault at no moment',
    { phones: [{ ...PHONE, faults: [{ at: 'any:0', kind: 'drop' }] }] },
    'phones[0].faults[0].at: ',
  ],
  ['no JSON', '{', 'The scenario is not valid JSON.'],
])('%s is refused with its place', (_name, scenario, sentence) => {
  expect(() => parseScenario(scenario)).toThrow(sentence);
});

test('a demo scenario is a valid one, and the same for the same number and seed', () => {
  const scenario = demoScenario(300, 7);
  expect(parseScenario(JSON.stringify(scenario))).toEqual(scenario);
  expect(demoScenario(300, 7)).toEqual(scenario);
  expect(demoScenario(300, 8)).not.toEqual(scenario);
});
