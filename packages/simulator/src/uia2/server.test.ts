import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
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
  closers.push(() => {
    apps.instrumentationStopped();
    server.close();
  });
  return new UiClient((server.address() as AddressInfo).port);
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
