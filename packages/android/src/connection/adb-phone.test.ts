import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { privateAdbServer } from '../../../../tests/fixtures/private-adb-server.ts';
import type { PrivateAdbServer } from '../../../../tests/fixtures/private-adb-server.ts';
import { simulatedPhones } from '../../../../tests/fixtures/simulated-phones.ts';
import type { SimulatedPhones } from '../../../../tests/fixtures/simulated-phones.ts';
import { adbServer } from '../transports/adb-server.ts';
import type { AdbServer } from '../transports/transport.ts';
import type { PhoneConnection } from './phone-connection.ts';

let phones: SimulatedPhones;
let debianServer: PrivateAdbServer;
let server: AdbServer;
beforeAll(async () => {
  phones = await simulatedPhones(203, [{}, {}]);
  debianServer = await privateAdbServer();
  server = adbServer(debianServer);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await debianServer[Symbol.asyncDispose]();
  await phones[Symbol.asyncDispose]();
});

const connectors: Record<string, () => Promise<PhoneConnection>> = {
  'directly over TCP': () => phones.transport.connect(phones.addresses[0] ?? ''),
  "through Debian's adb server": async () => {
    const address = phones.addresses[1] ?? '';
    await server.attach(address);
    return connectOnceListed(address);
  },
};

/** A phone that was just attached is "connecting" for a moment. */
async function connectOnceListed(address: string): Promise<PhoneConnection> {
  const stop = new AbortController();
  for await (const view of server.watch(stop.signal)) {
    if (view.phones.some((phone) => phone.address === address && phone.state === 'online')) break;
  }
  stop.abort();
  return server.connect(address);
}

const limits = { timeoutMs: 5_000 };

for (const [way, connect] of Object.entries(connectors)) {
  test(`${way}: commands give their output and exit code`, async () => {
    await using phone = await connect();
    expect(await phone.shell(['echo', "it's", '$HOME', 'a;reboot', ''], limits)).toEqual({
      exitCode: 0,
      stdout: "it's $HOME a;reboot \n",
      stderr: '',
    });
    expect(await phone.shell(['false'], limits)).toMatchObject({ exitCode: 1 });
    expect(await phone.shell(['ls', '/nowhere'], limits)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('/nowhere'),
    });
  });

  test(`${way}: a command that takes too long is given up, and the phone can still be used`, async () => {
    await using phone = await connect();
    await expect(phone.shell(['sleep', '30'], { timeoutMs: 100 })).rejects.toMatchObject({ code: 'timed_out' });
    expect(await phone.shell(['echo', 'still here'], limits)).toMatchObject({ stdout: 'still here\n' });
  });

  test(`${way}: an aborted command ends with the reason it was aborted for`, async () => {
    await using phone = await connect();
    const controller = new AbortController();
    const command = phone.shell(['sleep', '30'], { ...limits, signal: controller.signal });
    controller.abort(new Error('task stopped'));
    await expect(command).rejects.toThrow('task stopped');
  });

  test(`${way}: an answer larger than allowed is refused`, async () => {
    await using phone = await connect();
    await expect(phone.shell(['getprop'], { ...limits, maxBytes: 100 })).rejects.toMatchObject({ code: 'too_large' });
  });

  test(`${way}: a held command runs until it is stopped`, async () => {
    await using phone = await connect();
    const command = await phone.hold(['sleep', '30']);
    await command.stop();
    expect(await command.ended).toMatchObject({ exitCode: null });
    const short = await phone.hold(['echo', 'done']);
    expect(await short.ended).toEqual({ exitCode: 0, outputTail: 'done\n' });
  });

  test(`${way}: an APK the phone does not take is refused with the phone's reason`, async () => {
    await using phone = await connect();
    const folder = await mkdtemp(join(tmpdir(), 'muster-apk-'));
    await writeFile(join(folder, 'no.apk'), Buffer.alloc(300_000, 1));
    await expect(phone.installApk(join(folder, 'no.apk'))).rejects.toMatchObject({
      code: 'install_failed',
      message: expect.stringContaining('INSTALL_'),
    });
    await rm(folder, { recursive: true });
  });

  test(`${way}: a port at which nothing listens is refused`, async () => {
    await using phone = await connect();
    await expect(phone.openPort(6790)).rejects.toMatchObject({ code: 'unreachable' });
  });

  test(`${way}: a sign of life can be asked for again and again, several at once`, async () => {
    await using phone = await connect();
    for (let round = 0; round < 5; round += 1) await Promise.all([phone.ping(), phone.ping()]);
    expect(await phone.shell(['echo', 'fine'], limits)).toMatchObject({ stdout: 'fine\n' });
    expect(phones.simulator.unknown()).toEqual([]);
  });

  test(`${way}: calls after closing say that the phone is gone`, async () => {
    const phone = await connect();
    await phone.close();
    await phone.closed;
    await expect(phone.shell(['true'], limits)).rejects.toMatchObject({ code: 'phone_gone' });
  });
}
