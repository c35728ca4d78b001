// Writes what is generated: the OpenAPI document, the client's types, and the reference pages.
// With --check it changes nothing, and fails when a file is not what it would write.
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { format } from 'prettier';
import { errorCodes } from '@muster/contract';
import { startConsole } from '@muster/server';
import { allSettings } from '@muster/server/settings';
import { describeSettings } from '@muster/server/platform';
import { COLUMNS } from '@muster/sheets';
import { DEMO_PHONES, exampleWorkbook, scenarioFor, writeDemoWorkbook } from '../apps/cli/src/demo/accounts.ts';

const checkOnly = process.argv.includes('--check');

async function openApiDocument(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-generate-'));
  // As root the database runs as another user, who must be able to pass through.
  await chmod(folder, 0o711);
  try {
    const running = await startConsole({
      flags: { data: join(folder, 'data'), port: '0' },
      environment: { PATH: process.env['PATH'], MUSTER_ADB_SERVER: 'off', MUSTER_LOG: 'error' },
    });
    try {
      const answer = await fetch(`${running.url}/api/v1/openapi.json`);
      return `${JSON.stringify(await answer.json(), null, 2)}\n`;
    } finally {
      await running.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function clientTypes(document: string): Promise<string> {
  const ast = await openapiTS(document);
  return `// Generated from docs/reference/openapi.json.\n${astToString(ast)}`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function page(title: string, text: string, body: string): string {
  return `# ${title}\n\n${text}\n\n${body}\n`;
}

function configurationPage(): string {
  const rows = describeSettings(allSettings).map((setting) => [
    setting.variable === null ? '' : `\`${setting.variable}\``,
    setting.flag === null ? '' : `\`${setting.flag}\``,
    setting.standard,
    setting.what,
  ]);
  const text = 'Everything that can be set. An option wins over its variable. Generated from the code that reads it.';
  return page('Configuration', text, table(['variable', 'option', 'without it', 'what it is'], rows));
}

function errorsPage(): string {
  const rows = Object.entries(errorCodes).map(([code, sentence]) => [`\`${code}\``, sentence]);
  const text =
    'The `code` of a problem document (RFC 9457). Codes are stable; the sentence in `detail` says what happened in the case at hand, and `remedy` how to mend it. Generated from the code.';
  return page('Error codes', text, table(['code', 'what it means'], rows));
}

function columnsPage(): string {
  const rows = COLUMNS.map((column) => [
    `\`${column.name}\``,
    column.kind,
    column.figure ? 'no' : 'yes',
    column.aliases.map((alias) => `\`${alias}\``).join(' '),
  ]);
  const text =
    'The columns of `accounts.xlsx`, in the order of an export. Headers match whatever their case, width, spaces and punctuation, and by the other names listed. Generated from the code that reads them.';
  return page('Sheet columns', text, table(['column', 'kind', 'in Instagram workspaces', 'other names'], rows));
}

/** The same rows make the same bytes, so an example can be compared as a whole. */
async function example(network: 'tiktok' | 'instagram'): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-generate-'));
  try {
    const path = join(folder, 'accounts.xlsx');
    await writeDemoWorkbook(path, scenarioFor(DEMO_PHONES), network);
    return await readFile(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function keep(path: string, content: string | Buffer): Promise<boolean> {
  const known = await readFile(path).catch(() => null);
  if (known?.equals(Buffer.from(content)) === true) return true;
  if (checkOnly) {
    process.stderr.write(`${path} is not what the code says; run: node script/generate.ts\n`);
    return false;
  }
  await writeFile(path, content);
  process.stdout.write(`${path}\n`);
  return true;
}

const document = await openApiDocument();
const kept = [
  await keep('docs/reference/openapi.json', document),
  await keep('packages/client/src/schema.gen.ts', await format(await clientTypes(document), { parser: 'typescript' })),
  await keep('docs/reference/configuration.md', configurationPage()),
  await keep('docs/reference/errors.md', errorsPage()),
  await keep('docs/reference/sheet-columns.md', columnsPage()),
  await keep('examples/demo.scenario.json', `${JSON.stringify(scenarioFor(DEMO_PHONES), null, 2)}\n`),
  await keep(exampleWorkbook('instagram'), await example('instagram')),
  await keep(exampleWorkbook('tiktok'), await example('tiktok')),
];
if (kept.includes(false)) process.exitCode = 1;
