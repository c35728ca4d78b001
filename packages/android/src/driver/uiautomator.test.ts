import { expect, test } from 'vitest';
import { appVersion, launchApp, stopApp } from '../apps/packages.ts';
import { frontPackage, screenState } from '../apps/screen.ts';
import { readClock } from '../apps/clock.ts';
import { instagram, simulatedPhones } from '../../../../tests/fixtures/simulated-phones.ts';
import type { SimulatedPhones } from '../../../../tests/fixtures/simulated-phones.ts';
import { center, find, parseUiTree } from '../tree/index.ts';
import type { UiNode } from '../tree/index.ts';
import { startUiDriver } from './uiautomator.ts';
import type { UiDriver } from './ui-driver.ts';

const connect = (phones: SimulatedPhones) => phones.transport.connect(phones.addresses[0] ?? '');

async function field(driver: UiDriver, isIt: (node: UiNode) => boolean): Promise<UiNode> {
  const found = find(
    parseUiTree(await driver.source()).roots,
    (node) => node.className.endsWith('EditText') && isIt(node),
  );
  if (found === undefined) throw new Error('The screen shows no such field');
  return found;
}

test('a phone without the driver gets it, and its screen can be read, touched and typed on', async () => {
  await using phones = await simulatedPhones(204);
  await using phone = await connect(phones);
  await using driver = await startUiDriver(phone);
  expect(await appVersion(phone, 'io.appium.uiautomator2.server')).toEqual({ versionName: '10.6.6', installed: true });

  await launchApp(phone, instagram);
  expect(await frontPackage(phone)).toBe(instagram);
  const username = await field(driver, (node) => !node.password);
  await driver.typeText(center(username), 'first', { replace: true });
  await driver.typeText(center(username), 'aña@example.com', { replace: true });
  expect((await field(driver, (node) => !node.password)).text).toBe('aña@example.com');

  const secret = 'päss-word';
  await driver.typeText(center(await field(driver, (node) => node.password)), secret, { replace: true });
  expect((await field(driver, (node) => node.password)).text).toBe('•'.repeat(secret.length));

  expect((await driver.screenshot()).subarray(1, 4).toString()).toBe('PNG');
  await driver.pressKey(3);
  expect(await frontPackage(phone)).not.toBe(instagram);
  await driver.swipe({ x: 500, y: 1_500 }, { x: 500, y: 500 }, 100);
  expect(phones.simulator.unknown()).toEqual([]);
});

test('nothing is typed where the tap brought up no field, and no error repeats the text', async () => {
  await using phones = await simulatedPhones(205);
  await using phone = await connect(phones);
  await using driver = await startUiDriver(phone);
  await launchApp(phone, instagram);
  const before = await driver.source();
  const typing = driver.typeText({ x: 2, y: 2_300 }, 'top-secret', { replace: true });
  await expect(typing).rejects.toMatchObject({
    code: 'field_not_focused',
    message: expect.not.stringContaining('top-secret'),
  });
  await expect(driver.typeText({ x: 2, y: 2 }, String.raw`top-secret\n`, { replace: true })).rejects.toMatchObject({
    code: 'refused_text',
  });
  expect(await driver.source()).toBe(before);
});

test('the driver is stopped when it is closed, and can be started again', async () => {
  await using phones = await simulatedPhones(206);
  await using phone = await connect(phones);
  const first = await startUiDriver(phone);
  await first.close();
  await expect(phone.openPort(6790)).rejects.toMatchObject({ code: 'unreachable' });
  await using second = await startUiDriver(phone);
  expect(await second.source()).toContain('<hierarchy');
});

test('a driver that crashes is noticed at the call and by itself, and can be started again', async () => {
  await using phones = await simulatedPhones(207);
  await using phone = await connect(phones);
  await using driver = await startUiDriver(phone);
  phones.fault({ at: 'dump', kind: 'uia_crash' });
  await expect(driver.source()).rejects.toMatchObject({ code: 'ui_unavailable' });
  expect(await driver.crashed).toMatchObject({ code: 'ui_unavailable' });
  await using second = await startUiDriver(phone);
  expect(await second.source()).toContain('<hierarchy');
});

test('a phone that is unplugged in the middle of a call is gone', async () => {
  await using phones = await simulatedPhones(208);
  await using phone = await connect(phones);
  await using driver = await startUiDriver(phone);
  phones.fault({ at: 'dump', kind: 'drop', seconds: 60 });
  await expect(driver.source()).rejects.toMatchObject({ code: 'phone_gone' });
  await phone.closed;
  expect(await driver.crashed).toMatchObject({ code: 'phone_gone' });
});

test('a phone that freezes ends each call at its deadline', async () => {
  await using phones = await simulatedPhones(209);
  await using phone = await connect(phones);
  const driver = await startUiDriver(phone);
  phones.fault({ at: 'dump', kind: 'freeze', seconds: 1 });
  await expect(driver.source({ timeoutMs: 300 })).rejects.toMatchObject({ code: 'timed_out' });
  await expect(phone.shell(['true'], { timeoutMs: 200 })).rejects.toMatchObject({ code: 'timed_out' });
  await driver.close();
});

test('a screen that cannot be dumped is an unavailable interface, never a screen', async () => {
  await using phones = await simulatedPhones(210);
  await using phone = await connect(phones);
  await using driver = await startUiDriver(phone);
  phones.fault({ at: 'dump', kind: 'not_idle' });
  await expect(driver.source()).rejects.toMatchObject({ code: 'ui_unavailable' });
});

test('a phone set to log what is typed is refused', async () => {
  await using phones = await simulatedPhones(211);
  await using phone = await connect(phones);
  await phone.shell(['setprop', 'log.tag.appium', 'DEBUG'], { timeoutMs: 2_000 });
  await expect(startUiDriver(phone)).rejects.toMatchObject({ code: 'debug_logging' });
});

test('apps, screen and clock tell their state', async () => {
  await using phones = await simulatedPhones(212, [{ locked: false }, { locked: true }]);
  await using phone = await connect(phones);
  await using locked = await phones.transport.connect(phones.addresses[1] ?? '');
  expect(await screenState(phone)).toEqual({ awake: true, locked: false });
  expect(await screenState(locked)).toMatchObject({ locked: true });
  expect(await appVersion(phone, instagram)).toEqual({ versionName: '350.0.0.1', installed: true });
  expect(await appVersion(phone, 'com.zhiliaoapp.musically')).toBeNull();
  await expect(launchApp(phone, 'com.zhiliaoapp.musically')).rejects.toMatchObject({ code: 'app_missing' });
  await launchApp(phone, instagram);
  await stopApp(phone, instagram);
  expect(await frontPackage(phone)).not.toBe(instagram);
  const { skewMs, uncertaintyMs } = await readClock(phone, Date.now);
  expect(Math.abs(skewMs)).toBeLessThanOrEqual(uncertaintyMs + 1);
});
