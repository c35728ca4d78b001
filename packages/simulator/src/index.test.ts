import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { directTcp, launchApp, startUiDriver } from '@muster/android';
import type { PhoneConnection, UiDriver } from '@muster/android';
import { expect, onTestFinished, test } from 'vitest';
import { parseScenario, startSimulator } from './index.ts';
import type { FaultSpec, Simulator } from './index.ts';

const TIKTOK = 'com.zhiliaoapp.musically';

async function started(address: string, faults: FaultSpec[] = []): Promise<Simulator> {
  const scenario = parseScenario({
    service: { tiktok: [{ username: 'tom', email: 'tom@example.com', password: 'pw 2', followers: 1400, hearts: 12 }] },
    phones: [{ serial: 'S1', address, faults, apps: [{ package: TIKTOK, network: 'tiktok', version: '43.1.4' }] }],
  });
  const simulator = await startSimulator(scenario);
  onTestFinished(() => simulator.close());
  return simulator;
}

async function connected(simulator: Simulator): Promise<PhoneConnection> {
  const folder = await mkdtemp(join(tmpdir(), 'simulator-key-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const transport = await directTcp({ keyFolder: folder, name: 'test' });
  onTestFinished(() => transport[Symbol.asyncDispose]());
  return await transport.connect(simulator.phones[0]?.address ?? '');
}

/** Taps the middle of the first view whose tag matches. */
async function tap(ui: UiDriver, marks: RegExp): Promise<{ x: number; y: number }> {
  const source = await ui.source();
  const tag = [...source.matchAll(/<[^>]+>/g)].map(([text]) => text).find((text) => marks.test(text));
  const [, left, top, right, bottom] = (/bounds="\[(\d+),(\d+)\]\[(\d+),(\d+)\]"/.exec(tag ?? '') ?? []).map(Number);
  if (left === undefined || top === undefined || right === undefined || bottom === undefined) {
    throw new Error(`Nothing on the screen has ${marks}`);
  }
  const at = { x: Math.floor((left + right) / 2), y: Math.floor((top + bottom) / 2) };
  await ui.tap(at);
  return at;
}

async function fillLoginForm(phone: PhoneConnection, ui: UiDriver, password: string): Promise<void> {
  await launchApp(phone, TIKTOK);
  await tap(ui, /content-desc="Profile"/);
  await tap(ui, /text="Sign up" .*clickable="true"/);
  await tap(ui, /text="Already have an account\? Log in"/);
  await tap(ui, /text="Use phone \/ email \/ username"/);
  await tap(ui, /content-desc="Email \/ Username"/);
  await ui.typeText(await tap(ui, /hint="Email or username"/), 'tom@example.com', { replace: true });
  await ui.typeText(await tap(ui, /password="true"/), password, { replace: true });
}

test('a login over adb and UiAutomator2 ends on the own profile and is on record with its identifier', async () => {
  const simulator = await started('127.8.90.1:5555');
  const phone = await connected(simulator);
  const ui = await startUiDriver(phone);
  await fillLoginForm(phone, ui, 'pw 2');
  await tap(ui, /Button.*text="Log in"/);
  await tap(ui, /content-desc="Profile"/);
  expect(await ui.source()).toContain('text="@tom"');
  const { tiktok } = simulator.state().service;
  expect(tiktok.accounts[0]?.submissions).toMatchObject([{ identifierKind: 'email', correct: true, phone: 'S1' }]);
  expect(simulator.unknown()).toEqual([]);
  await ui.close();
});

test.each([
  ['before_submit', '127.8.90.2:5555', 0],
  ['after_submit', '127.8.90.5:5555', 1],
] as const)('a phone lost %s is gone for its host, and has sent what it had sent', async (at, address, sent) => {
  const simulator = await started(address, [{ at, kind: 'drop', seconds: 0.1 }]);
  const first = await connected(simulator);
  const ui = await startUiDriver(first);
  await fillLoginForm(first, ui, 'pw 2');
  await expect(tap(ui, /Button.*text="Log in"/)).rejects.toMatchObject({ code: 'phone_gone' });
  expect(simulator.state().service.tiktok.accounts[0]?.submissions).toHaveLength(sent);
  expect(simulator.state().phones[0]?.faults).toEqual([]);
});

test('a fault at connect meets the next connection', async () => {
  const simulator = await started('127.8.90.6:5555', [{ at: 'connect', kind: 'drop', seconds: 0.1 }]);
  await expect(connected(simulator)).rejects.toMatchObject({ code: 'phone_gone' });
  expect(simulator.state().phones[0]?.faults).toEqual([]);
});

test('the control port shows the state, takes faults, and refuses an unknown key with its place', async () => {
  const simulator = await started('127.8.90.3:5555');
  const state = await (await fetch(`${simulator.control}/state`)).json();
  expect(state).toMatchObject({ phones: [{ serial: 'S1', apps: [{ package: TIKTOK, signedIn: [], active: null }] }] });
  const post = (body: unknown): Promise<Response> =>
    fetch(`${simulator.control}/phones/S1/faults`, { method: 'POST', body: JSON.stringify(body) });
  expect((await post({ at: 'dump', kind: 'bad_xml' })).status).toBe(204);
  const refused = await post({ at: 'dump', kind: 'bad_xml', often: 3 });
  expect(refused.status).toBe(400);
  expect(await refused.json()).toEqual({ error: 'The fault has the unknown key "often".' });
  expect((await fetch(simulator.control.replace(/[^/]+$/, 'guess/state'))).status).toBe(404);
});

test('the public page gives exact figures as text and rounded ones as numbers', async () => {
  const simulator = await started('127.8.90.4:5555');
  const html = await (await fetch(`${simulator.tiktokWeb}/@tom`)).text();
  expect(html).toContain('"statsV2":{"followerCount":"1400"');
  expect(await (await fetch(`${simulator.tiktokWeb}/@nobody`)).text()).toContain('"statusCode":10221');
});
