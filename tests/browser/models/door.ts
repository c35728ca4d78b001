import type { Page } from 'playwright-core';
import type { TestConsole } from '../console.ts';

export const ADMINISTRATOR = { name: 'Ada', password: 'correct horse battery' } as const;

/** Opens the one-time link and makes the administrator; ends on the accounts page, signed in. */
export async function setUp(page: Page, console: TestConsole): Promise<void> {
  await page.goto(console.setupUrl);
  await page.getByLabel('Name').fill(ADMINISTRATOR.name);
  await page.getByLabel('Password (12 characters or more)').fill(ADMINISTRATOR.password);
  await page.getByLabel('Password again').fill(ADMINISTRATOR.password);
  await page.getByRole('button', { name: 'Create administrator' }).click();
  await page.getByRole('grid', { name: 'Accounts' }).waitFor();
}

export async function signIn(page: Page): Promise<void> {
  await page.getByLabel('Name').fill(ADMINISTRATOR.name);
  await page.getByLabel('Password').fill(ADMINISTRATOR.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('grid', { name: 'Accounts' }).waitFor();
}
