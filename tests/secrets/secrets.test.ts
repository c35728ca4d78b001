import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCase, type Case } from '../fixtures/case.ts';
import {
  ArgumentWatch,
  leaksIn,
  searchConsole,
  searchFiles,
  searchFolder,
  searchTables,
  type Secrets,
} from '../fixtures/leaks.ts';
import { muster } from '../fixtures/muster.ts';
import { beRefused, bringIn, markers, passwords, scenario } from './flows.ts';

let played: Case;
let watch: ArgumentWatch;
let secrets: Secrets;

beforeAll(async () => {
  watch = new ArgumentWatch();
  played = await startCase({ scenario, database: 'embedded' });
});
afterAll(async () => {
  watch[Symbol.dispose]();
  await played[Symbol.asyncDispose]();
});

describe('every way of a secret through the console', () => {
  it('is gone: set-up, sign-in, import, typing, every end of a login, reveal, export, refusals', async () => {
    const { server, settled, login } = played;
    const setupToken = new URL(server.setupUrl ?? '').hash.slice(1);
    const person = { name: 'Ana', password: markers.person };
    const post = (path: string, body: object, headers: Record<string, string> = {}) =>
      server.request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    await post('/api/v1/setup', { ...person, token: setupToken });
    const signedIn = await post('/api/v1/session', person);
    const cookie = /^muster_session=([^;]+)/.exec(signedIn.headers.get('set-cookie') ?? '')?.[1] ?? '';
    expect(cookie).not.toBe('');
    secrets = { ...markers, setupToken, cookie, localToken: server.token };

    await bringIn(played);
    const names = Object.keys(passwords);
    const outcomes = Object.fromEntries(
      (await settled(await login(names), 40_000)).map((task) => [task.account, task.outcome]),
    );
    expect(outcomes).toEqual({
      right: 'done',
      wrong: 'failed',
      twofactor: 'done',
      challenge: 'needs_person',
      lost: 'unknown',
      unforeseen: 'failed',
    });
    expect((await server.query('select tree from capture')).length).toBeGreaterThan(0);

    const asPerson = { cookie: `muster_session=${cookie}`, origin: server.url };
    const [row] = await server.query<{ id: number }>(`select id from account where username = 'right'`);
    const revealed = await post(`/api/v1/accounts/${row?.id}/reveal`, { personPassword: markers.person }, asPerson);
    expect(await revealed.json()).toMatchObject({ password: markers.right });
    expect(
      (await post(`/api/v1/accounts/${row?.id}/reveal`, { personPassword: markers.mistyped }, asPerson)).status,
    ).not.toBe(200);

    const refusals = await beRefused(played);
    expect(leaksIn('answers', Buffer.from(refusals), secrets)).toEqual([]);
  }, 180_000);

  it('is not in the log at its finest, any table, any file, or the arguments of a process', async () => {
    await removeSheets();
    const leaks = await searchConsole(played.server, secrets);
    // The file that lets the local operator in holds its token, and nothing else may.
    const known = join(played.server.data, 'local-access.json');
    expect(leaks.filter((leak) => !(leak.place === known && leak.secret === 'localToken'))).toEqual([]);
    expect(watch.leaks(secrets)).toEqual([]);
  }, 60_000);

  it('is not in what anybody can read over HTTP', async () => {
    const { server } = played;
    const headers = { authorization: `Bearer ${server.token}` };
    const paths = ['accounts?workspaceId=1', 'accounts?workspaceId=2', 'audit', 'devices', 'runs', 'runs/1', 'system'];
    for (const path of [...paths, 'accounts/1', 'accounts/1/history', 'tasks/1']) {
      const answer = await server.request(`/api/v1/${path}`, { headers });
      expect(leaksIn(path, Buffer.from(await answer.text()), secrets)).toEqual([]);
      expect(answer.status, path).toBe(200);
    }
  });

  it('is not in any file after the console has stopped and written everything down', async () => {
    await played.server.stop();
    await removeSheets();
    expect(await searchFiles(played.server, secrets)).toEqual([]);
    await played.server.start();
  }, 60_000);
});

describe('the search itself', () => {
  it('finds a secret in a table, as text and as bytes', async () => {
    const { server } = played;
    const sealed = Buffer.from(markers.right).toString('hex');
    await server.query(
      `insert into setting (key, value) values ('planted', to_jsonb($1::text)), ('coded', to_jsonb($2::text))`,
      [markers.wrong, Buffer.from(`password=${markers.totp};`).toString('base64')],
    );
    await server.query(`update account set password_sealed = decode($1, 'hex') where username = 'right'`, [sealed]);
    const found = await searchTables(server, secrets);
    expect(new Set(found.map((leak) => leak.secret))).toEqual(new Set(['wrong', 'totp', 'right']));
  });

  it('finds a secret in a file, and in the arguments of a process', async () => {
    const { server } = played;
    await writeFile(join(server.folder, 'planted'), Buffer.from(`\0${markers.challenge}\0`));
    expect(await searchFolder(server.folder, { challenge: markers.challenge })).not.toEqual([]);
    expect(leaksIn('log', Buffer.from(JSON.stringify({ password: markers.right })), secrets)).not.toEqual([]);
    await muster(['sheet', 'read', markers.workbook]);
    expect(watch.leaks({ workbook: markers.workbook })).not.toEqual([]);
  });
});

/** The operator's own sheets and password files hold secrets because that is what they are for. */
async function removeSheets(): Promise<void> {
  const { folder } = played.server;
  const own = (await readdir(folder)).filter((name) => name.endsWith('.xlsx') || name === 'password');
  await Promise.all(own.map((name) => rm(join(folder, name))));
}
