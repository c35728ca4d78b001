import { AxeBuilder } from '@axe-core/playwright';
import { bodyOf } from '@muster/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type TestBrowser } from './browser.ts';
import { openConsole, type TestConsole } from './console.ts';
import { AccountsPage } from './models/accounts-page.ts';
import { setUp } from './models/door.ts';

/** Rules that axe finds broken on the page as it is now, with where. */
async function broken(browser: TestBrowser): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: browser.page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

describe.each(['light', 'dark'] as const)('in the %s scheme axe finds nothing broken', (colorScheme) => {
  let muster: TestConsole;
  let browser: TestBrowser;
  let accounts: AccountsPage;

  beforeAll(async () => {
    muster = await openConsole();
    browser = await openBrowser();
    accounts = new AccountsPage(browser.page);
    await browser.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  });
  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
    await muster[Symbol.asyncDispose]();
  });

  it('on the way in', async () => {
    await browser.page.goto(muster.setupUrl);
    await browser.page.getByLabel('Password again').waitFor();
    expect(await broken(browser)).toEqual([]);
    await setUp(browser.page, muster);
  });

  it('on the accounts of both networks', async () => {
    const { workspaces } = bodyOf(await muster.api.GET('/api/v1/workspaces'));
    for (const { id, network } of workspaces) {
      for (const enabled of [true, false]) {
        await muster.api.POST('/api/v1/accounts', {
          body: { workspaceId: id, username: `${network}.${enabled}`, enabled, tags: ['spring'], password: 'pw' },
        });
      }
    }
    for (const name of ['TikTok', 'Instagram'] as const) {
      await accounts.open(name);
      await accounts.row(`${name.toLowerCase()}.true`).waitFor();
      expect(await broken(browser)).toEqual([]);
    }
    await accounts.box('instagram.true').check();
    await accounts.page.getByText('1 selected').waitFor();
    expect(await broken(browser)).toEqual([]);
  });

  it('in the dialogs', async () => {
    await accounts.edit('instagram.true');
    await accounts.dialog('Edit account').getByLabel('Password').fill('a:JBSWY3DPEHPK3PXP');
    expect(await broken(browser)).toEqual([]);
    await accounts.page.keyboard.press('Escape');
    await accounts.button('Export').click();
    await accounts.dialog('Export accounts').waitFor();
    expect(await broken(browser)).toEqual([]);
    await accounts.page.keyboard.press('Escape');
    await accounts.button('Import').click();
    await accounts.chooseWorkbook('a.csv', 'email,username,odd\nx,instagram.true,1\nnew@example.org,new.one,2\n');
    await accounts.dialog('Import accounts').getByText('new.one').first().waitFor();
    expect(await broken(browser)).toEqual([]);
  });
});
