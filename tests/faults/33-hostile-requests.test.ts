import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { Problem } from '@muster/contract';
import type { TestConsole } from '../fixtures/console.ts';
import { playFault } from './start.ts';

/** As an attacker sends it: `fetch` would not let Host and Origin be set. */
function send(
  server: TestConsole,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: unknown,
): Promise<{ status: number; text: string; headers: NodeJS.Dict<string | string[]> }> {
  const text = body === undefined ? '' : JSON.stringify(body);
  const sent = body === undefined ? headers : { 'content-type': 'application/json', ...headers };
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, server.url), { method, headers: sent }, (answer) => {
      let read = '';
      answer.setEncoding('utf8').on('data', (part: string) => (read += part));
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, text: read, headers: answer.headers }));
    });
    asked.once('error', reject);
    asked.end(text);
  });
}

const codeOf = (answer: { text: string }): string => Problem.parse(JSON.parse(answer.text)).code;

describe('requests that mean harm', () => {
  it('another Host, a foreign Origin and a stream asked for across sites are refused with 403, whoever asks', async () => {
    await playFault({ scenario: {} }, async ({ server }) => {
      const authorization = `Bearer ${server.token}`;
      const port = new URL(server.url).port;
      for (const host of ['evil.example', `evil.example:${port}`, `127.0.0.1.evil.example:${port}`]) {
        const answer = await send(server, 'GET', '/api/v1/workspaces', { host, authorization });
        expect([answer.status, codeOf(answer)]).toEqual([403, 'foreign_host']);
      }
      for (const origin of ['https://evil.example', 'null', `http://127.0.0.1:${Number(port) + 1}`]) {
        for (const path of ['/api/v1/workspaces', '/api/v1/events', '/api/v1/setup']) {
          const answer = await send(server, 'GET', path, { origin, authorization });
          expect([answer.status, codeOf(answer)]).toEqual([403, 'foreign_origin']);
        }
      }
      const own = await send(server, 'GET', '/api/v1/workspaces', { origin: server.url, authorization });
      expect(own.status).toBe(200);
      expect(own.headers['access-control-allow-origin']).toBeUndefined();
      expect((await send(server, 'GET', '/api/v1/workspaces', {})).status).toBe(401);
    });
  });

  it('50 set-ups at once make exactly one administrator, and the link is used up', async () => {
    await playFault({ scenario: {} }, async ({ server }) => {
      const token = new URL(server.setupUrl ?? '').hash.slice(1);
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, at) =>
          send(server, 'POST', '/api/v1/setup', {}, { token, name: `person ${at}`, password: 'correct horse battery' }),
        ),
      );
      expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
      for (const answer of answers.filter((other) => other.status !== 201)) {
        expect(['already_set_up', 'setup_link_invalid']).toContain(codeOf(answer));
      }
      expect(await server.query('select role from person')).toEqual([{ role: 'administrator' }]);
    });
  });

  it('wrong passwords are slowed by name, whatever address a forged header gives', async () => {
    await playFault({ scenario: {} }, async ({ server }) => {
      const token = new URL(server.setupUrl ?? '').hash.slice(1);
      const password = 'correct horse battery';
      await send(server, 'POST', '/api/v1/setup', {}, { token, name: 'Ana', password });
      const codes: string[] = [];
      for (let at = 1; at <= 12; at += 1) {
        const forged = {
          'x-forwarded-for': `10.0.0.${at}`,
          'x-real-ip': `10.0.0.${at}`,
          forwarded: `for=10.0.0.${at}`,
        };
        const body = { name: at % 2 === 0 ? 'ana' : ' ANA ', password: `wrong ${at}` };
        codes.push(codeOf(await send(server, 'POST', '/api/v1/session', forged, body)));
      }
      expect(codes.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'wrong_password'));
      expect(codes.slice(5)).toContain('throttled');
      const right = await send(
        server,
        'POST',
        '/api/v1/session',
        { 'x-forwarded-for': '10.9.9.9' },
        { name: 'Ana', password },
      );
      expect([right.status, codeOf(right)]).toEqual([429, 'throttled']);
      expect(Number(right.headers['retry-after'])).toBeGreaterThan(0);
      const other = await send(server, 'POST', '/api/v1/session', {}, { name: 'Ben', password });
      expect(codeOf(other)).toBe('wrong_password');
    });
  });
});
