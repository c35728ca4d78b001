import { expect, test } from 'vitest';
import { z } from 'zod';
import type { TiktokAccount } from '../scenario/schema.ts';
import { profilePage } from './profile-page.ts';

const detail = z.object({ statusCode: z.number(), userInfo: z.record(z.string(), z.unknown()) });
const data = z.record(z.string(), z.object({ 'webapp.user-detail': detail }));

function read(account: Partial<TiktokAccount> | null): z.infer<typeof detail> | null {
  const whole = account && { username: 'tom', password: 'p', ...account };
  const { html } = profilePage('tom', whole);
  const json = /<script id="__UNIVERSAL_DATA_FOR_REHYDRATION__" type="application\/json">(.*?)<\/script>/s.exec(
    html,
  )?.[1];
  return json === undefined
    ? null
    : (data.parse(JSON.parse(json))['__DEFAULT_SCOPE__']?.['webapp.user-detail'] ?? null);
}

test('an open page gives rounded numbers beside exact texts', () => {
  expect(read({ hearts: 211_339, followers: 5472, region: 'US' })).toMatchObject({
    statusCode: 0,
    userInfo: {
      user: { uniqueId: 'tom', region: 'US' },
      stats: { heartCount: 211_300, followerCount: 5472 },
      statsV2: { heartCount: '211339', followerCount: '5472' },
    },
  });
});

test('an overflowed number is negative and has no exact text beside it', () => {
  const { stats, statsV2 } = z
    .object({ stats: z.object({ heartCount: z.number() }), statsV2: z.unknown() })
    .partial({ statsV2: true })
    .parse(read({ hearts: 2_669_355_760, web: 'overflow' })?.userInfo);
  expect(stats.heartCount).toBe(-1_625_611_536);
  expect(statsV2).toBeUndefined();
});

test('the other states are what the real site answers', () => {
  expect(read(null)?.statusCode).toBe(10221);
  expect(read({ web: 'missing' })?.statusCode).toBe(10221);
  expect(read({ web: 'private' })?.statusCode).toBe(10222);
  expect(read({ web: 'waiting' })).toBeNull();
  expect(read({ web: 'captcha' })?.statusCode).toBe(0);
  expect(profilePage('tom', { username: 'tom', password: 'p', web: 'captcha' }).html).toContain(
    'captcha-verify-container',
  );
});

test('a name cannot end the data block', () => {
  expect(read({ displayName: '</script><b>' })).toMatchObject({ userInfo: { user: { nickname: '</script><b>' } } });
});
