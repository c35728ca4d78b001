import type { CommandContext, CommandTable } from '../command.ts';
import { activityManager, monkey } from './activity.ts';
import { dumpsys } from './dumpsys.ts';
import { fileCommands } from './files.ts';
import { packageManager } from './packages.ts';
import { screenCommands } from './screen.ts';
import { settingsCommands } from './settings.ts';
import { systemCommands } from './system.ts';
import { textCommands } from './text.ts';

/** The services that `cmd` reaches, and the command that each of them is. */
const SERVICE_COMMANDS: Readonly<Record<string, string>> = {
  package: 'pm',
  activity: 'am',
  window: 'wm',
  input: 'input',
  settings: 'settings',
  input_method: 'ime',
};

/** Every command that a simulated phone has. One table for all phones. */
export const COMMANDS: CommandTable = {
  ...fileCommands,
  ...textCommands,
  ...systemCommands,
  ...screenCommands,
  ...settingsCommands,
  am: activityManager,
  cmd: callService,
  dumpsys,
  monkey,
  pm: packageManager,
};

function callService(context: CommandContext): number | Promise<number> {
  const [service = '', ...args] = context.args;
  if (service === '-l') {
    context.out(
      `Currently running services:\n${Object.keys(SERVICE_COMMANDS)
        .map((name) => `  ${name}\n`)
        .join('')}`,
    );
    return 0;
  }
  const command = Object.hasOwn(SERVICE_COMMANDS, service) ? SERVICE_COMMANDS[service] : undefined;
  if (command !== undefined) return context.run(command, args);
  context.device.outside.unknown(`shell:cmd ${context.args.join(' ')}`.slice(0, 200));
  context.err(`cmd: Can't find service: ${service}\n`);
  return 20;
}
