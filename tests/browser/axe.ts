import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Rules that axe finds broken on the page as it is now, with where. */
export async function broken(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
