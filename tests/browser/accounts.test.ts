import { readFile } from 'node:fs/promises';
import { bodyOf } from '@muster/client';
import type { AccountDraft } from '@muster/contract';
import { isRejection, readSheet } from '@muster/sheets';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser, type TestBrowser } from './browser.ts';
import { openConsole, type TestConsole } from './console.ts';
import { AccountsPage } from './models/accounts-page.ts';
import { ADMINISTRATOR, setUp, signIn } from './models/door.ts';

const SECRET = 'JBSWY3DPEHPK3PXP';

describe('the accounts page', () => {
  let muster: TestConsole;
  let browser: TestBrowser;
  let accounts: AccountsPage;
  let instagram: number;

  beforeAll(async () => {
    muster = await openConsole();
    browser = await openBrowser();
    await setUp(browser.page, muster);
    const { workspaces } = bodyOf(await muster.api.GET('/api/v1/workspaces'));
    instagram = workspaces.find(({ network }) => network === 'instagram')?.id ?? 0;
    accounts = new AccountsPage(browser.page);
  });
  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
    await muster[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    await browser.page.goto(`${muster.url}/accounts?workspace=${instagram}`);
    await accounts.grid.waitFor();
  });
  afterEach(() => {
    if (browser.complaints.length > 0) throw new Error(`The page complained: ${browser.complaints.join('; ')}`);
  });

  async function add(username: string, more: Partial<AccountDraft> = {}) {
    const body = { workspaceId: instagram, username, ...more };
    const account = bodyOf(await muster.api.POST('/api/v1/accounts', { body }));
    await accounts.row(username).waitFor();
    return account;
  }
  const stored = async (id: number) =>
    bodyOf(await muster.api.GET('/api/v1/accounts/{id}', { params: { path: { id } } }));

  it('lets in whoever made the administrator, again after signing out', async () => {
    await accounts.button('Sign out').click();
    await signIn(browser.page);
    expect(await browser.page.getByRole('navigation').getByText('Ada').count()).toBe(1);
  });

  it('adds an account whose field is read as password and 2FA secret', async () => {
    await accounts.button('Add').click();
    const dialog = accounts.dialog('Add account');
    await dialog.getByLabel('Username').fill('@Mira.Kay');
    await dialog.getByLabel('Email').fill('mira@example.org');
    await dialog.getByLabel('Password').fill(`Spring: 26:${SECRET}`);
    await dialog.getByText('2FA secret: 16 characters · certain').waitFor();
    await dialog.getByText('Password: 10 characters').waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await accounts.row('@Mira.Kay').or(accounts.row('Mira.Kay')).waitFor();
    const query = { workspaceId: instagram, search: 'mira.kay' };
    const [added] = bodyOf(await muster.api.GET('/api/v1/accounts', { params: { query } })).accounts;
    expect(added).toMatchObject({ email: 'mira@example.org', hasPassword: true, hasTotp: true, enabled: true });
  });

  it('keeps all of the field as password when the person says so', async () => {
    await accounts.button('Add').click();
    const dialog = accounts.dialog('Add account');
    await dialog.getByLabel('Username').fill('all.password');
    await dialog.getByLabel('Password').fill(`odd:${SECRET}`);
    await dialog.getByLabel('This is all password').check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await accounts.row('all.password').waitFor();
    const query = { workspaceId: instagram, search: 'all.password' };
    const [added] = bodyOf(await muster.api.GET('/api/v1/accounts', { params: { query } })).accounts;
    expect(added).toMatchObject({ hasPassword: true, hasTotp: false });
  });

  it('shows what is wrong at its field, and goes there', async () => {
    await add('taken.name');
    await accounts.button('Add').click();
    const dialog = accounts.dialog('Add account');
    await dialog.getByRole('button', { name: 'Save' }).click();
    const username = dialog.getByLabel('Username');
    await dialog.getByText('The username is the one field that every account needs.').waitFor();
    expect(await username.evaluate((field) => field === document.activeElement)).toBe(true);
    await username.fill('TAKEN.NAME');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => username.getAttribute('aria-invalid')).toBe('true');
  });

  it('keeps a stored password when its field is left blank', async () => {
    const { id } = await add('blank.keeps', { password: `pw:${SECRET}` });
    const dialog = await accounts.edit('blank.keeps');
    await dialog.getByText('Leave it blank to keep the stored password.').waitFor();
    await dialog.getByLabel('Notes').fill('moved to the new office');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await stored(id)).toMatchObject({ hasPassword: true, hasTotp: true, notes: 'moved to the new office' });
  });

  it('lets the person choose when somebody changed the same field meanwhile', async () => {
    const account = await add('two.editors', { email: 'first@example.org' });
    const dialog = await accounts.edit('two.editors');
    await muster.api.PATCH('/api/v1/accounts/{id}', {
      params: { path: { id: account.id }, header: { 'if-match': `"${account.version}"` } },
      body: { email: 'theirs@example.org', tags: ['theirs'] },
    });
    await dialog.getByLabel('Email').fill('mine@example.org');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Somebody else changed this account meanwhile').waitFor();
    expect((await stored(account.id)).email).toBe('theirs@example.org');
    await dialog.getByText('Yours: mine@example.org').waitFor();
    await dialog.getByText('Stored now: theirs@example.org').click();
    expect(await dialog.getByLabel('Email').inputValue()).toBe('theirs@example.org');
    await dialog.getByText('Yours: mine@example.org').click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await stored(account.id)).toMatchObject({ email: 'mine@example.org', tags: ['theirs'] });
  });

  it('disables from the row, and shows what others change by itself', async () => {
    const { id } = await add('switched');
    await accounts.enabled('switched').uncheck();
    await expect.poll(async () => (await stored(id)).enabled).toBe(false);
    const act = { kind: 'enable' } as const;
    await muster.api.POST('/api/v1/accounts/bulk', {
      body: { workspaceId: instagram, selection: { ids: [id] }, act },
    });
    await expect.poll(() => accounts.enabled('switched').isChecked()).toBe(true);
  });

  it('keeps search and filters in the address', async () => {
    await add('needle.in.hay', { enabled: false });
    await add('other.hay');
    await accounts.search.fill('hay');
    await accounts.page.waitForURL(/search=hay/);
    await accounts.page.getByText('2 accounts match').waitFor();
    await accounts.page.getByRole('combobox', { name: 'Filter by status' }).click();
    await accounts.page.getByRole('option', { name: 'Disabled' }).click();
    await accounts.page.getByText('1 account matches').waitFor();
    await accounts.page.reload();
    await accounts.row('needle.in.hay').waitFor();
    expect(await accounts.search.inputValue()).toBe('hay');
    expect(await accounts.row('other.hay').count()).toBe(0);
  });

  it('shows what a file would do, applies it, and takes it back', async () => {
    const { id } = await add('sheet.known', { email: 'old@example.org' });
    await accounts.button('Import').click();
    await accounts.chooseWorkbook(
      'accounts.csv',
      `id,email,pwd,username\n${id},new@example.org,,sheet.known\n,,pw:${SECRET},sheet.new\n999999,,,sheet.ghost\n`,
    );
    const dialog = accounts.dialog('Import accounts');
    await dialog.getByRole('row', { name: /sheet\.known.*old@example\.org.*new@example\.org/ }).waitFor();
    const apply = dialog.getByRole('button', { name: 'Apply 2 changes' });
    expect(await apply.isDisabled()).toBe(true);
    await dialog.getByLabel('Leave rejected rows out').check();
    await apply.click();
    await dialog.getByText('Imported: 1 new, 1 changed.').waitFor();
    await accounts.row('sheet.new').waitFor();
    expect((await stored(id)).email).toBe('new@example.org');
    await dialog.getByRole('button', { name: 'Undo' }).click();
    await dialog.getByText('Undone: 2 accounts are as they were.').waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await accounts.row('sheet.new').waitFor({ state: 'detached' });
    expect((await stored(id)).email).toBe('old@example.org');
  });

  it('exports the selection without secrets, and with them only for the person’s password', async () => {
    await add('export.one', { password: 'Secret of one' });
    await accounts.search.fill('export.one');
    await accounts.page.getByText('1 account matches').waitFor();
    await accounts.box('export.one').check();
    await accounts.button('Export').click();
    const dialog = accounts.dialog('Export accounts');
    await dialog.getByLabel('With passwords and 2FA secrets').check();
    await dialog.getByLabel('Your password').fill('not it');
    await dialog.getByRole('button', { name: 'Download accounts.xlsx' }).click();
    await dialog.getByText(/not the password/).waitFor();
    await dialog.getByLabel('With passwords and 2FA secrets').uncheck();
    const download = accounts.page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Download accounts.xlsx' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('accounts.xlsx');
    const reading = await readSheet(await readFile(await file.path()), { figures: false });
    if (isRejection(reading)) throw new Error(reading.error.message);
    expect(JSON.stringify(reading.rows)).toContain('export.one');
    expect(JSON.stringify(reading.rows)).not.toContain('Secret of one');
  });

  it('deletes what is selected, and gives it back', async () => {
    await add('gone.one');
    await add('gone.two');
    await accounts.search.fill('gone.');
    await accounts.page.getByText('2 accounts match').waitFor();
    await accounts.grid.getByRole('checkbox', { name: 'Select all accounts' }).check();
    await accounts.page.getByRole('region', { name: 'Selected accounts' }).getByText('2 selected').waitFor();
    await accounts.button('Delete').click();
    await accounts.page.getByText('No account matches').waitFor();
    await accounts.page.getByRole('button', { name: 'Undo' }).click();
    await accounts.row('gone.one').waitFor();
    await accounts.row('gone.two').waitFor();
    expect(await accounts.grid.getAttribute('aria-rowcount')).toBe('3');
  });

  it('shows a code and the secrets of an account from its row', async () => {
    await add('row.menu', { password: `open sesame:${SECRET}` });
    await accounts.fromMenu('row.menu', 'Show code');
    await accounts
      .dialog('2FA code of row.menu')
      .getByText(/^\d{6}$/)
      .waitFor();
    await accounts.page.keyboard.press('Escape');
    await accounts.fromMenu('row.menu', 'Reveal');
    const dialog = accounts.dialog('Reveal the secrets of row.menu');
    await dialog.getByLabel('Your password').fill(ADMINISTRATOR.password);
    await dialog.getByRole('button', { name: 'Show', exact: true }).click();
    await expect.poll(() => dialog.getByLabel('Password', { exact: true }).inputValue()).toBe('open sesame');
    await accounts.page.keyboard.press('Escape');
    await accounts.fromMenu('row.menu', 'History');
    await accounts.dialog('History of row.menu').getByText('created').waitFor();
    await accounts.page.keyboard.press('Escape');
  });

  it('selects everything the filter matches but one, and acts on just these', async () => {
    const few = [await add('but.a'), await add('but.b'), await add('but.c')];
    await accounts.search.fill('but.');
    await accounts.page.getByText('3 accounts match').waitFor();
    await accounts.grid.getByRole('checkbox', { name: 'Select all accounts' }).check();
    await accounts.box('but.b').uncheck();
    await accounts.page.getByText('2 selected').waitFor();
    await accounts.button('Disable').click();
    await accounts.page.getByText('2 accounts disabled.').waitFor();
    expect(await Promise.all(few.map(async ({ id }) => (await stored(id)).enabled))).toEqual([false, true, false]);
  });

  it('starts a run for what is selected, and shows the way to it', async () => {
    await add('to.log.in', { password: 'pw' });
    await accounts.search.fill('to.log.in');
    await accounts.page.getByText('1 account matches').waitFor();
    await accounts.box('to.log.in').check();
    await accounts.button('Login').click();
    await accounts.page.getByText(/Run \d+ started for 1 account\./).waitFor();
    await accounts.button('Show run').click();
    await accounts.page.waitForURL(/\/runs\/\d+/);
    await expect.poll(() => browser.page.getByRole('heading', { level: 1 }).count()).toBe(1);
  });

  it('is worked without a mouse', async () => {
    const { page } = accounts;
    await add('keys.a');
    await add('keys.b');
    await add('keys.c');
    await accounts.search.fill('keys.');
    await page.getByText('3 accounts match').waitFor();
    for (let press = 0; press < 12 && !(await isIn(accounts.grid)); press += 1) await page.keyboard.press('Tab');
    expect(await isIn(accounts.grid)).toBe(true);
    await page.keyboard.press('Home');
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('2 selected').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    const dialog = accounts.dialog('Edit account');
    await dialog.waitFor();
    expect(await dialog.getByLabel('Username').inputValue()).toBe('keys.c');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await isIn(accounts.grid)).toBe(true);
  });
});

function isIn(grid: AccountsPage['grid']): Promise<boolean> {
  return grid.evaluate((element) => element.contains(document.activeElement));
}
