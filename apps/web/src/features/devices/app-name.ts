/** Names of the apps by package; an app with several packages has its region's name beside it. */
const names: Readonly<Record<string, string>> = {
  'com.instagram.android': 'Instagram',
  'com.zhiliaoapp.musically': 'TikTok',
  'com.ss.android.ugc.trill': 'TikTok (Asia)',
};

/** What people call the app of a package; the package itself when it has no name here. */
export function appName(packageName: string): string {
  return names[packageName] ?? packageName;
}
