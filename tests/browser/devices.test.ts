import { bodyOf } from '@muster/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { instagramPhone, phoneAddress, startTestSimulator, type TestSimulator } from '../fixtures/simulator.ts';
import { broken } from './axe.ts';
import { openBrowser, type TestBrowser } from './browser.ts';
import { openConsole, type TestConsole } from './console.ts';
import { DevicesPage } from './models/devices-page.ts';
import { setUp } from './models/door.ts';

const ADDRESSES = [phoneAddress(51, 1), phoneAddress(51, 2), phoneAddress(51, 3)] as const;
const NOBODY_THERE = phoneAddress(51, 9);

describe('the devices page', () => {
  let simulator: TestSimulator;
  let muster: TestConsole;
  let browser: TestBrowser;
  let devices: DevicesPage;

  beforeAll(async () => {
    simulator = await startTestSimulator({
      seed: 1,
      clockSkewSeconds: 0,
      service: { instagram: [{ username: 'mira', password: 'pw' }] },
      phones: ADDRESSES.map((address, index) => instagramPhone(`DEV${index + 1}`, address)),
    });
    muster = await openConsole();
    browser = await openBrowser();
    await browser.page.emulateMedia({ reducedMotion: 'reduce' });
    await setUp(browser.page, muster);
    devices = new DevicesPage(browser.page);
    await devices.open();
  });
  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
    await muster[Symbol.asyncDispose]();
    await simulator[Symbol.asyncDispose]();
  });
  afterEach(() => {
    expect(browser.complaints).toEqual([]);
  });

  const stored = async () => bodyOf(await muster.api.GET('/api/v1/devices')).devices;

  it('says how the first phone gets in while there is none', async () => {
    await browser.page.getByRole('heading', { name: 'No phones yet' }).waitFor();
    for (const way of ['USB:', 'Wi-Fi:', 'Cloud phone:']) await browser.page.getByText(way).waitFor();
    expect(await broken(browser.page)).toEqual([]);
  });

  it('connects phones by address, says what came of each, and leaves those that failed to be tried again', async () => {
    const results = await devices.connect(`${ADDRESSES.join('\n')}\n${NOBODY_THERE}`);
    await results.getByText(`${ADDRESSES[0]}: connected as phone`).waitFor();
    await results.getByText(`${NOBODY_THERE}: Nothing accepts connections`).waitFor();
    const dialog = devices.dialog('Connect phones');
    await dialog.getByText('3 of 4 connected.').waitFor();
    expect(await dialog.getByLabel('Addresses').inputValue()).toBe(NOBODY_THERE);
    expect(await broken(browser.page)).toEqual([]);
    await browser.page.keyboard.press('Escape');
    for (const serial of ['DEV1', 'DEV2', 'DEV3']) await devices.row(serial).getByText('Online').waitFor();
  });

  it('edits a label where it stands, by keyboard, and keeps the focus there', async () => {
    await devices.rewrite('label', '1', 'Shelf A');
    await browser.page.getByRole('button', { name: 'Shelf A, edit label of phone Shelf A' }).waitFor();
    expect((await stored()).find(({ serial }) => serial === 'DEV1')?.label ?? '').toBe('Shelf A');
    const focused = browser.page.locator(':focus');
    expect(await focused.getAttribute('aria-label')).toBe('Shelf A, edit label of phone Shelf A');
  });

  it('says in the field that a label is taken, and gives up on Escape', async () => {
    await devices.rewrite('label', '2', 'shelf a');
    await browser.page.getByText('Another device has the label').waitFor();
    await devices.field('label', '2').press('Escape');
    await browser.page.getByRole('button', { name: '2, edit label of phone 2' }).waitFor();
  });

  it('puts a phone into a group and finds it by group, state and search', async () => {
    await devices.rewrite('group', '2', 'Berlin');
    await browser.page.getByRole('button', { name: 'Berlin, edit group of phone 2' }).waitFor();
    await browser.page.getByRole('combobox', { name: 'Group' }).click();
    await browser.page.getByRole('option', { name: 'Berlin' }).click();
    await browser.page.getByText('1 of 3 phones').waitFor();
    expect(new URL(browser.page.url()).searchParams.get('group')).toBe('Berlin');
    await devices.search.fill('no such phone');
    await browser.page.getByRole('button', { name: 'Clear search and filters' }).click();
    await devices.search.fill('dev3');
    await browser.page.getByText('1 of 3 phones').waitFor();
    await devices.search.fill('');
    await browser.page.getByText('3 phones', { exact: true }).waitFor();
  });

  it('shows the screen of a phone', async () => {
    await browser.page.getByRole('button', { name: 'Screen of phone 2' }).click();
    const dialog = devices.dialog('Screen of phone 2');
    const picture = dialog.getByRole('img', { name: /^The screen of phone 2 at/ });
    await picture.waitFor();
    const newer = browser.page.waitForResponse(/\/screenshot$/);
    await dialog.getByRole('button', { name: 'Refresh' }).click();
    expect((await newer).headers()['content-type']).toBe('image/png');
    expect(await broken(browser.page)).toEqual([]);
    await browser.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('leads from an account of a phone to the list of accounts of that phone', async () => {
    const { workspaces } = bodyOf(await muster.api.GET('/api/v1/workspaces'));
    const workspaceId = workspaces.find(({ network }) => network === 'instagram')?.id ?? 0;
    const deviceId = (await stored()).find(({ serial }) => serial === 'DEV3')?.id ?? 0;
    for (const body of [{ username: 'mira', deviceId }, { username: 'elsewhere' }]) {
      await muster.api.POST('/api/v1/accounts', { body: { workspaceId, ...body } });
    }
    await devices.row('DEV3').getByRole('link', { name: '@mira on Instagram: Not seen' }).click();
    const grid = browser.page.getByRole('grid', { name: 'Accounts' });
    await grid.getByText('mira', { exact: true }).waitFor();
    expect(await grid.getByText('elsewhere').count()).toBe(0);
    await devices.open();
  });

  it('hangs up on a phone, and says what brings it back', async () => {
    await devices.fromMenu('3', 'Disconnect');
    await devices.dialog('Disconnect phone 3?').getByRole('button', { name: 'Disconnect' }).click();
    await devices.row('DEV3').getByText('Offline', { exact: true }).waitFor();
    await devices
      .row('DEV3')
      .getByText(/Plug the phone in again|connects by itself/)
      .waitFor();
    expect(await broken(browser.page)).toEqual([]);
  });

  it('is clean under axe on a small screen and in the dark', async () => {
    await browser.page.setViewportSize({ width: 390, height: 844 });
    await browser.page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await devices.row('DEV1').waitFor();
    expect(await broken(browser.page)).toEqual([]);
    const sideways = await browser.page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(sideways).toBe(0);
  });
});
