import { createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { PhoneApps } from '../apps/phone.ts';
import { parseScenario } from '../scenario/parse.ts';
import { SimulatedService } from '../service/service.ts';
import { codeAt, totpKey } from '../service/totp.ts';
import { UiClient } from './client.fixture.ts';

const SECRET = 'JBSWY3DPEHPK3PXP';
const NOW = Date.parse('2026-11-22T12:00:00Z');
const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

function world(phone: Record<string, unknown> = {}) {
  const scenario = parseScenario({
    service: {
      instagram: [
        {
          username: 'ana',
          email: 'ana@example.com',
          password: 'pw 1',
          totpSecret: SECRET,
          posts: 8,
          followers: 31_400,
          following: 19,
        },
      ],
      tiktok: [{ username: 'tom', password: 'pw 2', displayName: 'Tom T', followers: 1400, following: 3, hearts: 12 }],
    },
    phones: [
      {
        serial: 'S1',
        address: '127.8.0.1:5555',
        apps: [
          { package: 'com.instagram.android', network: 'instagram', version: '410.0' },
          { package: 'com.zhiliaoapp.musically', network: 'tiktok', version: '43.1.4' },
        ],
        ...phone,
      },
    ],
  });
  const clock = { now: () => NOW };
  const services = {
    instagram: new SimulatedService('instagram', scenario.service.instagram, clock),
    tiktok: new SimulatedService('tiktok', scenario.service.tiktok, clock),
  };
  const [spec] = scenario.phones;
  if (!spec) throw new Error('no phone');
  return { apps: new PhoneApps(spec, services, clock), services };
}

async function client(apps: PhoneApps): Promise<UiClient> {
  apps.instrumentationStarted(() => undefined);
  const server = createServer((socket) => apps.uiServer(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server listens on no port.');
  closers.push(() => {
    apps.instrumentationStopped();
    server.close();
  });
  return new UiClient(address.port);
}

test('an Instagram login with a second factor leads to the own profile, and each press is on record', async () => {
  const { apps, services } = world();
  const ui = await client(apps);
  await ui.open();
  apps.launch('com.instagram.android');
  await ui.type('//android.widget.EditText[1]', 'ana@example.com');
  await ui.type("//android.widget.EditText[@password='true']", 'pw 1');
  expect(await ui.source()).toContain('text="••••"');
  expect(await ui.source()).not.toContain('pw 1');
  await ui.click("//android.widget.Button[@content-desc='Log in']");
  expect(await ui.source()).toContain('Go to your authentication app');
  const code = codeAt(totpKey(SECRET), Math.floor(NOW / 30_000));
  await ui.type('//android.widget.EditText', code);
  await ui.click("//*[@content-desc='Continue' and @clickable='true']");
  expect(await ui.source()).toContain('Save your login info?');
  await ui.click("//*[@content-desc='Not now' and @clickable='true']");
  await ui.click("//*[contains(@resource-id, 'profile_tab')]");
  expect(await ui.source()).toContain('content-desc="31.4Kfollowers"');
  expect(apps.apps[0]?.sessions()).toEqual({ signedIn: ['ana'], active: 'ana' });
  expect(services.instagram.find('ana')?.submissions).toEqual([
    { identifierKind: 'email', correct: true, codeUsed: code, at: '2026-11-22T12:00:00.000Z', phone: 'S1' },
  ]);
});

test('a TikTok login goes from the feed over the signed-out profile to the own profile', async () => {
  const { apps, services } = world();
  const ui = await client(apps);
  await ui.open();
  apps.launch('com.zhiliaoapp.musically');
  await ui.click("//*[@content-desc='Profile']");
  await ui.click("//android.widget.Button[@text='Sign up']");
  await ui.click("//*[@text='Already have an account? Log in']");
  await ui.click("//android.widget.LinearLayout[@clickable='true'][1]");
  await ui.click("//*[@content-desc='Email / Username']");
  await ui.type("//android.widget.EditText[@hint='Email or username']", 'tom');
  await ui.type("//android.widget.EditText[@password='true']", 'pw 2');
  await ui.click("//android.widget.Button[@text='Log in']");
  await ui.click("//*[@content-desc='Profile']");
  expect(await ui.source()).toContain('text="@tom"');
  expect(services.tiktok.find('tom')?.submissions).toHaveLength(1);
});

test('a route the server does not have is 404 unknown command, and on record', async () => {
  const { apps } = world();
  const asked: string[] = [];
  apps.attach({ fault: () => undefined, unknown: (service) => asked.push(service) });
  const ui = await client(apps);
  await ui.open();
  const answer = await ui.inSession('POST', 'touch/perform', {});
  expect(answer).toMatchObject({ status: 404, value: { error: 'unknown command' } });
  expect(asked).toEqual(['uia2:POST /session/:sessionId/touch/perform']);
  expect(await ui.call('GET', '/session/other/source')).toMatchObject({
    status: 404,
    value: { error: 'invalid session id' },
  });
});

test.each<[strategy: string, selector: string, text: string]>([
  ['id', 'com.instagram.android:id/profile_tab', ''],
  ['accessibility id', 'Profile', ''],
  ['class name', 'android.widget.LinearLayout', ''],
  ['xpath', "/hierarchy//*[@text='followers']", 'followers'],
  ['xpath', "//*[contains(@resource-id,'_label') and not(@text='posts')][2]", 'following'],
  ['xpath', '//android.widget.LinearLayout/android.view.View[3]/*[last()]', 'following'],
  ['-android uiautomator', 'new UiSelector().resourceId("com.instagram.android:id/action_bar_title")', 'ana'],
  [
    '-android uiautomator',
    'new UiSelector().className("android.widget.TextView").textContains("FOLLOW").instance(1);',
    'following',
  ],
])('%s finds %s', async (strategy, selector, text) => {
  const { apps } = world({
    apps: [{ package: 'com.instagram.android', network: 'instagram', version: '410.0', signedIn: ['ana'] }],
  });
  const ui = await client(apps);
  await ui.open();
  apps.launch('com.instagram.android');
  await ui.click("//*[@content-desc='Profile']");
  const found = await ui.find(selector, strategy);
  expect((await ui.inSession('GET', `element/${found}/text`)).value).toBe(text);
});

test('a selector the server cannot read is invalid, one that finds nothing is no such element', async () => {
  const { apps } = world();
  const ui = await client(apps);
  await ui.open();
  const ask = (selector: string): Promise<unknown> => ui.inSession('POST', 'element', { strategy: 'xpath', selector });
  expect(await ask('//*[count(a)>1]')).toMatchObject({ status: 400, value: { error: 'invalid selector' } });
  expect(await ask("//*[@text='nowhere']")).toMatchObject({ status: 404, value: { error: 'no such element' } });
});

test('an element is stale once another screen is shown', async () => {
  const { apps } = world();
  const ui = await client(apps);
  await ui.open();
  apps.launch('com.zhiliaoapp.musically');
  const tab = await ui.find('Profile', 'accessibility id');
  apps.launch('com.instagram.android');
  expect(await ui.inSession('POST', `element/${tab}/click`, {})).toMatchObject({
    status: 404,
    value: { error: 'stale element reference' },
  });
});

test('text that ends in a backslash and an n presses Enter, which submits; a refused text is echoed', async () => {
  const { apps, services } = world();
  const ui = await client(apps);
  await ui.open();
  apps.launch('com.instagram.android');
  await ui.type('//android.widget.EditText[1]', 'ana');
  await ui.click("//android.widget.EditText[@password='true']");
  await ui.type("//android.widget.EditText[@password='true']", 'wrong\\n');
  expect(services.instagram.find('ana')?.submissions).toHaveLength(1);
  await ui.click("//*[@text='OK']");
  const button = await ui.find('Log in', 'accessibility id');
  const refused = await ui.inSession('POST', `element/${button}/value`, { text: 'secret' });
  expect(refused).toMatchObject({ status: 400, value: { error: 'invalid element state' } });
  expect(JSON.stringify(refused.value)).toContain('secret');
});

test('the screenshot is a PNG of the display', async () => {
  const { apps } = world();
  const ui = await client(apps);
  await ui.open();
  const png = Buffer.from(String((await ui.inSession('GET', 'screenshot')).value), 'base64');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1080, 2400]);
});

test('all windows are listed when asked for, the system first', async () => {
  const { apps } = world();
  const ui = await client(apps);
  await ui.open();
  apps.launch('com.instagram.android');
  expect(await ui.source()).not.toContain('com.android.systemui');
  await ui.inSession('POST', 'appium/settings', { settings: { enableMultiWindows: true } });
  expect(await ui.source()).toMatch(/com\.android\.systemui.*com\.instagram\.android/s);
});

test.each<[kind: string, expected: RegExp]>([
  ['bad_xml', /^(?!.*<\/hierarchy>)/s],
  ['not_idle', /Timed out waiting for the root/],
])('the dump fault %s spoils one look, not the next', async (kind, expected) => {
  const { apps } = world({ faults: [{ at: 'dump', kind }] });
  const ui = await client(apps);
  await ui.open();
  const first = await ui.inSession('GET', 'source');
  expect(JSON.stringify(first.value)).toMatch(expected);
  expect(await ui.source()).toContain('</hierarchy>');
});

test('a huge hierarchy is larger than 50 MB and well-formed to its end', () => {
  const { apps } = world({ faults: [{ at: 'dump', kind: 'huge_xml' }] });
  const xml = apps.hierarchy();
  expect(xml.length).toBeGreaterThan(50 * 1024 * 1024);
  expect(xml.endsWith('</hierarchy>')).toBe(true);
});

test('a crash ends the instrumentation and its connections at the request whose turn it is', async () => {
  const { apps } = world({ faults: [{ at: 'any:3', kind: 'uia_crash' }] });
  const ui = await client(apps);
  let crashed = false;
  apps.instrumentationStarted(() => (crashed = true));
  await ui.open();
  expect(crashed).toBe(false);
  await expect(ui.source()).rejects.toThrow('fetch failed');
  expect(crashed).toBe(true);
});

test('a locked phone shows its lock to every look and takes no touch', async () => {
  const { apps } = world({ locked: true });
  const ui = await client(apps);
  await ui.open();
  apps.launch('com.instagram.android');
  expect(apps.front()).toEqual({ packageName: 'com.android.systemui', activity: 'NotificationShade' });
  expect(await ui.source()).toContain('pinEntry');
});
