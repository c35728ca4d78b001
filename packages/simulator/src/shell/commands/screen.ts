import { SCREEN } from '../../phone/properties.ts';
import { CommandError } from '../command.ts';
import type { CommandContext, CommandTable } from '../command.ts';
import { wordOptions } from '../options.ts';

/** https://developer.android.com/reference/android/view/KeyEvent: the ones that scripts name. */
const KEYCODES: Readonly<Record<string, number>> = {
  HOME: 3,
  BACK: 4,
  DPAD_UP: 19,
  DPAD_DOWN: 20,
  DPAD_LEFT: 21,
  DPAD_RIGHT: 22,
  DPAD_CENTER: 23,
  VOLUME_UP: 24,
  VOLUME_DOWN: 25,
  POWER: 26,
  TAB: 61,
  SPACE: 62,
  ENTER: 66,
  DEL: 67,
  MENU: 82,
  SEARCH: 84,
  ESCAPE: 111,
  MOVE_HOME: 122,
  MOVE_END: 123,
  APP_SWITCH: 187,
  SLEEP: 223,
  WAKEUP: 224,
};
const SOURCES = ['touchscreen', 'keyboard', 'mouse', 'touchpad', 'dpad', 'stylus'];
const DEFAULT_DUMP = '/sdcard/window_dump.xml';

/** Commands that look at the screen or act on it. */
export const screenCommands: CommandTable = {
  input({ args, device, err }) {
    const [verb = '', ...values] = SOURCES.includes(args[0] ?? '') ? args.slice(1) : args;
    switch (verb) {
      case 'tap': {
        const [x, y] = numbers(values, 2);
        device.apps.tap(x ?? 0, y ?? 0);
        return 0;
      }
      case 'swipe':
      case 'draganddrop': {
        const [x1, y1, x2, y2] = numbers(values, 4);
        device.apps.swipe(x1 ?? 0, y1 ?? 0, x2 ?? 0, y2 ?? 0);
        return 0;
      }
      case 'keyevent':
        for (const key of wordOptions(values, []).rest) device.apps.key(keyCode(key));
        return 0;
      case 'text':
        device.apps.text(values.join(' ').replaceAll('%s', ' '));
        return 0;
      default:
        err(`Error: Unknown command: ${verb}\n`);
        return 255;
    }
  },

  wm({ args, device, out, err }) {
    if (args.length === 1 && args[0] === 'size') out(`Physical size: ${SCREEN.width}x${SCREEN.height}\n`);
    else if (args.length === 1 && args[0] === 'density') out(`Physical density: ${SCREEN.density}\n`);
    else if (args[0] !== 'dismiss-keyguard') {
      device.outside.unknown(`shell:wm ${args.join(' ')}`.slice(0, 200));
      err(`Unknown command: ${args[0] ?? ''}\n`);
      return 255;
    }
    return 0;
  },

  uiautomator,

  screencap(context) {
    const options = wordOptions(context.args, ['-d']);
    const [file] = options.rest;
    if (file === undefined && !options.has('-p')) {
      context.device.outside.unknown('shell:screencap without -p');
      throw new CommandError('screencap: raw pixels are not available here, only -p');
    }
    const png = context.device.apps.screenshot();
    if (file === undefined) context.out(png);
    else context.device.files.write(context.path(file), png);
    return 0;
  },
};

/** Only one UiAutomation may be connected: while UiAutomator2's server holds it, Android kills a dump. */
function uiautomator(context: CommandContext): number {
  const [verb, ...args] = context.args;
  if (verb !== 'dump') {
    context.device.outside.unknown(`shell:uiautomator ${context.args.join(' ')}`.slice(0, 200));
    throw new CommandError(`Error: Unknown command: ${verb ?? ''}`);
  }
  if (context.device.instrumentation.running) throw new CommandError('Killed', 137);
  const [file = DEFAULT_DUMP] = wordOptions(args, []).rest;
  let xml: string;
  try {
    xml = context.device.apps.hierarchy();
  } catch (error) {
    // uiautomator says so and exits 0: the reader has to notice
    context.err(`ERROR: ${error instanceof Error ? error.message : String(error)}\n`);
    return 0;
  }
  if (file === '/dev/tty') context.out(xml);
  else context.device.files.write(context.path(file), Buffer.from(xml));
  context.out(`UI hierchary dumped to: ${file}\n`); // Android's own spelling
  return 0;
}

function numbers(values: readonly string[], count: number): number[] {
  const parsed = values.map(Number);
  if (parsed.length < count || parsed.slice(0, count).some((value) => !Number.isFinite(value))) {
    throw new CommandError('Error: Invalid arguments for command: input', 255);
  }
  return parsed;
}

function keyCode(name: string): number {
  const code = /^\d+$/.test(name) ? Number(name) : KEYCODES[name.replace(/^KEYCODE_/, '')];
  if (code === undefined) throw new CommandError(`java.lang.IllegalArgumentException: Unknown keycode: ${name}`, 255);
  return code;
}
