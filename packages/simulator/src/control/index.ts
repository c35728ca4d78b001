import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { listening } from '../listening.ts';
import type { Listening } from '../listening.ts';
import { parseFault, ScenarioError } from '../scenario/parse.ts';
import { gateSchema } from '../scenario/schema.ts';
import type { FaultSpec, Gate, Network } from '../scenario/schema.ts';
import type { SimulatorState } from './state.ts';

/** What a phone was asked for and does not have. */
export interface UnknownRequest {
  serial: string;
  service: string;
}

/** What may be asked of a running simulator from outside its process. */
export interface Controlled {
  state(): SimulatorState;
  unknown(): UnknownRequest[];
  /** false: no phone has that serial. */
  addFault(serial: string, fault: FaultSpec): boolean;
  /** false: the service has no such account. */
  setGate(network: Network, username: string, gate: Gate | null): boolean;
}

const LARGEST_BODY = 64 * 1024;
const gateBody = z.strictObject({ gate: gateSchema.nullable() });

/** Starts the control port. `token` is the first part of every path; without it everything is 404. */
export async function startControl(simulator: Controlled, token: string, host: string): Promise<Listening> {
  const server = createServer((request, response) => {
    answer(simulator, token, request).then(
      ([status, body]) => send(response, status, body),
      (error: unknown) => {
        const refused = error instanceof ScenarioError || error instanceof z.ZodError || error instanceof SyntaxError;
        send(response, refused ? 400 : 500, { error: error instanceof Error ? error.message : 'unknown error' });
      },
    );
  });
  const { origin, close } = await listening(server, host);
  return { origin: `${origin}/${token}`, close };
}

const NOT_FOUND = [404, { error: 'There is nothing here.' }] as const;

async function answer(
  simulator: Controlled,
  token: string,
  request: IncomingMessage,
): Promise<readonly [number, unknown]> {
  const { pathname } = new URL(request.url ?? '/', 'http://control');
  const [, given, ...path] = pathname.split('/').map((part) => decodeURIComponent(part));
  if (given !== token) return NOT_FOUND;
  const [first, second = '', third = '', fourth] = path;
  if (request.method === 'GET' && first === 'state') return [200, simulator.state()];
  if (request.method === 'GET' && first === 'unknown') return [200, simulator.unknown()];
  if (request.method !== 'POST') return NOT_FOUND;
  if (first === 'phones' && third === 'faults') {
    const fault = parseFault(await jsonBody(request));
    return simulator.addFault(second, fault) ? [204, null] : NOT_FOUND;
  }
  if (first === 'accounts' && fourth === 'gate' && (second === 'instagram' || second === 'tiktok')) {
    const { gate } = gateBody.parse(await jsonBody(request));
    return simulator.setGate(second, third, gate) ? [204, null] : NOT_FOUND;
  }
  return NOT_FOUND;
}

async function jsonBody(request: IncomingMessage): Promise<unknown> {
  let text = '';
  request.setEncoding('utf8');
  for await (const part of request as AsyncIterable<string>) {
    text += part;
    if (text.length > LARGEST_BODY) throw new ScenarioError('The request is too large.');
  }
  return JSON.parse(text);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (status === 204) response.writeHead(204).end();
  else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
