import { fileURLToPath } from 'node:url';
import { networkTraits, readSecret, type Network } from '@muster/contract';
import { passwordCell, writeAccountsSheet, type AccountCells } from '@muster/sheets';
import { demoScenario, type Scenario } from '@muster/simulator';

type DemoAccount = Scenario['service']['instagram'][number] | Scenario['service']['tiktok'][number];

/** The phones of the demo unless another number is asked for. */
export const DEMO_PHONES = 12;

/** The same seed every time: the demo shows everybody the same phones. */
const SEED = 7;

export function scenarioFor(phones: number): Scenario {
  return demoScenario(phones, SEED);
}

/** The workbook in `examples/`, made by `writeDemoWorkbook` for the usual number of phones. */
export function exampleWorkbook(network: Network): string {
  return fileURLToPath(new URL(`../../../../examples/accounts-${network}.xlsx`, import.meta.url));
}

/** Every so-many-th account shows something that happens in real life. */
const DISABLED = { every: 6, at: 4 };
const WRONG_PASSWORD = { every: 9, at: 6 };
const WITHOUT_EMAIL = { every: 5, at: 3 };

/** The workbook of a team that runs the phones of a scenario: one account of each network on each phone. */
export async function writeDemoWorkbook(path: string, scenario: Scenario, network: Network): Promise<number> {
  const figures = networkTraits[network].hasFigures;
  return writeAccountsSheet(path, rowsOf(scenario, network), {
    figures,
    labels: scenario.phones.map((_, at) => String(at + 1)),
  });
}

async function* rowsOf(scenario: Scenario, network: Network): AsyncIterable<AccountCells> {
  for (const [at, account] of scenario.service[network].entries()) yield rowOf(at, account, scenario, network);
}

function rowOf(at: number, account: DemoAccount, scenario: Scenario, network: Network): AccountCells {
  const wrong = falls(at, WRONG_PASSWORD);
  const password = wrong ? `${account.password}-old` : account.password;
  const totp = 'totpSecret' in account && account.totpSecret !== undefined ? readSecret(account.totpSecret) : null;
  const cell = passwordCell({ password, totp }, { splits: networkTraits[network].hasCodes });
  return {
    pwd: cell.pwd,
    totp_secret: cell.totpSecret,
    username: account.username,
    email: falls(at, WITHOUT_EMAIL) ? '' : (account.email ?? ''),
    device: scenario.phones[at]?.serial ?? '',
    status: falls(at, DISABLED) ? '1' : '0',
    tags: at % 2 === 0 ? 'brand' : 'creators',
  };
}

function falls(at: number, { every, at: place }: { every: number; at: number }): boolean {
  return at % every === place;
}
