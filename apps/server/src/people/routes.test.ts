import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { Audit } from '../audit/index.ts';
import { createHttp, gateFor, randomIds, systemClock, type Http } from '../platform/index.ts';
import type { DatabaseHandle } from '../platform/database/index.ts';
import { testDatabase } from '../platform/database/testing.ts';
import { silentLog } from '../platform/log/index.ts';
import { LocalDoor } from './local-access.ts';
import { authentication, peopleRoutes } from './routes.ts';
import { People } from './service.ts';

const headers = { host: 'localhost:7400' };
let database: DatabaseHandle;
let people: People;
let app: Http;

beforeAll(async () => {
  database = await testDatabase();
  people = new People({ db: database.db, audit: new Audit(systemClock), clock: systemClock, ids: randomIds });
  const gate = gateFor({ host: '127.0.0.1', port: 7400, allowedHosts: [], https: false });
  app = await createHttp({ log: silentLog, version: '1', gate: () => gate, webFolder: null, largestUpload: 10 });
  authentication(app, { people, localDoor: new LocalDoor(randomIds) });
  peopleRoutes(app, people);
  app.get('/api/v1/things', { schema: { response: { 200: z.string() } } }, () => 'for those who signed in');
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await database.close();
});

// The router decodes what it is asked for; whether one must sign in may not depend on how that was spelt.
it.each(['/api/v1/things', '/%61pi/v1/things', '/ap%69/v1/things', '/api/v1/things?x=1', '/api/v1/nothing'])(
  'answers nobody who is not signed in at %s',
  async (url) => {
    for (const method of ['GET', 'HEAD'] as const) {
      const answer = await app.inject({ method, url, headers });
      expect(answer.statusCode).toBe(401);
    }
  },
);

it('does not take a token that it did not give', async () => {
  const answer = await app.inject({ url: '/api/v1/things', headers: { ...headers, authorization: 'Bearer abc' } });
  expect(answer.statusCode).toBe(401);
});

it('answers somebody with the cookie of a session, and nobody with the one of an ended session', async () => {
  const token = (await people.newSetupToken()) ?? '';
  const payload = { token, name: 'Ada', password: 'a long enough password' };
  const made = await app.inject({ method: 'POST', url: '/api/v1/setup', headers, payload });
  const cookie = String(made.headers['set-cookie']).split(';')[0] ?? '';
  const asked = () => app.inject({ url: '/api/v1/things', headers: { ...headers, cookie } });
  expect((await asked()).statusCode).toBe(200);
  await app.inject({ method: 'DELETE', url: '/api/v1/session', headers: { ...headers, cookie } });
  expect((await asked()).statusCode).toBe(401);
});

it('refuses a text that the database cannot hold, as the fault of who sent it', async () => {
  const payload = { name: 'Ada\u0000', password: 'a long enough password' };
  const answer = await app.inject({ method: 'POST', url: '/api/v1/session', headers, payload });
  expect(answer.statusCode).toBe(422);
  expect(answer.json()).toMatchObject({ code: 'bad_request', detail: expect.stringContaining('U+0000') });
});
