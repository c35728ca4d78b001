import type { z } from 'zod';
import { faultSchema, scenarioSchema } from './schema.ts';
import type { FaultSpec, Network, Scenario } from './schema.ts';

/** A scenario (or a fault) that cannot be played; the message names the place and what is wrong there. */
export class ScenarioError extends Error {
  readonly code = 'scenario_invalid';
  override readonly name = 'ScenarioError';
}

/**
 * Reads a scenario, as an object or as JSON text. The shape is closed: an unknown key is refused.
 * @throws ScenarioError with one sentence that names the path.
 */
export function parseScenario(json: unknown): Scenario {
  const result = scenarioSchema.safeParse(typeof json === 'string' ? parseJson(json) : json);
  if (!result.success) throw new ScenarioError(sentence(result.error, 'The scenario'));
  refuseContradictions(result.data);
  return result.data;
}

/** Reads one fault, as the control port receives it. @throws ScenarioError */
export function parseFault(json: unknown): FaultSpec {
  const result = faultSchema.safeParse(json);
  if (!result.success) throw new ScenarioError(sentence(result.error, 'The fault'));
  return result.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ScenarioError('The scenario is not valid JSON.', { cause: error });
  }
}

function sentence(error: z.ZodError, whole: string): string {
  const issue = error.issues[0];
  if (!issue) return `${whole} is invalid.`;
  const path = pathOf(issue.path) || whole;
  if (issue.code === 'unrecognized_keys') return `${path} has the unknown key "${issue.keys.join('", "')}".`;
  return `${path}: ${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}.`;
}

function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

function refuseContradictions(scenario: Scenario): void {
  for (const network of ['instagram', 'tiktok'] as const) refuseTwice(scenario, network);
  const addresses = new Set<string>();
  scenario.phones.forEach((phone, at) => {
    if (addresses.has(phone.address)) throw new ScenarioError(`phones[${at}].address: "${phone.address}" is taken.`);
    addresses.add(phone.address);
    phone.apps.forEach((app, index) => refuseStrangers(scenario, app, `phones[${at}].apps[${index}]`));
  });
}

function refuseTwice(scenario: Scenario, network: Network): void {
  const seen = new Set<string>();
  scenario.service[network].forEach((account, at) => {
    const key = account.username.toLowerCase();
    if (seen.has(key)) throw new ScenarioError(`service.${network}[${at}].username: "${account.username}" is taken.`);
    seen.add(key);
  });
}

function refuseStrangers(scenario: Scenario, app: Scenario['phones'][number]['apps'][number], path: string): void {
  const known = new Set(scenario.service[app.network].map((account) => account.username));
  for (const username of app.signedIn ?? []) {
    if (!known.has(username)) throw new ScenarioError(`${path}.signedIn: service.${app.network} has no "${username}".`);
  }
  if (app.active !== undefined && !app.signedIn?.includes(app.active)) {
    throw new ScenarioError(`${path}.active: "${app.active}" is not in signedIn.`);
  }
}
