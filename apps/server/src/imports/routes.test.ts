import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account, ImportPlan } from '@muster/contract';
import { accountRoutes } from '../accounts/index.ts';
import { startGround, type Ground } from '../accounts/testing.ts';
import { authentication, LocalDoor, People } from '../people/index.ts';
import { createHttp, gateFor, silentLog, type Http } from '../platform/index.ts';
import { Credentials } from '../accounts/index.ts';
import { ExportService, ImportService, importRoutes } from './index.ts';

const PASSWORD = 'a long enough password';
let ground: Ground;
let app: Http;
let cookie: string;

beforeAll(async () => {
  ground = await startGround();
  const people = new People(ground);
  const token = (await people.newSetupToken()) ?? '';
  cookie = `muster_session=${(await people.setUp({ token, name: 'Ada', password: PASSWORD })).sessionToken}`;
  const gate = gateFor({ host: '127.0.0.1', port: 80, allowedHosts: [], https: false });
  app = await createHttp({
    log: silentLog,
    version: '0',
    gate: () => gate,
    webFolder: null,
    largestUpload: 1024 * 1024,
  });
  authentication(app, { people, localDoor: new LocalDoor(ground.ids) });
  accountRoutes(app, { ...ground, credentials: new Credentials({ ...ground, people }) });
  importRoutes(app, { imports: new ImportService(ground), exports: new ExportService({ ...ground, people }) });
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await ground.close();
});

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

function call(method: Method, url: string, payload?: object, headers: Record<string, string> = {}) {
  return app.inject({ method, url: `/api/v1${url}`, headers: { cookie, ...headers }, ...(payload ? { payload } : {}) });
}

async function upload(csv: string | Uint8Array, options: object = {}) {
  const form = new FormData();
  form.append('options', JSON.stringify(options));
  form.append('file', new Blob([Buffer.from(csv)]), typeof csv === 'string' ? 'accounts.csv' : 'accounts.xlsx');
  const request = new Request('http://localhost/', { method: 'POST', body: form });
  return app.inject({
    method: 'POST',
    url: `/api/v1/imports?workspaceId=${ground.instagram}`,
    headers: { cookie, 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  });
}

describe('accounts over HTTP', () => {
  it('answer nobody who has not signed in', async () => {
    for (const url of ['/accounts?workspaceId=1', '/workspaces', '/accounts/1', '/imports/x']) {
      expect((await app.inject({ method: 'GET', url: `/api/v1${url}` })).statusCode).toBe(401);
    }
  });

  it('are added, edited at their version, revealed, deleted and restored', async () => {
    const draft = { workspaceId: ground.instagram, username: 'Web', password: 'pw:JBSWY3DPEHPK3PXP' };
    const added = await call('POST', '/accounts', draft);
    expect(added.statusCode).toBe(201);
    expect(added.headers.etag).toBe('"1"');
    const { id } = added.json<Account>();

    expect((await call('PATCH', `/accounts/${id}`, { notes: 'x' })).statusCode).toBe(428);
    const edited = await call('PATCH', `/accounts/${id}`, { notes: 'x' }, { 'if-match': '"1"' });
    expect(edited.headers.etag).toBe('"2"');
    const late = await call('PATCH', `/accounts/${id}`, { notes: 'y', password: 'new' }, { 'if-match': '"1"' });
    expect(late.statusCode).toBe(409);
    expect(late.headers['content-type']).toContain('application/problem+json');
    expect(late.json()).toMatchObject({
      code: 'version_conflict',
      conflict: { yours: { notes: 'y' }, theirs: { notes: 'x' } },
    });

    expect((await call('POST', `/accounts/${id}/reveal`, { personPassword: 'wrong' })).statusCode).toBe(401);
    const shown = await call('POST', `/accounts/${id}/reveal`, { personPassword: PASSWORD });
    expect(shown.json()).toEqual({ password: 'pw', totpSecret: 'JBSWY3DPEHPK3PXP' });
    expect(shown.headers['cache-control']).toBe('no-store');
    expect((await call('GET', `/accounts/${id}/code`)).json()).toMatchObject({
      code: expect.stringMatching(/^\d{6}$/),
    });

    expect((await call('DELETE', `/accounts/${id}`)).statusCode).toBe(204);
    expect((await call('POST', `/accounts/${id}/restore`)).json()).toMatchObject({ deletedAt: null });
    const { entries } = (await call('GET', `/accounts/${id}/history`)).json();
    expect(entries.map((entry: { kind: string }) => entry.kind)).toEqual([
      'restored',
      'deleted',
      'revealed',
      'edited',
      'created',
    ]);
  });

  it('name the field that is wrong', async () => {
    const answer = await call('POST', '/accounts', { workspaceId: ground.instagram, username: 'x', email: 'nobody' });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({
      code: 'bad_request',
      field: 'email',
      detail: 'The e-mail address has no @.',
    });
  });

  it('say how a password field would be read, without giving it back', async () => {
    const query = { network: 'instagram', password: 'pw:jbswy3dpehpk3pxp' };
    const answer = await call('POST', '/credential', query);
    expect(answer.json()).toMatchObject({ hasSecret: true, confidence: 'check', passwordLength: 2 });
    expect(answer.body).not.toContain('jbsw');
  });
});

describe('imports over HTTP', () => {
  it('are planned, applied, undone; an export comes back as no change', async () => {
    const planned = await upload('username,email,pwd\nnew1,a@b.c,secret\nnew2,nowhere,x\n');
    expect(planned.statusCode).toBe(201);
    const plan = planned.json<ImportPlan>();
    expect(plan.counts).toEqual({ new: 1, changed: 0, unchanged: 0, rejected: 1 });
    expect((await call('POST', `/imports/${plan.id}/apply`)).json()).toMatchObject({ code: 'plan_has_rejected_rows' });
    const again = await call('POST', `/imports/${plan.id}/replan`, { skipRejected: true });
    expect(again.json()).toMatchObject({ id: plan.id, options: { skipRejected: true } });
    expect((await call('POST', `/imports/${plan.id}/apply`)).json()).toMatchObject({ state: 'applied' });
    const rows = await call('GET', `/imports/${plan.id}/rows?kind=rejected`);
    expect(rows.json()).toMatchObject({ total: 1, rows: [{ problems: [{ code: 'bad_email' }] }] });

    const request = { workspaceId: ground.instagram, personPassword: PASSWORD };
    const exported = await call('POST', '/exports', request);
    expect(exported.headers['content-disposition']).toContain('accounts.xlsx');
    const unchanged = (await upload(exported.rawPayload)).json<ImportPlan>();
    expect(unchanged.counts).toMatchObject({ new: 0, changed: 0, rejected: 0 });

    expect((await call('POST', `/imports/${plan.id}/undo`)).json()).toEqual({ undone: 1, refused: [] });
    expect((await call('GET', `/imports/${plan.id}`)).json()).toMatchObject({ state: 'undone' });
  });

  it('refuse a file that is no sheet, in one sentence', async () => {
    const answer = await upload(Buffer.from('<html>no sheet</html>'));
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ code: 'sheet_rejected', field: 'file' });
  });

  it('refuse a file that is too large', async () => {
    expect((await upload('x'.repeat(1024 * 1024 + 1))).statusCode).toBe(413);
  });

  it('ask for the password of the person before secrets leave', async () => {
    const answer = await call('POST', '/exports', { workspaceId: ground.instagram, personPassword: 'wrong' });
    expect(answer.json()).toMatchObject({ code: 'wrong_password' });
    expect((await call('POST', '/exports', { workspaceId: ground.instagram, secrets: false })).statusCode).toBe(200);
  });
});
