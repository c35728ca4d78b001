import type { Locator, Page } from 'playwright-core';

/** The page of one run as a person uses it. */
export class RunPage {
  readonly page: Page;
  readonly tasks: Locator;

  constructor(page: Page) {
    this.page = page;
    this.tasks = page.getByRole('table', { name: 'Tasks' });
  }

  /** Opens a run from the list of runs. */
  async open(name: string): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: 'Runs' }).click();
    await this.page.getByRole('table', { name: 'Runs' }).getByRole('link', { name, exact: true }).click();
    await this.page.getByRole('heading', { level: 1, name }).waitFor();
  }

  row(username: string): Locator {
    return this.tasks.getByRole('row').filter({ has: this.page.getByText(`@${username}`, { exact: true }) });
  }

  /** The steps of a task, in a drawer. */
  async steps(username: string): Promise<Locator> {
    await this.page.getByRole('button', { name: new RegExp(`steps? of @${username}, show them$`) }).click();
    const table = this.page.getByRole('table', { name: `Steps of @${username}` });
    await table.waitFor();
    return table;
  }

  filter(group: string): Locator {
    return this.page.getByRole('group', { name: 'Show' }).getByText(new RegExp(`^${group} \\d`));
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }
}
