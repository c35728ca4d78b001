import type { InstagramAccount, PhoneSpec, Scenario, TiktokAccount } from './schema.ts';

const FIRST = ['ana', 'milo', 'noor', 'kai', 'lena', 'oskar', 'yuki', 'tara', 'ivo', 'zoe', 'remy', 'sana'];
const SECOND = ['bakes', 'travels', 'runs', 'paints', 'cooks', 'films', 'climbs', 'plants', 'reads', 'surfs'];
const REGIONS = ['US', 'GB', 'DE', 'FR', 'VN', 'BR', 'ID', 'ES'];
const MODELS = ['Pixel 7', 'SM-G991B', 'SM-A536E', 'Redmi Note 12'];
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const PHONES_IN_A_BLOCK = 250;

/**
 * A scenario of `n` phones with one Instagram and one TikTok account each, signed in on every third phone.
 * The same `n` and `seed` give the same scenario. Phones listen at 127.8.x.y:5555.
 */
export function demoScenario(n: number, seed: number): Scenario {
  const random = seededRandom(seed);
  const instagram: InstagramAccount[] = [];
  const tiktok: TiktokAccount[] = [];
  const phones: PhoneSpec[] = [];
  for (let at = 0; at < n; at += 1) {
    instagram.push(instagramAccount(at, random));
    tiktok.push(tiktokAccount(at, random));
    phones.push(phone(at, random, instagram[at]?.username ?? '', tiktok[at]?.username ?? ''));
  }
  return { seed, clockSkewSeconds: 0, service: { instagram, tiktok }, phones };
}

function instagramAccount(at: number, random: () => number): InstagramAccount {
  const username = nameOf(at, random);
  const secret = Array.from({ length: 32 }, () => pick(BASE32.split(''), random)).join('');
  return {
    username,
    email: `${username}@example.com`,
    password: `demo-ig-${at + 1}`,
    ...(at % 2 === 0 ? { totpSecret: secret } : {}),
    displayName: titled(username),
    posts: Math.floor(random() * 400),
    followers: Math.floor(random() ** 3 * 200_000),
    following: Math.floor(random() * 900),
    ...(at % 20 === 7 ? { gate: 'captcha' as const } : {}),
    ...(at % 20 === 13 ? { gate: 'email_code' as const } : {}),
  };
}

function tiktokAccount(at: number, random: () => number): TiktokAccount {
  const username = nameOf(at, random);
  return {
    username,
    email: `${username}@example.com`,
    password: `demo-tt-${at + 1}`,
    displayName: titled(username),
    followers: Math.floor(random() ** 3 * 500_000),
    following: Math.floor(random() * 900),
    hearts: Math.floor(random() ** 3 * 3_000_000),
    videos: Math.floor(random() * 600),
    friends: Math.floor(random() * 300),
    region: pick(REGIONS, random),
    ...(at % 20 === 11 ? { gate: 'captcha' as const } : {}),
    ...(at % 20 === 17 ? { web: 'private' as const } : {}),
  };
}

function phone(at: number, random: () => number, instagram: string, tiktok: string): PhoneSpec {
  const signedIn = at % 3 === 2;
  return {
    serial: `SIM${String(at + 1).padStart(6, '0')}`,
    model: pick(MODELS, random),
    android: pick(['12', '13', '14'], random),
    address: `127.8.${Math.floor(at / PHONES_IN_A_BLOCK)}.${(at % PHONES_IN_A_BLOCK) + 1}:5555`,
    auth: 'none',
    latencyMs: 20,
    apps: [
      {
        package: 'com.instagram.android',
        network: 'instagram',
        version: '410.0.0.53.71',
        signedIn: signedIn ? [instagram] : [],
        ...(at % 4 === 1 ? { layout: 'welcome' as const } : {}),
      },
      {
        package: 'com.zhiliaoapp.musically',
        network: 'tiktok',
        version: '43.1.4',
        signedIn: signedIn ? [tiktok] : [],
        ...(at % 4 === 3 ? { layout: 'two_page' as const } : {}),
      },
    ],
    faults: [],
  };
}

/** Names carry the phone's number, so that no two are alike. */
function nameOf(at: number, random: () => number): string {
  return `${pick(FIRST, random)}.${pick(SECOND, random)}${at + 1}`;
}

function titled(username: string): string {
  return username
    .replace(/\d+$/, '')
    .split('.')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

function pick<T>(list: readonly T[], random: () => number): T {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new RangeError('Nothing to pick from.');
  return chosen;
}

/** Numbers in [0, 1) that a seed determines (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
