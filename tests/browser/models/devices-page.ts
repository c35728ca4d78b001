import type { Locator, Page } from 'playwright-core';

/** The devices page as a person uses it. */
export class DevicesPage {
  readonly page: Page;
  readonly table: Locator;
  readonly search: Locator;

  constructor(page: Page) {
    this.page = page;
    this.table = page.getByRole('table', { name: 'Devices' });
    this.search = page.getByRole('searchbox', { name: 'Search phones' });
  }

  async open(): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: 'Devices' }).click();
    await this.page.getByRole('heading', { level: 1, name: 'Devices' }).waitFor();
  }

  /** The row of a phone, by its serial. */
  row(serial: string): Locator {
    return this.table.getByRole('row').filter({ has: this.page.getByText(serial, { exact: true }) });
  }

  dialog(name: string): Locator {
    return this.page.getByRole('dialog', { name });
  }

  /** Connects addresses through the dialog, which stays open with what came of each. */
  async connect(lines: string): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Connect', exact: true }).first().click();
    const dialog = this.dialog('Connect phones');
    await dialog.getByLabel('Addresses').fill(lines);
    await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
    const results = dialog.getByRole('list', { name: 'Results' });
    await results.waitFor();
    return results;
  }

  /** Writes over what stands in a field edited in place. */
  async rewrite(what: 'label' | 'group', label: string, text: string): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(`, edit ${what} of phone ${label}$`) }).click();
    const field = this.field(what, label);
    await field.fill(text);
    await field.press('Enter');
  }

  field(what: 'label' | 'group', label: string): Locator {
    return this.page.getByLabel(what === 'label' ? `Label of phone ${label}` : `Group of phone ${label}`);
  }

  async fromMenu(label: string, item: string): Promise<void> {
    await this.page.getByRole('button', { name: `More for phone ${label}`, exact: true }).click();
    await this.page.getByRole('menuitem', { name: item, exact: true }).click();
  }
}
