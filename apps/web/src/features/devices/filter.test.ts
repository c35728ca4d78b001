import { expect, test } from 'vitest';
import type { Device } from '@muster/contract';
import { groupsOf, matching } from './filter.ts';

function phone(change: Partial<Device>): Device {
  return {
    id: 1,
    label: '1',
    serial: 'R58M',
    model: 'Pixel 7',
    androidVersion: '14',
    group: null,
    state: 'online',
    remedy: null,
    transports: [],
    host: 'desk',
    lastSeenAt: null,
    held: [],
    busyWith: null,
    accounts: [],
    version: 1,
    ...change,
  };
}

const account = { id: 1, username: 'Ana.Bakes', network: 'instagram', enabled: true, loginStatus: 'unknown' } as const;
const held = { package: 'app', taskId: 1, reason: 'challenge', since: '2026-01-01T00:00:00.000Z' };

test('a phone is found by its label, serial, model, group, address and accounts, whatever their case', () => {
  const sought = phone({
    label: 'Shelf 3',
    group: 'Berlin',
    transports: [{ kind: 'tcp', address: '10.0.0.7:5555', state: 'online' }],
    accounts: [account],
  });
  for (const search of ['shelf', 'r58', 'PIXEL', ' berlin ', '10.0.0.7', 'ana.b', '@ana']) {
    expect(matching([sought, phone({ id: 2, serial: 'x', model: null })], { search }), search).toEqual([sought]);
  }
});

test('words of two fields do not join to one match', () => {
  expect(matching([phone({ label: 'a', serial: 'b' })], { search: 'ab' })).toEqual([]);
});

test('the state asks for one state, for phones that are held, at work, or not online', () => {
  const well = phone({ id: 1 });
  const waiting = phone({ id: 2, held: [held] });
  const working = phone({ id: 3, busyWith: { taskId: 1, runId: 1, script: 'login', account: null } });
  const lost = phone({ id: 4, state: 'offline' });
  const all = [well, waiting, working, lost];
  expect(matching(all, { state: 'online' })).toEqual([well, waiting, working]);
  expect(matching(all, { state: 'needs_person' })).toEqual([waiting]);
  expect(matching(all, { state: 'busy' })).toEqual([working]);
  expect(matching(all, { state: 'not_online' })).toEqual([lost]);
});

test('the empty group means phones without one', () => {
  const grouped = phone({ id: 1, group: 'Berlin' });
  const loose = phone({ id: 2 });
  expect(matching([grouped, loose], { group: '' })).toEqual([loose]);
  expect(matching([grouped, loose], { group: 'Berlin' })).toEqual([grouped]);
  expect(groupsOf([phone({ group: 'b' }), phone({ group: 'a' }), phone({ group: 'b' }), loose])).toEqual(['a', 'b']);
});
