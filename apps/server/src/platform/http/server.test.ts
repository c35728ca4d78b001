import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '@muster/contract';
import { z } from 'zod';
import { silentLog } from '../log/index.ts';
import { gateFor } from './gate.ts';
import { createHttp, type Http } from './server.ts';

let app: Http;
let webFolder: string;

beforeAll(async () => {
  webFolder = await mkdtemp(join(tmpdir(), 'muster-test-'));
  await mkdir(join(webFolder, 'assets'));
  await writeFile(join(webFolder, 'index.html'), '<title>page</title>');
  await writeFile(join(webFolder, 'assets', 'a.js'), 'export {};');
  const gate = gateFor({ host: '127.0.0.1', port: 7400, allowedHosts: [], https: false });
  app = await createHttp({ log: silentLog, version: '1', gate: () => gate, webFolder, largestUpload: 10 });
  const body = z.object({ item: z.object({ size: z.int() }) });
  app.post('/api/v1/items', { schema: { body, response: { 200: z.object({ size: z.int() }) } } }, async (request) => ({
    size: request.body.item.size,
  }));
  app.get('/api/v1/broken', () => Promise.reject(new Error('postgres://u:hunter2@db')));
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await rm(webFolder, { recursive: true });
});

const host = 'localhost:7400';

describe('the HTTP side', () => {
  it('refuses another host before it looks for a route', async () => {
    const answer = await app.inject({ url: '/api/v1/items', headers: { host: 'evil.example' } });
    expect(answer.statusCode).toBe(403);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(Problem.parse(answer.json())).toMatchObject({ code: 'foreign_host', status: 403 });
  });

  it('refuses a page of another origin', async () => {
    const headers = { host, origin: 'https://evil.example' };
    const answer = await app.inject({ method: 'POST', url: '/api/v1/items', headers, payload: { item: { size: 1 } } });
    expect([answer.statusCode, Problem.parse(answer.json()).code]).toEqual([403, 'foreign_origin']);
  });

  it('names the field that is wrong', async () => {
    const payload = { item: { size: 'big' } };
    const answer = await app.inject({ method: 'POST', url: '/api/v1/items', headers: { host }, payload });
    expect(answer.statusCode).toBe(422);
    expect(Problem.parse(answer.json())).toMatchObject({ code: 'bad_request', field: 'item.size' });
  });

  it('answers what is right', async () => {
    const payload = { item: { size: 3 } };
    const answer = await app.inject({ method: 'POST', url: '/api/v1/items', headers: { host }, payload });
    expect([answer.statusCode, answer.json()]).toEqual([200, { size: 3 }]);
  });

  it('tells nothing of a fault that nobody foresaw', async () => {
    const answer = await app.inject({ url: '/api/v1/broken', headers: { host } });
    expect([answer.statusCode, Problem.parse(answer.json()).code]).toEqual([500, 'internal']);
    expect(answer.body).not.toContain('hunter2');
  });

  it('refuses a body that is too large', async () => {
    const payload = { item: { size: 1, more: 'x'.repeat(5_000_000) } };
    const answer = await app.inject({ method: 'POST', url: '/api/v1/items', headers: { host }, payload });
    expect([answer.statusCode, Problem.parse(answer.json()).code]).toEqual([413, 'too_large']);
  });

  it('gives the page for its own addresses, under a policy that admits no foreign script', async () => {
    const answer = await app.inject({ url: '/accounts?tag=a', headers: { host } });
    expect(answer.body).toBe('<title>page</title>');
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect((await app.inject({ url: '/assets/a.js', headers: { host } })).headers['cache-control']).toContain(
      'immutable',
    );
  });

  it.each(['/api/v1/nothing', '/assets/b.js'])('has nothing at %s', async (url) => {
    const answer = await app.inject({ url, headers: { host } });
    expect([answer.statusCode, Problem.parse(answer.json()).code]).toEqual([404, 'not_found']);
  });
});
