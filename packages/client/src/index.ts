import createFetchClient, { type Client } from 'openapi-fetch';
import { Problem } from '@muster/contract';
import type { paths } from './schema.gen.ts';

export type { components, paths } from './schema.gen.ts';

export interface MusterOptions {
  /** Where the console is, such as `http://127.0.0.1:7400`; in a browser the page's own origin. */
  readonly baseUrl: string;
  /** A token for programs; browsers have a cookie instead. */
  readonly token?: string;
  readonly fetch?: typeof globalThis.fetch;
}

export type MusterClient = Client<paths>;

/** The console said no: `problem` has the code, the sentence and the remedy. */
export class MusterRefusal extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.remedy === undefined ? problem.detail : `${problem.detail} ${problem.remedy}`);
    this.name = 'MusterRefusal';
    this.problem = problem;
  }
}

/** Nothing that speaks like a console answered at this address. */
export class MusterUnreachable extends Error {
  constructor(baseUrl: string, options?: ErrorOptions) {
    super(`No console answers at ${baseUrl}.`, options);
    this.name = 'MusterUnreachable';
  }
}

/**
 * A client of the console's HTTP API, typed by its OpenAPI document.
 * Every call throws MusterRefusal when the console refuses, and MusterUnreachable when it is not there.
 */
export function createMuster(options: MusterOptions): MusterClient {
  const fetchOnce = options.fetch ?? globalThis.fetch;
  const client = createFetchClient<paths>({
    baseUrl: options.baseUrl,
    ...(options.token === undefined ? {} : { headers: { authorization: `Bearer ${options.token}` } }),
    fetch: async (request) => {
      const response = await fetchOnce(request).catch((cause: unknown) => {
        throw new MusterUnreachable(options.baseUrl, { cause });
      });
      if (!response.ok) throw await refusalOf(response, options.baseUrl);
      return response;
    },
  });
  return client;
}

/** The body of an answer that is known to have one. */
export function bodyOf<T>(answer: { data?: T }): T {
  if (answer.data === undefined) throw new Error('The console answered without a body.');
  return answer.data;
}

async function refusalOf(response: Response, baseUrl: string): Promise<Error> {
  const text = await response.text();
  const parsed = Problem.safeParse(parseJson(text));
  if (parsed.success) return new MusterRefusal(parsed.data);
  return new MusterUnreachable(baseUrl, { cause: new Error(`HTTP ${response.status} without a problem document`) });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
