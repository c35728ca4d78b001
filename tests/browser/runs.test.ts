import { bodyOf } from '@muster/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { instagramPhone, phoneAddress, startTestSimulator, type TestSimulator } from '../fixtures/simulator.ts';
import { broken } from './axe.ts';
import { openBrowser, type TestBrowser } from './browser.ts';
import { openConsole, type TestConsole } from './console.ts';
import { AccountsPage } from './models/accounts-page.ts';
import { DevicesPage } from './models/devices-page.ts';
import { setUp } from './models/door.ts';
import { RunPage } from './models/run-page.ts';

const ADDRESSES = [phoneAddress(52, 1), phoneAddress(52, 2), phoneAddress(52, 3)] as const;
/** Slow enough that a person sees the steps go by. */
const SLOW = { latencyMs: 40 };

describe('a login, from the accounts to its outcome', () => {
  let simulator: TestSimulator;
  let muster: TestConsole;
  let browser: TestBrowser;
  let accounts: AccountsPage;
  let run: RunPage;

  beforeAll(async () => {
    simulator = await startTestSimulator({
      seed: 1,
      clockSkewSeconds: 0,
      service: {
        instagram: [
          { username: 'mira', password: 'right' },
          { username: 'gated', password: 'right', gate: 'captcha' },
          { username: 'mistyped', password: 'right' },
        ],
      },
      phones: ADDRESSES.map((address, index) => instagramPhone(`RUN${index + 1}`, address, {}, SLOW)),
    });
    muster = await openConsole();
    const { results } = bodyOf(
      await muster.api.POST('/api/v1/devices/connect', { body: { addresses: [...ADDRESSES] } }),
    );
    const { workspaces } = bodyOf(await muster.api.GET('/api/v1/workspaces'));
    const workspaceId = workspaces.find(({ network }) => network === 'instagram')?.id ?? 0;
    for (const [index, [username, password]] of [
      ['mira', 'right'],
      ['gated', 'right'],
      ['mistyped', 'wrong'],
    ].entries()) {
      const deviceId = results[index]?.device?.id ?? 0;
      const body = { workspaceId, username: username ?? '', password: password ?? '', deviceId };
      await muster.api.POST('/api/v1/accounts', { body });
    }
    browser = await openBrowser();
    await browser.page.emulateMedia({ reducedMotion: 'reduce' });
    await setUp(browser.page, muster);
    accounts = new AccountsPage(browser.page);
    run = new RunPage(browser.page);
  });
  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
    await muster[Symbol.asyncDispose]();
    await simulator[Symbol.asyncDispose]();
  });
  afterEach(() => {
    expect(browser.complaints).toEqual([]);
  });

  it('is begun on a selection and seen step by step while it goes on', async () => {
    await accounts.open('Instagram');
    for (const username of ['mira', 'gated', 'mistyped']) await accounts.box(username).check();
    await accounts.button('Login').click();
    await run.open('Login 1');
    await run.row('mira').getByText('Running').waitFor();
    await run
      .row('mira')
      .getByText(/^(Outside the app|Login page|Welcome page|Home|Loading): /)
      .waitFor();
    const steps = await run.steps('mira');
    await steps.getByRole('row').filter({ hasText: 'Type the password' }).waitFor();
    await steps.getByRole('row').filter({ hasText: 'Press Log in' }).waitFor();
    await steps.getByRole('row').filter({ hasText: 'Own profile' }).filter({ hasText: 'Done' }).waitFor();
    expect(await broken(browser.page)).toEqual([]);
    await browser.page.keyboard.press('Escape');
  });

  it('tells each outcome in words, with what to do about it', async () => {
    await run.row('mira').getByText('@mira is signed in now.').waitFor();
    await run.row('mistyped').getByText('wrong password', { exact: true }).waitFor();
    await run
      .row('mistyped')
      .getByText(/Correct it in the editor/)
      .waitFor();
    await run.row('gated').getByText('challenge', { exact: true }).waitFor();
    await run
      .row('gated')
      .getByText(/Answer it on phone 2/)
      .waitFor();
    await browser.page.getByText('Waits for a person', { exact: true }).waitFor();
    expect(await broken(browser.page)).toEqual([]);
  });

  it('lists the tasks of one kind, and keeps that in the address', async () => {
    await run.filter('Failed').click();
    await run.row('mira').waitFor({ state: 'detached' });
    await run.row('mistyped').waitFor();
    expect(new URL(browser.page.url()).searchParams.get('show')).toBe('failed');
    await run.filter('All').click();
    await run.row('mira').waitFor();
  });

  it('goes on after a person saw to the phone and pressed “Look again” on the devices page', async () => {
    const devices = new DevicesPage(browser.page);
    await devices.open();
    await browser.page.getByRole('button', { name: '1 needs a person' }).click();
    const held = devices.row('RUN2');
    await held.getByText('Instagram waits for a person').waitFor();
    expect(await broken(browser.page)).toEqual([]);
    await simulator.setGate('instagram', 'gated', null);
    await held.getByRole('button', { name: 'Look again: Instagram on phone 2' }).click();
    await run.open('Login 1');
    await run
      .row('gated')
      .getByText(/@gated (is signed in now|was signed in already)/)
      .waitFor({ timeout: 20_000 });
    await browser.page.getByText('Ended', { exact: true }).waitFor();
    expect(await simulator.submissions('gated')).toHaveLength(1);
  });

  it('runs again what did not succeed, as a run of its own, which can be stopped', async () => {
    await run.button('Retry').click();
    const dialog = browser.page.getByRole('dialog', { name: 'Run again what did not succeed?' });
    await dialog.getByText(/^1 account gets a new run/).waitFor();
    await dialog.getByRole('button', { name: 'Retry' }).click();
    await browser.page.getByRole('heading', { level: 1, name: 'Login 2' }).waitFor();
    await run.row('mistyped').getByText('pause between attempts').waitFor();
    await run.button('Stop').click();
    await browser.page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click();
    await run.row('mistyped').getByText('Stopped', { exact: true }).waitFor();
    await run.button('Stop').waitFor({ state: 'detached' });
  });

  it('stands in the list of runs, the newest first', async () => {
    await browser.page.getByRole('link', { name: 'All runs' }).click();
    const list = browser.page.getByRole('table', { name: 'Runs' });
    await list.getByText('1 failed, 2 done').waitFor();
    expect(await list.getByRole('link', { name: /^Login/ }).allTextContents()).toEqual(['Login 2', 'Login 1']);
    expect(await broken(browser.page)).toEqual([]);
  });
});
