import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConnectResult, Device, DeviceList, RunDetail, RunList, TaskDetail } from '@muster/contract';
import { startTestHost, type TestHost } from './testing/host.ts';
import { openWeb, type Call } from './testing/web.ts';

const app = { package: 'com.instagram.android', network: 'instagram', version: '410.0.0.53.71' };
const address = (number: number) => `127.8.73.${number}:5555`;

let host: TestHost;
let web: Awaited<ReturnType<typeof openWeb>>;
let call: Call;
let workspaceId: number;

beforeAll(async () => {
  host = await startTestHost({
    service: {
      instagram: [
        { username: 'ana', password: 'right horse' },
        { username: 'gated', password: 'right horse', gate: 'captcha' },
      ],
    },
    phones: [
      { serial: 'P1', address: address(1), apps: [app] },
      { serial: 'P2', address: address(2), apps: [app] },
      { serial: 'P3', address: address(3), auth: 'unauthorized' },
    ],
  });
  await host.addAccount({ username: 'ana', phone: 'P1' });
  await host.addAccount({ username: 'gated', phone: 'P2' });
  await host.addAccount({ username: 'off', phone: 'P1', enabled: false });
  workspaceId = host.workspaceId('instagram');
  web = await openWeb(host);
  call = web.call;
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await host[Symbol.asyncDispose]();
});

const login = (usernames: string[]) =>
  call('POST', '/runs', { body: { script: 'login', workspaceId, selection: { usernames }, ignorePace: true } });

async function runOf(username: string): Promise<RunDetail> {
  const { run } = RunDetail.parse((await login([username])).body);
  return host.until(run.id, (detail) => detail.run.state !== 'running');
}

describe('phones over HTTP', () => {
  it('are shown to nobody who has not signed in', async () => {
    for (const url of ['/devices', '/devices/1', '/devices/1/screenshot', '/runs', '/runs/1', '/tasks/1']) {
      expect(await call('GET', url, { anonymous: true })).toMatchObject({ status: 401 });
    }
  });

  it('are listed with their state and what to do about it', async () => {
    const { devices } = DeviceList.parse((await call('GET', '/devices')).body);
    expect(devices).toMatchObject([
      { serial: 'P1', label: '1', state: 'online', remedy: null, accounts: [{ username: 'ana' }, { username: 'off' }] },
      { serial: 'P2', label: '2', state: 'online' },
      { serial: address(3), state: 'unauthorized', remedy: expect.stringContaining('Allow USB debugging') },
    ]);
  });

  it('get a label and a group at the version that was seen', async () => {
    const before = Device.parse((await call('GET', '/devices/2')).body);
    const edit = (label: string) =>
      call('PATCH', '/devices/2', { body: { label, group: 'B' }, headers: { 'if-match': `"${before.version}"` } });
    expect(await edit('1')).toMatchObject({ status: 409, body: { code: 'label_taken', field: 'label' } });
    expect(await edit('Two')).toMatchObject({ status: 200, body: { label: 'Two', group: 'B' } });
    expect(await edit('Three')).toMatchObject({ status: 409, body: { code: 'version_conflict' } });
    expect(await call('PATCH', '/devices/2', { body: { label: ' ' } })).toMatchObject({
      status: 422,
      body: { code: 'bad_label' },
    });
  });

  it('show their screen, unless they are away', async () => {
    const shown = await call('GET', '/devices/1/screenshot');
    expect(shown).toMatchObject({ status: 200, type: 'image/png' });
    expect(await call('GET', '/devices/3/screenshot')).toMatchObject({ body: { code: 'device_unreachable' } });
    expect(await call('GET', '/devices/99')).toMatchObject({ status: 404, body: { code: 'device_not_found' } });
    expect(await call('GET', '/devices/x')).toMatchObject({ status: 422 });
  });

  it('are connected by address, each with its own answer', async () => {
    const { status, body } = await call('POST', '/devices/connect', { body: { addresses: [address(1), 'a;reboot'] } });
    expect(status).toBe(200);
    expect(ConnectResult.parse(body).results).toMatchObject([
      { connected: true, device: { serial: 'P1' } },
      { connected: false, error: { code: 'bad_address' } },
    ]);
  });
});

describe('runs over HTTP', () => {
  it('are started, watched, listed by pages, and their steps read', async () => {
    const { run, tasks } = await runOf('ana');
    expect(tasks).toMatchObject([{ account: 'ana', outcome: 'done' }]);
    const detail = TaskDetail.parse((await call('GET', `/tasks/${tasks[0]?.id}`)).body);
    expect(detail.steps.map((step) => step.act)).toContain('submit credentials');
    expect(JSON.stringify(detail)).not.toContain('right horse');
    await runOf('ana');
    const page = RunList.parse((await call('GET', `/runs?workspaceId=${workspaceId}&limit=1`)).body);
    const next = RunList.parse((await call('GET', `/runs?limit=1&cursor=${page.nextCursor}`)).body);
    expect([page, next].map(({ runs }) => runs[0]?.id)).toEqual([run.id + 1, run.id]);
  });

  it('refuse what they cannot do, each with its code', async () => {
    expect(await login(['nobody'])).toMatchObject({ body: { code: expect.stringMatching(/_not_found$/) } });
    const match = { script: 'match', workspaceId, selection: { all: true } };
    expect(await call('POST', '/runs', { body: match })).toMatchObject({ body: { code: 'script_unavailable' } });
    const elsewhere = { script: 'login', workspaceId: 999, selection: { all: true } };
    expect(await call('POST', '/runs', { body: elsewhere })).toMatchObject({ body: { code: 'workspace_not_found' } });
    expect(await call('POST', '/runs', { body: {} })).toMatchObject({ status: 422 });
    expect(await call('GET', '/runs/999')).toMatchObject({ status: 404, body: { code: 'run_not_found' } });
    expect(await call('POST', '/tasks/999/release')).toMatchObject({ status: 404, body: { code: 'task_not_found' } });
  });

  it('try again what did not succeed, and nothing else', async () => {
    const { run } = await runOf('off');
    const again = await call('POST', `/runs/${run.id}/retry`);
    expect(again.status).toBe(201);
    expect(RunDetail.parse(again.body).tasks).toMatchObject([{ account: 'off', reason: 'disabled' }]);
    const done = await runOf('ana');
    expect(await call('POST', `/runs/${done.run.id}/retry`)).toMatchObject({ body: { code: 'nothing_selected' } });
  });

  it('that wait for a person are let go once', async () => {
    const { tasks } = await runOf('gated');
    const id = tasks[0]?.id;
    expect(tasks).toMatchObject([{ state: 'held', reason: 'challenge' }]);
    expect(Device.parse((await call('GET', '/devices/2')).body).held).toMatchObject([{ taskId: id }]);
    expect(await call('POST', `/tasks/${id}/release`)).toMatchObject({
      status: 200,
      body: { task: { state: 'ended', outcome: 'needs_person' } },
    });
    expect(await call('POST', `/tasks/${id}/look-again`)).toMatchObject({
      status: 409,
      body: { code: 'task_not_held' },
    });
    expect(Device.parse((await call('GET', '/devices/2')).body).held).toEqual([]);
  });
});
