/** Resource names of the views that projects look for. They are obfuscated and differ between releases. */
export interface TiktokIds {
  home: string;
  friends: string;
  create: string;
  inbox: string;
  profile: string;
  search: string;
  /** Of the display name, the @handle (shared with a warning in 47.0.3), and the counters. */
  name: string;
  handle: string;
  value: string;
  label: string;
  avatar: string;
}

/** Captured for September 2025 (tabs) and 43.1.4 (profile); the profile's of the former are unknown. */
const MUSICALLY_41: TiktokIds = {
  home: 'lcb',
  friends: 'lca',
  create: 'lc9',
  inbox: 'lcc',
  profile: 'lcd',
  search: 'hw3',
  name: 'qf8',
  handle: 'qh5',
  value: 'qfw',
  label: 'qfv',
  avatar: 'b5s',
};

/** Captured: 43.1.4. */
const MUSICALLY_43: TiktokIds = {
  ...MUSICALLY_41,
  home: 'mkq',
  friends: 'mkp',
  create: 'mkn',
  inbox: 'mkr',
  profile: 'mks',
  search: 'irz',
};

/** Captured: the profile of 47.0.3; its tabs are unknown. */
const MUSICALLY_47: TiktokIds = {
  ...MUSICALLY_43,
  name: 't7l',
  handle: 't3y',
  value: 't8_',
  label: 't89',
  avatar: 'bni',
};

/** Captured: the tabs of trill, December 2025; its profile is known from notes (46.x). */
const TRILL: TiktokIds = {
  ...MUSICALLY_43,
  home: 'm7i',
  friends: 'drz',
  create: 'm7f',
  inbox: 'm7j',
  profile: 'm7k',
  search: 'ihg',
  name: 'su7',
  handle: 'sr3',
};

/** The ids of one release of one package. */
export function idsOf(packageName: string, version: string): TiktokIds {
  if (packageName.includes('trill')) return TRILL;
  const major = Number.parseInt(version, 10);
  if (major >= 47) return MUSICALLY_47;
  return major >= 42 ? MUSICALLY_43 : MUSICALLY_41;
}
