import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Account } from '@muster/contract';
import { startTestConsole, type TestConsole } from '../fixtures/console.ts';

// How the command line finds what a person named, and what it says of what is not there.

let server: TestConsole;
beforeAll(async () => {
  server = await startTestConsole();
});
afterAll(() => server[Symbol.asyncDispose]());

const inInstagram = ['--workspace', 'Instagram', '--json'];

async function add(username: string, ...options: string[]): Promise<Account> {
  const answer = await server.run(['accounts', 'add', username, ...options, ...inInstagram]);
  expect(answer).toMatchObject({ status: 0, stderr: '' });
  return Account.parse(JSON.parse(answer.stdout));
}

it('takes a username before an id, however it is typed, and an id within the workspace', async () => {
  const first = await add('Zoë');
  const numeric = await add(String(first.id + 1000));
  const named = async (name: string): Promise<unknown> =>
    Account.parse(JSON.parse((await server.run(['accounts', 'show', name, ...inInstagram])).stdout)).id;
  expect(await named('@ZOE\u0308 ')).toBe(first.id);
  expect(await named(numeric.username)).toBe(numeric.id);
  expect(await named(String(first.id))).toBe(first.id);
});

it('refuses to act on a deleted account, and to restore one whose username was taken', async () => {
  const gone = await add('mia');
  const id = String(gone.id);
  await server.run(['accounts', 'delete', id]);
  expect(await server.run(['accounts', 'enable', id])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('is deleted'),
  });
  await add('MIA');
  expect(await server.run(['accounts', 'restore', id])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('called “mia” by now'),
  });
});

it('reads a 2FA secret from a file of its own, and the word none', async () => {
  const secret = join(server.folder, 'secret');
  const password = join(server.folder, 'password');
  await writeFile(password, 'right:JBSWY3DPEHPK3PXP\n');
  await writeFile(secret, 'none\n');
  const whole = await add('none', '--password-file', password, '--2fa-file', secret);
  expect(whole).toMatchObject({ hasPassword: true, hasTotp: false });
  await writeFile(secret, 'GEZDGNBVGY3TQOJQ\n');
  expect(await add('own', '--password-file', password, '--2fa-file', secret)).toMatchObject({ hasTotp: true });
});

it.each([
  ['accounts', 'import', '/', '--workspace', 'Instagram'],
  ['sheet', 'read', '/'],
])('says in one sentence that a folder is no workbook: %s %s', async (...args) => {
  expect(await server.run(args)).toEqual({ status: 1, stdout: '', stderr: '/ is not a file.\n' });
});

it.each([
  [['--limit', '0'], '--limit is 1 or more.'],
  [['--enabled', '--disabled'], 'Choose one of --enabled and --disabled, or neither for all.'],
])('calls a list that can hold nothing wrong usage: %s', async (options, sentence) => {
  const answer = await server.run(['accounts', 'list', '--workspace', 'Instagram', ...options]);
  expect(answer).toMatchObject({ status: 2, stderr: `${sentence}\n` });
});
