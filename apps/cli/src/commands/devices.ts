import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Device } from '@muster/contract';
import { bodyOf, type MusterClient } from '@muster/client';
import { findConsole, type ConsoleOptions } from '../console.ts';
import { CommandRefused, exit } from '../exit.ts';
import { consoleOptions } from '../options.ts';
import { plain, print, printJson, printTable } from '../output.ts';

export function deviceCommands(program: Command): void {
  const devices = program.command('devices').description('Phones: connect, label, look');

  consoleOptions(devices.command('list').description('All phones')).action(async (options: ConsoleOptions) => {
    const { muster } = await findConsole(options);
    const body = bodyOf(await muster.GET('/api/v1/devices'));
    if (options.json === true) return printJson(body);
    printTable(
      ['label', 'state', 'model', 'Android', 'serial', 'group', 'accounts'],
      body.devices.map((device) => [
        device.label,
        device.state,
        device.model,
        device.androidVersion,
        device.serial,
        device.group,
        device.accounts.map((account) => account.username).join(', '),
      ]),
    );
  });

  consoleOptions(
    devices.command('connect').description('Connect phones that listen on TCP').argument('<address...>', 'HOST:PORT'),
  ).action(async (addresses: string[], options: ConsoleOptions) => {
    const { muster } = await findConsole(options);
    const body = bodyOf(await muster.POST('/api/v1/devices/connect', { body: { addresses } }));
    if (options.json === true) printJson(body);
    else {
      for (const result of body.results) {
        print(
          result.device === undefined
            ? `${result.address}: ${plain(result.error?.message ?? 'not connected')}`
            : `${result.address}: phone ${plain(result.device.label)} (${plain(result.device.serial)})`,
        );
      }
    }
    if (body.results.some((result) => !result.connected)) process.exitCode = exit.partly;
  });

  consoleOptions(devices.command('disconnect').description('Forget the address of a phone').argument('<label>')).action(
    async (label: string, options: ConsoleOptions) => {
      const { muster } = await findConsole(options);
      const device = await deviceByLabel(muster, label);
      await muster.POST('/api/v1/devices/{id}/disconnect', { params: { path: { id: device.id } } });
      if (options.json === true) printJson({ disconnected: device.label });
      else print(`Phone ${plain(device.label)} is disconnected.`);
    },
  );

  consoleOptions(
    devices.command('label').description('Give a phone another label').argument('<label>').argument('<new-label>'),
  ).action(async (label: string, newLabel: string, options: ConsoleOptions) => {
    await edit(label, { label: newLabel }, options);
  });

  consoleOptions(
    devices.command('group').description('Put a phone into a group').argument('<label>').argument('[group]'),
  ).action(async (label: string, group: string | undefined, options: ConsoleOptions) => {
    await edit(label, { group: group ?? null }, options);
  });

  consoleOptions(devices.command('screenshot').description('What a phone shows, as a PNG').argument('<label>'))
    .requiredOption('--out <file>', 'where to write it')
    .action(async (label: string, options: ConsoleOptions & { out: string }) => {
      const { muster } = await findConsole(options);
      const device = await deviceByLabel(muster, label);
      const answer = await muster.GET('/api/v1/devices/{id}/screenshot', {
        params: { path: { id: device.id } },
        parseAs: 'arrayBuffer',
      });
      await writeFile(options.out, Buffer.from(bodyOf<unknown>(answer) as ArrayBuffer));
      if (options.json === true) printJson({ file: options.out });
      else print(`Written to ${options.out}.`);
    });
}

async function edit(
  label: string,
  patch: { label?: string; group?: string | null },
  options: ConsoleOptions,
): Promise<void> {
  const { muster } = await findConsole(options);
  const device = await deviceByLabel(muster, label);
  const body = bodyOf(
    await muster.PATCH('/api/v1/devices/{id}', {
      params: { path: { id: device.id }, header: { 'if-match': `"${device.version}"` } },
      body: patch,
    }),
  );
  if (options.json === true) printJson(body);
  else print(`Phone ${plain(body.label)}${body.group === null ? '' : ` in group ${plain(body.group)}`}.`);
}

export async function deviceByLabel(muster: MusterClient, label: string): Promise<Device> {
  const { devices } = bodyOf(await muster.GET('/api/v1/devices'));
  const found = devices.find((device) => device.label.toLowerCase() === label.toLowerCase());
  if (found !== undefined) return found;
  throw new CommandRefused(`There is no phone with the label “${label}”.`);
}
