import type { TiktokAccount } from '../scenario/schema.ts';

/** What TikTok's web server answers for one address. */
export interface WebAnswer {
  status: number;
  html: string;
}

/** The public profile page of an account in the state its scenario gives it; `null`: nobody has that name. */
export function profilePage(handle: string, account: TiktokAccount | null): WebAnswer {
  const state = account?.web ?? 'ok';
  if (!account || state === 'missing')
    return page(scope({ statusCode: 10221, statusMsg: 'user not exist', userInfo: {} }));
  switch (state) {
    case 'ok':
      return page(scope(userDetail(account)));
    case 'private':
      return page(scope(privateDetail(handle)));
    case 'captcha':
      return page(`${CAPTCHA}${scope(userDetail(account))}`);
    case 'waiting':
      return { status: 200, html: WAITING };
    case 'overflow':
      return page(scope(overflowDetail(account)));
  }
}

/** Seen live: a puzzle over a page that still has its data. */
const CAPTCHA =
  '<div class="TUXModal captcha-verify-container"><div id="captcha-verify-container-main-page">Drag the slider to fit the puzzle</div></div>';

/** About 1.4 kB and no data block. */
const WAITING = `<!DOCTYPE html><html><head><title>Please wait...</title></head><body><p>Please wait...</p><script>${'/* */'.repeat(250)}</script></body></html>`;

function page(body: string): WebAnswer {
  return {
    status: 200,
    html: `<!DOCTYPE html>\n<html><head><title>TikTok</title></head><body>\n${body}\n</body></html>\n`,
  };
}

/** The data block. "<" is escaped, as on the real page: a name cannot end the script. */
function scope(detail: unknown): string {
  const json = JSON.stringify({ __DEFAULT_SCOPE__: { 'webapp.user-detail': detail } }).replaceAll('<', '\\u003C');
  return `<script id="__UNIVERSAL_DATA_FOR_REHYDRATION__" type="application/json">${json}</script>`;
}

interface Figures {
  followers: number;
  following: number;
  hearts: number;
  videos: number;
  friends: number;
}

function figuresOf({ followers = 0, following = 0, hearts = 0, videos = 0, friends = 0 }: TiktokAccount): Figures {
  return { followers, following, hearts, videos, friends };
}

function userOf(account: TiktokAccount): Record<string, unknown> {
  return {
    id: '6800000000000000001',
    uniqueId: account.username,
    nickname: account.displayName ?? account.username,
    signature: '',
    verified: false,
    secUid: 'MS4wLjABAAAA-simulated',
    privateAccount: false,
    ...(account.region === undefined ? {} : { region: account.region }),
    language: 'en',
  };
}

function userDetail(account: TiktokAccount): unknown {
  const figures = figuresOf(account);
  return {
    userInfo: { user: userOf(account), stats: stats(figures), statsV2: statsV2(figures), itemList: [] },
    statusCode: 0,
    statusMsg: '',
  };
}

/** `stats` are numbers, rounded to hundreds from 10,000 on. */
function stats({ followers, following, hearts, videos, friends }: Figures): Record<string, number> {
  return {
    followerCount: rounded(followers),
    followingCount: following,
    heart: rounded(hearts),
    heartCount: rounded(hearts),
    videoCount: videos,
    diggCount: 0,
    friendCount: friends,
  };
}

function rounded(value: number): number {
  return value < 10_000 ? value : Math.floor(value / 100) * 100;
}

/** `statsV2` are exact, as decimal strings. */
function statsV2({ followers, following, hearts, videos, friends }: Figures): Record<string, string> {
  return {
    followerCount: String(followers),
    followingCount: String(following),
    heart: String(hearts),
    heartCount: String(hearts),
    videoCount: String(videos),
    diggCount: '0',
    friendCount: String(friends),
  };
}

function privateDetail(handle: string): unknown {
  return {
    statusCode: 10222,
    userInfo: {
      user: { uniqueId: handle, privateAccount: true },
      stats: { followerCount: 0, followingCount: 0, heartCount: 0, videoCount: 0 },
    },
  };
}

/** The likes wrapped round as a 32-bit number, and there are no exact figures. */
function overflowDetail(account: TiktokAccount): unknown {
  const figures = figuresOf(account);
  const hearts = Math.max(figures.hearts, 2 ** 31) | 0;
  const user = userOf(account);
  return { userInfo: { user, stats: { ...stats(figures), heart: hearts, heartCount: hearts } }, statusCode: 0 };
}
