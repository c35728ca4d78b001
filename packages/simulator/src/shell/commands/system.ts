import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { CommandError } from '../command.ts';
import type { CommandContext, CommandTable } from '../command.ts';
import { formatDate } from '../format-date.ts';
import { letterOptions } from '../options.ts';

const GROUPS = '1004(input),1007(log),1011(adb),1015(sdcard_rw),1028(sdcard_r),3001(net_bt_admin),3003(inet)';

/** Commands about the phone as a machine. */
export const systemCommands: CommandTable = {
  true: () => 0,
  false: () => 1,
  sync: () => 0,

  async sleep({ args, signal }) {
    const seconds = Number((args[0] ?? '').replace(/s$/, ''));
    if (!Number.isFinite(seconds)) throw new CommandError(`sleep: bad number '${args[0] ?? ''}'`);
    await delay(seconds * 1000, undefined, { signal });
    return 0;
  },

  date({ args, device, out }) {
    const format = args.find((arg) => arg.startsWith('+'));
    out(`${formatDate(format?.slice(1) ?? '%a %b %e %T %Z %Y', device.now())}\n`);
    return 0;
  },

  getprop({ args, device, out }) {
    const [name, otherwise = ''] = args;
    if (name !== undefined) {
      out(`${device.properties.get(name) ?? otherwise}\n`);
      return 0;
    }
    for (const [property, value] of [...device.properties].sort(([a], [b]) => (a < b ? -1 : 1)))
      out(`[${property}]: [${value}]\n`);
    return 0;
  },

  setprop({ args, device }) {
    const [name, value] = args;
    if (name === undefined || value === undefined) throw new CommandError('setprop: Needs 2 arguments');
    if (name.startsWith('ro.') || !/^(?:debug|log|persist)\./.test(name)) {
      throw new CommandError(`setprop: failed to set property '${name}' to '${value}'`);
    }
    device.properties.set(name, value);
    return 0;
  },

  id({ args, out }) {
    if (args[0] === '-u') out('2000\n');
    else out(`uid=2000(shell) gid=2000(shell) groups=2000(shell),${GROUPS} context=u:r:shell:s0\n`);
    return 0;
  },

  whoami({ out }) {
    out('shell\n');
    return 0;
  },

  uname({ args, out }) {
    const whole = 'Linux localhost 5.10.198-android13 #1 SMP PREEMPT Thu Jan 1 00:00:00 UTC 2026 aarch64 Toybox';
    const [, , release] = whole.split(' ');
    const short: Record<string, string> = { '-a': whole, '-m': 'aarch64', '-r': release ?? '', '-n': 'localhost' };
    out(`${short[args[0] ?? ''] ?? 'Linux'}\n`);
    return 0;
  },

  uptime({ device, out }) {
    const minutes = Math.floor(device.uptimeMs() / 60_000);
    out(` ${formatDate('%T', device.now())} up ${minutes} min,  0 users,  load average: 0.10, 0.10, 0.10\n`);
    return 0;
  },

  ps(context) {
    const options = letterOptions(context.args, 'opu');
    const columns = (options.value('o') ?? 'USER,PID,PPID,VSZ,RSS,WCHAN,ADDR,S,NAME')
      .split(',')
      .map((name) => name.toUpperCase());
    const rows = [columns, ...processes(context).map((row) => columns.map((column) => row[column] ?? '0'))];
    for (const row of rows)
      context.out(`${row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(14))).join(' ')}\n`);
    return 0;
  },

  pidof(context) {
    const { rest } = letterOptions(context.args);
    const pids = processes(context).filter(({ NAME = '' }) => rest.includes(NAME));
    if (pids.length > 0) context.out(`${pids.map(({ PID }) => PID).join(' ')}\n`);
    return pids.length > 0 ? 0 : 1;
  },

  async logcat({ args, out, signal }) {
    if (args.includes('-c') || args.includes('--clear')) return 0;
    out('--------- beginning of main\n');
    if (!args.some((arg) => arg === '-d' || arg === '-t') && !signal.aborted) await once(signal, 'abort');
    return 0;
  },

  toybox: (context) => context.run(context.args[0] ?? '', context.args.slice(1)),
  nohup: (context) => context.run(context.args[0] ?? '', context.args.slice(1)),

  reboot({ device }) {
    device.outside.reboot();
    return 0;
  },
};

/** A few of Android's own processes, then the apps'. */
function processes({ device }: CommandContext): Record<string, string>[] {
  const system = [
    { name: 'init', pid: 1, user: 'root' },
    { name: 'system_server', pid: 1201, user: 'system' },
    { name: 'adbd', pid: 1302, user: 'shell' },
    { name: 'com.android.systemui', pid: 1403, user: 'u0_a42' },
  ];
  return [...system, ...device.processes()].map(({ name, pid, user }) => ({
    USER: user,
    PID: String(pid),
    PPID: pid === 1 ? '0' : '1',
    S: 'S',
    NAME: name,
    ARGS: name,
    CMD: name,
  }));
}
