import type { Command } from 'commander';
import type { Account, AccountPatch } from '@muster/contract';
import { bodyOf } from '@muster/client';
import { deletedId, findAccount, findAccounts, workspaceOption, type AccountOptions } from '../accounts.ts';
import { chooseWorkspace, findConsole, type ConsoleOptions } from '../console.ts';
import { WrongUsage } from '../exit.ts';
import { consoleOptions, readSecretInput, wholeNumber } from '../options.ts';
import { plain, print, printJson, printTable } from '../output.ts';
import { deviceByLabel } from './devices.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';

interface ListOptions extends AccountOptions {
  readonly search?: string;
  readonly tag?: string;
  readonly enabled?: boolean;
  readonly disabled?: boolean;
  readonly limit: string;
}

interface EditOptions extends AccountOptions {
  readonly username?: string;
  readonly email?: string;
  readonly device?: string;
  readonly package?: string;
  readonly tag?: string[];
  readonly notes?: string;
  readonly passwordStdin?: boolean;
  readonly passwordFile?: string;
  readonly clearPassword?: boolean;
  readonly clear2fa?: boolean;
  readonly '2faFile'?: string;
}

export function accountCommands(program: Command): void {
  const accounts = program.command('accounts').description('The accounts of a workspace');
  listCommand(accounts);
  showCommands(accounts);
  writeCommands(accounts);
  bulkCommands(accounts);
  restoreCommand(accounts);
  importCommand(accounts);
  exportCommand(accounts);
}

function listCommand(accounts: Command): void {
  workspaceOption(consoleOptions(accounts.command('list').description('Accounts, filtered')))
    .option('--search <text>', 'part of the username, e-mail or notes')
    .option('--tag <tag>')
    .option('--enabled', 'only enabled ones')
    .option('--disabled', 'only disabled ones')
    .option('--limit <n>', 'at most this many', '500')
    .action(async (options: ListOptions) => {
      const limit = wholeNumber(options.limit, '--limit');
      if (limit === 0) throw new WrongUsage('--limit is 1 or more.');
      if (options.enabled === true && options.disabled === true) {
        throw new WrongUsage('Choose one of --enabled and --disabled, or neither for all.');
      }
      const { muster } = await findConsole(options);
      const workspace = await chooseWorkspace(muster, options.workspace);
      const found: Account[] = [];
      let total = 0;
      let cursor: string | undefined;
      do {
        const page = bodyOf(
          await muster.GET('/api/v1/accounts', {
            params: {
              query: {
                workspaceId: workspace.id,
                limit: Math.min(500, limit - found.length),
                ...(options.search === undefined ? {} : { search: options.search }),
                ...(options.tag === undefined ? {} : { tag: options.tag }),
                ...(options.enabled === true ? { enabled: 'true' as const } : {}),
                ...(options.disabled === true ? { enabled: 'false' as const } : {}),
                ...(cursor === undefined ? {} : { cursor }),
              },
            },
          }),
        );
        found.push(...page.accounts);
        total = page.total;
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined && found.length < limit);
      if (options.json === true) return printJson({ accounts: found, total });
      printTable(
        ['id', 'username', 'e-mail', 'status', 'login', 'phone', 'health', 'tags'],
        found.map((account) => [
          account.id,
          account.username,
          account.email,
          account.enabled ? 'enabled' : 'disabled',
          account.loginStatus,
          account.device?.label ?? '',
          account.health,
          account.tags.join(', '),
        ]),
      );
      if (found.length < total) print(`${found.length} of ${total}; --limit shows more.`);
    });
}

function showCommands(accounts: Command): void {
  workspaceOption(
    consoleOptions(accounts.command('show').description('One account').argument('<account>', 'username or id')),
  ).action(async (name: string, options: AccountOptions) => {
    const { muster } = await findConsole(options);
    const account = await findAccount(muster, name, options.workspace);
    if (options.json === true) return printJson(account);
    printAccount(account);
  });

  workspaceOption(
    consoleOptions(accounts.command('history').description('What was seen and done').argument('<account>')),
  ).action(async (name: string, options: AccountOptions) => {
    const { muster } = await findConsole(options);
    const account = await findAccount(muster, name, options.workspace);
    const history = bodyOf(await muster.GET('/api/v1/accounts/{id}/history', { params: { path: { id: account.id } } }));
    if (options.json === true) return printJson(history);
    printTable(
      ['when', 'what', 'by', 'text'],
      history.entries.map((entry) => [entry.at, entry.kind, entry.by, entry.text]),
    );
  });
}

function writeCommands(accounts: Command): void {
  fieldOptions(
    workspaceOption(consoleOptions(accounts.command('add').description('Add an account').argument('<username>'))),
  ).action(async (username: string, options: EditOptions) => {
    const { muster } = await findConsole(options);
    const workspace = await chooseWorkspace(muster, options.workspace);
    const fields = await fieldsOf(options, muster);
    const account = bodyOf(
      await muster.POST('/api/v1/accounts', { body: { ...fields, username, workspaceId: workspace.id } }),
    );
    if (options.json === true) return printJson(account);
    print(`Account ${plain(account.username)} was added with id ${account.id}.`);
  });

  fieldOptions(
    workspaceOption(consoleOptions(accounts.command('edit').description('Edit an account').argument('<account>'))),
  )
    .option('--username <username>', 'a new username')
    .option('--clear-password', 'remove the stored password')
    .option('--clear-2fa', 'remove the stored 2FA secret')
    .action(async (name: string, options: EditOptions) => {
      const { muster } = await findConsole(options);
      const account = await findAccount(muster, name, options.workspace);
      const patch: AccountPatch = {
        ...(await fieldsOf(options, muster)),
        ...(options.username === undefined ? {} : { username: options.username }),
        ...(options.clearPassword === true ? { clearPassword: true } : {}),
        ...(options.clear2fa === true ? { clearTotp: true } : {}),
      };
      const edited = bodyOf(
        await muster.PATCH('/api/v1/accounts/{id}', {
          params: { path: { id: account.id }, header: { 'if-match': `"${account.version}"` } },
          body: patch,
        }),
      );
      if (options.json === true) return printJson(edited);
      print(`Account ${plain(edited.username)} was saved.`);
    });
}

function bulkCommands(accounts: Command): void {
  const acts = [
    ['enable', 'enabled', 'Enable accounts'],
    ['disable', 'disabled', 'Disable accounts: they take part in no script'],
    ['delete', 'deleted', 'Delete accounts; this can be undone with restore'],
  ] as const;
  for (const [kind, done, description] of acts) {
    workspaceOption(
      consoleOptions(accounts.command(kind).description(description).argument('<account...>', 'usernames or ids')),
    ).action(async (names: string[], options: AccountOptions) => {
      const { muster } = await findConsole(options);
      const chosen = await findAccounts(muster, names, options.workspace);
      const result = bodyOf(
        await muster.POST('/api/v1/accounts/bulk', {
          body: { workspaceId: chosen.workspaceId, selection: { ids: chosen.ids }, act: { kind } },
        }),
      );
      if (options.json === true) return printJson(result);
      const rest = result.changed < chosen.ids.length ? '; the rest was so already' : '';
      print(`${result.changed} of ${chosen.ids.length} ${done}${rest}.`);
    });
  }
}

function restoreCommand(accounts: Command): void {
  consoleOptions(
    accounts
      .command('restore')
      .description('Undo a delete')
      .argument('<id...>', 'ids, as delete and history show them'),
  ).action(async (names: string[], options: ConsoleOptions) => {
    const { muster } = await findConsole(options);
    const ids = names.map(deletedId);
    for (const id of ids) await muster.POST('/api/v1/accounts/{id}/restore', { params: { path: { id } } });
    if (options.json === true) return printJson({ changed: ids.length, ids });
    print(`${ids.length} of ${ids.length} restored.`);
  });
}

function fieldOptions(command: Command): Command {
  return command
    .option('--email <email>')
    .option('--device <label>', 'label of the phone it lives on; “none” unassigns it')
    .option('--package <package>', 'app package where it is not the official one')
    .option('--tag <tag...>')
    .option('--notes <text>')
    .option('--password-stdin', 'read the password (or password:2FA-secret) from standard input')
    .option('--password-file <file>', 'read it from a file')
    .option('--2fa-file <file>', 'a file that holds the 2FA secret, or the word none: all of the password is password');
}

async function fieldsOf(
  options: EditOptions,
  muster: Parameters<typeof deviceByLabel>[0],
): Promise<Omit<AccountPatch, 'username'>> {
  const password = await readSecretInput({
    ...(options.passwordStdin === undefined ? {} : { stdin: options.passwordStdin }),
    ...(options.passwordFile === undefined ? {} : { file: options.passwordFile }),
  });
  const totpSecret = await readSecretInput(options['2faFile'] === undefined ? {} : { file: options['2faFile'] });
  const device =
    options.device === undefined || options.device === 'none' ? null : await deviceByLabel(muster, options.device);
  return {
    ...(options.email === undefined ? {} : { email: options.email === '' ? null : options.email }),
    ...(options.device === undefined ? {} : { deviceId: device?.id ?? null }),
    ...(options.package === undefined ? {} : { package: options.package }),
    ...(options.tag === undefined ? {} : { tags: options.tag }),
    ...(options.notes === undefined ? {} : { notes: options.notes }),
    ...(password === undefined ? {} : { password }),
    ...(totpSecret === undefined ? {} : { totpSecret }),
  };
}

function printAccount(account: Account): void {
  printTable(
    [account.username, ''],
    [
      ['id', account.id],
      ['network', account.network],
      ['e-mail', account.email],
      ['password', account.hasPassword ? 'stored' : 'none'],
      ['2FA', account.hasTotp ? `stored${account.credential === 'check' ? ' – please check' : ''}` : 'none'],
      ['status', account.enabled ? 'enabled' : 'disabled'],
      ['login', account.loginStatus],
      ['phone', account.device === null ? 'unassigned' : account.device.label],
      ['package', account.package],
      ['tags', account.tags.join(', ')],
      ['health', `${account.health}: ${account.healthReason}`],
      ['notes', account.notes],
    ],
  );
}
