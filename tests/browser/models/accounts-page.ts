import type { Locator, Page } from 'playwright-core';

/** The accounts page as a person uses it. */
export class AccountsPage {
  readonly page: Page;
  readonly grid: Locator;
  readonly search: Locator;

  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole('grid', { name: 'Accounts' });
    this.search = page.getByRole('searchbox', { name: 'Search accounts' });
  }

  async open(workspace: 'TikTok' | 'Instagram'): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: 'Accounts' }).click();
    await this.page.getByRole('tab', { name: workspace }).click();
    await this.grid.waitFor();
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  row(username: string): Locator {
    return this.grid.getByRole('row').filter({ has: this.page.getByText(username, { exact: true }) });
  }

  box(username: string): Locator {
    return this.grid.getByRole('checkbox', { name: `Select ${username}`, exact: true });
  }

  enabled(username: string): Locator {
    return this.grid.getByRole('switch', { name: `${username} enabled`, exact: true });
  }

  dialog(name: string): Locator {
    return this.page.getByRole('dialog', { name });
  }

  async edit(username: string): Promise<Locator> {
    await this.row(username).getByText(username, { exact: true }).click();
    const dialog = this.dialog('Edit account');
    await dialog.waitFor();
    return dialog;
  }

  async fromMenu(username: string, item: string): Promise<void> {
    await this.grid.getByRole('button', { name: `More for ${username}`, exact: true }).click();
    await this.page.getByRole('menuitem', { name: item, exact: true }).click();
  }

  /** Chooses a file in the open import dialog. */
  async chooseWorkbook(name: string, content: string): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.dialog('Import accounts').getByLabel('Workbook').click();
    await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
  }
}
