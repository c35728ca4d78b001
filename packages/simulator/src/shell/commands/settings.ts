import type { CommandContext, CommandTable } from '../command.ts';
import { wordOptions } from '../options.ts';
import { CommandError } from '../command.ts';

const NAMESPACES = ['system', 'secure', 'global'];
const LATIN_IME = 'com.android.inputmethod.latin/.LatinIME';

/** Commands on the phone's settings. */
export const settingsCommands: CommandTable = {
  settings,

  svc({ args, device, err }) {
    const [service = '', verb = ''] = args;
    if (['wifi', 'data', 'power', 'usb', 'bluetooth'].includes(service) && verb !== '') {
      if (service === 'wifi') device.settings.set('global/wifi_on', verb === 'enable' ? '1' : '0');
      return 0;
    }
    err(`Unknown command: ${service}\n`);
    return 1;
  },

  ime({ args, device, out, err }) {
    const [verb, id] = wordOptions(args, ['--user']).rest;
    switch (verb) {
      case 'list':
        out(`${LATIN_IME}${args.includes('-s') ? '' : ':'}\n`);
        return 0;
      case 'set':
      case 'enable':
        if (id !== LATIN_IME) throw new CommandError(`Unknown input method ${id ?? ''} cannot be selected for user #0`);
        if (verb === 'set') device.settings.set('secure/default_input_method', id);
        out(`Input method ${id} ${verb === 'set' ? 'selected' : 'enabled'} for user #0\n`);
        return 0;
      case 'reset':
        out(`Reset current and enabled IMEs for user #0\n`);
        return 0;
      default:
        err(`Unknown command: ${verb ?? ''}\n`);
        return 255;
    }
  },
};

function settings({ args, device, out, err }: CommandContext): number {
  const [verb = '', namespace = '', key = '', value = ''] = wordOptions(args, ['--user']).rest;
  if (!NAMESPACES.includes(namespace)) {
    err('Invalid namespace name\n');
    return 255;
  }
  const name = `${namespace}/${key}`;
  switch (verb) {
    case 'get':
      out(`${device.settings.get(name) ?? 'null'}\n`);
      return 0;
    case 'put':
      device.settings.set(name, value);
      return 0;
    case 'delete':
      out(`Deleted ${device.settings.delete(name) ? 1 : 0} rows\n`);
      return 0;
    case 'list':
      for (const [known, setting] of [...device.settings].sort(([a], [b]) => (a < b ? -1 : 1))) {
        if (known.startsWith(`${namespace}/`)) out(`${known.slice(namespace.length + 1)}=${setting}\n`);
      }
      return 0;
    default:
      err(`Invalid command: ${verb}\n`);
      return 255;
  }
}
