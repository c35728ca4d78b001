import { UIA2 } from '../../phone/instrumentation.ts';
import { CommandError } from '../command.ts';
import type { CommandContext } from '../command.ts';
import { wordOptions } from '../options.ts';

const KEYCODE_HOME = 3;
const INTENT_VALUES = ['-a', '-c', '-d', '-n', '-t', '-f', '-p', '--user', '-P', '--activity-task', '--display'];
/** Extras: the option, a key and a value. */
const EXTRA = /^--?e[a-z]*$/;
const INSTRUMENT_VALUES = ['--user', '--abi', '-p'];

/** `am …` and `cmd activity …`. */
export async function activityManager(context: CommandContext): Promise<number> {
  const [verb = '', ...args] = context.args;
  switch (verb) {
    case 'start':
    case 'start-activity':
      return start({ ...context, args });
    case 'force-stop':
    case 'kill': {
      const [packageName] = wordOptions(args, ['--user']).rest;
      if (packageName === undefined) throw new CommandError('Error: Argument expected after "force-stop"', 255);
      context.device.stop(packageName);
      return 0;
    }
    case 'instrument':
      return instrument({ ...context, args });
    case 'broadcast':
      context.out('Broadcasting: Intent { flg=0x400000 }\nBroadcast completed: result=0\n');
      return 0;
    case 'get-current-user':
      context.out('0\n');
      return 0;
    default:
      context.device.outside.unknown(`shell:am ${context.args.join(' ')}`.slice(0, 200));
      context.err(`Unknown command: ${verb}\n`);
      return 255;
  }
}

function start({ args, device, out, err }: CommandContext): number {
  const options = wordOptions(withoutExtras(args), INTENT_VALUES);
  const component = options.value('-n');
  const packageName = component?.split('/')[0] ?? options.value('-p') ?? options.rest[0];
  const intent = describeIntent(options.value, component, packageName);
  out(`Starting: Intent { ${intent} }\n`);
  if (packageName === undefined) {
    if (options.value('-c') === 'android.intent.category.HOME') {
      device.apps.key(KEYCODE_HOME);
      return 0;
    }
    err(`Error: Activity not started, unable to resolve Intent { ${intent} flg=0x10000000 }\n`);
    return 1;
  }
  const wasInFront = device.apps.front().packageName === packageName;
  if (!device.launch(packageName)) {
    err(`Error type 3\nError: Activity class {${component ?? packageName}} does not exist.\n`);
    return 1;
  }
  if (wasInFront) err('Warning: Activity not started, its current task has been brought to the front\n');
  if (options.has('-W')) {
    const { activity } = device.apps.front();
    out(
      `Status: ok\nLaunchState: ${wasInFront ? 'HOT' : 'COLD'}\nActivity: ${packageName}/${activity}\nTotalTime: 300\nWaitTime: 305\nComplete\n`,
    );
  }
  return 0;
}

function describeIntent(value: (name: string) => string | undefined, component?: string, packageName?: string): string {
  const fields = [
    { label: 'act', text: value('-a') },
    { label: 'cat', text: value('-c') === undefined ? undefined : `[${value('-c')}]` },
    { label: 'dat', text: value('-d') },
    { label: 'cmp', text: component },
    { label: 'pkg', text: component === undefined ? packageName : undefined },
  ];
  return fields.flatMap(({ label, text }) => (text === undefined ? [] : [`${label}=${text}`])).join(' ');
}

function withoutExtras(args: readonly string[]): string[] {
  const kept: string[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    if (EXTRA.test(arg)) i += arg === '--esn' ? 1 : 2;
    else kept.push(arg);
  }
  return kept;
}

/** With `-w` it stays until the instrumentation was stopped or crashed. */
async function instrument({ args, device, out, signal }: CommandContext): Promise<number> {
  const options = wordOptions(withoutExtras(args), INSTRUMENT_VALUES);
  const component = options.rest[0] ?? '';
  if (component !== `${UIA2.testPackage}/${UIA2.runner}` || !device.instrumentation.installed()) {
    const [packageName = '', runner = ''] = component.split('/');
    out(
      `INSTRUMENTATION_STATUS: Error=Unable to find instrumentation info for: ComponentInfo{${packageName}/${runner}}\n`,
    );
    out('INSTRUMENTATION_STATUS_CODE: -1\n');
    throw new CommandError(`android.util.AndroidException: INSTRUMENTATION_FAILED: ${component}`);
  }
  const ended = device.instrumentation.run(options.has('-w') ? signal : device.life);
  if (!options.has('-w')) return 0;
  if (options.has('-r')) out('INSTRUMENTATION_STATUS: numtests=1\nINSTRUMENTATION_STATUS_CODE: 1\n');
  await ended;
  out('INSTRUMENTATION_RESULT: shortMsg=Process crashed.\nINSTRUMENTATION_CODE: 0\n');
  return 0;
}

/** `monkey -p PACKAGE … COUNT`: what scripts use to open an app without knowing its activity. */
export function monkey({ args, device, out, err }: CommandContext): number {
  const options = wordOptions(args, ['-p', '-c', '-s', '--throttle', '--pct-syskeys', '--pct-touch']);
  const packageName = options.value('-p') ?? '';
  if (!device.launch(packageName)) {
    err('** No activities found to run, monkey aborted.\n');
    return 252;
  }
  out(
    `Events injected: ${options.rest[0] ?? '1'}\n## Network stats: elapsed time=21ms (0ms mobile, 0ms wifi, 21ms not connected)\n`,
  );
  return 0;
}
