import type { Device } from '../phone/device.ts';
import type { ServiceHandler } from './connection.ts';
import type { ReverseForwards } from './reverse.ts';
import { parseShellRequest, serveAbbExec, serveShell } from './shell-service.ts';
import { serveSync } from './sync.ts';

/** What a host may count on; only what is really there. */
export const FEATURES = ['shell_v2', 'cmd', 'stat_v2', 'ls_v2', 'fixed_push_mkdir', 'abb_exec', 'sendrecv_v2'] as const;

/** The port that UiAutomator2's server listens on. */
const UI_PORT = '6790';
/** Services that a phone of a normal user answers with a sentence. */
const REFUSED_POLITELY: Readonly<Record<string, string>> = {
  'root:': 'adbd cannot run as root in production builds\n',
  'unroot:': 'adbd not running as root\n',
  'remount:': 'remount failed: not running as root\n',
};
const LONGEST_RECORD = 200;

/** Finds what serves a service on this phone; null when it is refused. What is not known here is recorded. */
export function findService(device: Device, reverse: ReverseForwards, name: string): ServiceHandler | null {
  const shell = parseShellRequest(name);
  if (shell !== null) return (stream) => serveShell(device, shell, stream);
  const sentence = Object.hasOwn(REFUSED_POLITELY, name) ? REFUSED_POLITELY[name] : undefined;
  if (sentence !== undefined) return (stream) => stream.end(sentence);
  const [kind = ''] = name.split(':', 1);
  const rest = name.slice(kind.length + 1);
  switch (kind) {
    case 'abb_exec':
      return (stream) => serveAbbExec(device, rest.split('\0'), stream);
    case 'sync':
      return (stream) => void serveSync(device.files, stream);
    case 'tcp':
    case 'localabstract':
      return findPort(device, name, rest);
    case 'reverse':
      return findReverse(device, reverse, rest);
    case 'reboot':
      return (stream) => {
        stream.end();
        device.outside.reboot();
      };
    default:
      return unknown(device, name);
  }
}

/** A port where nothing listens refuses, as a phone's does. Only ports that are never there are worth a record. */
function findPort(device: Device, name: string, rest: string): ServiceHandler | null {
  const port = rest.split(':', 1)[0];
  if (port !== UI_PORT) return unknown(device, name);
  if (!device.instrumentation.running) return null;
  return (stream) => device.instrumentation.connect(stream);
}

function findReverse(device: Device, reverse: ReverseForwards, request: string): ServiceHandler | null {
  const answer = reverse.answer(request);
  return answer === null ? unknown(device, `reverse:${request}`) : (stream) => stream.end(answer);
}

function unknown(device: Device, name: string): null {
  device.outside.unknown(name.slice(0, LONGEST_RECORD));
  return null;
}
