import { createHash } from 'node:crypto';
import { ByteReader } from '../../adb/byte-queue.ts';
import { SharedBytes } from '../../phone/shared-bytes.ts';
import { UIA2 } from '../../phone/instrumentation.ts';
import type { Device } from '../../phone/device.ts';
import type { InstalledPackage } from '../../seam.ts';
import { CommandError } from '../command.ts';
import type { CommandContext, CommandRun } from '../command.ts';
import { wordOptions } from '../options.ts';

const LARGEST_APK = 512 * 1024 * 1024;
/** All phones of a process are sent the same few APKs, often at once. */
const RECEIVED_APKS = new SharedBytes();
/** What Android's `cmd` exits with when the command threw. */
const THREW = 255;

/** Where Android keeps an installed APK: the folder's name looks random but is stable for a package. */
export function apkPath({ packageName }: InstalledPackage): string {
  const salt = createHash('sha256').update(packageName).digest('base64url');
  return `/data/app/~~${salt.slice(0, 22)}==/${packageName}-${salt.slice(22, 42)}==/base.apk`;
}

/** `pm …` and `cmd package …`. */
export async function packageManager(context: CommandContext): Promise<number> {
  const [verb = '', ...args] = context.args;
  const run = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  if (run !== undefined) return run({ ...context, args });
  context.device.outside.unknown(`shell:pm ${context.args.join(' ')}`.slice(0, 200));
  context.err(`Unknown command: ${verb}\n`);
  return THREW;
}

const VERBS: Readonly<Record<string, CommandRun>> = {
  list,
  path({ args, device, out }) {
    const installed = device.installed(wordOptions(args, ['--user']).rest[0] ?? '');
    if (installed === undefined) return 1;
    out(`package:${apkPath(installed)}\n`);
    return 0;
  },
  install,
  'install-create'({ device, out }) {
    out(`Success: created install session [${device.sessions.create()}]\n`);
    return 0;
  },
  async 'install-write'(context) {
    const options = wordOptions(context.args, ['-S']);
    const [id, name = 'base', path = '-'] = options.rest;
    const apk = await readApk(context, options.value('-S'), path);
    if (!context.device.sessions.write(Number(id), name, apk)) throw noSession(id);
    context.out(`Success: streamed ${apk.length} bytes\n`);
    return 0;
  },
  'install-commit'(context) {
    const [id] = wordOptions(context.args, []).rest;
    if (!context.device.sessions.has(Number(id))) throw noSession(id);
    const apk = context.device.sessions.close(Number(id));
    return apk === null ? fail(context, 'INSTALL_FAILED_INVALID_APK: no packages staged') : put(context, apk);
  },
  'install-abandon'({ args, device, out }) {
    if (!device.sessions.has(Number(args[0]))) throw noSession(args[0]);
    device.sessions.close(Number(args[0]));
    out('Success\n');
    return 0;
  },
  uninstall(context) {
    const [packageName = ''] = wordOptions(context.args, ['--user']).rest;
    if (!context.device.uninstall(packageName)) return fail(context, 'DELETE_FAILED_INTERNAL_ERROR');
    context.out('Success\n');
    return 0;
  },
  clear(context) {
    const [packageName = ''] = wordOptions(context.args, ['--user']).rest;
    if (context.device.installed(packageName) === undefined || !context.device.clear(packageName)) {
      context.out('Failed\n');
      return 1;
    }
    context.out('Success\n');
    return 0;
  },
  grant: requirePackage,
  revoke: requirePackage,
  'resolve-activity'({ args, device, out }) {
    const options = wordOptions(args, ['-a', '-c', '-d', '--user']);
    const installed = device.installed(options.rest[0] ?? '');
    if (installed === undefined) {
      out('No activity found\n');
      return 0;
    }
    if (options.has('--brief')) out('priority=0 preferredOrder=0 match=0x108000 specificIndex=-1 isDefault=true\n');
    out(`${installed.packageName}/.MainActivity\n`);
    return 0;
  },
  dump: ({ args, run }) => run('dumpsys', ['package', ...args]),
};

function list({ args, device, out }: CommandContext): number {
  const options = wordOptions(args, ['--user', '--uid']);
  const [what, filter = ''] = options.rest;
  switch (what) {
    case 'packages':
    case 'package':
      for (const installed of device.apps.packages()) {
        if (!installed.packageName.includes(filter)) continue;
        if ((options.has('-3') && !installed.thirdParty) || (options.has('-s') && installed.thirdParty)) continue;
        if (options.has('-d')) continue; // none is ever disabled
        out(`${packageLine(device, installed, options.has)}\n`);
      }
      return 0;
    case 'instrumentation':
      if (device.instrumentation.installed()) {
        out(`instrumentation:${UIA2.testPackage}/${UIA2.runner} (target=${UIA2.targetPackage})\n`);
      }
      return 0;
    case 'users':
      out('Users:\n\tUserInfo{0:Owner:c13} running\n');
      return 0;
    default:
      throw new CommandError(`Error: unknown list type '${what ?? ''}'`, THREW);
  }
}

function packageLine(device: Device, installed: InstalledPackage, has: (option: string) => boolean): string {
  const name = has('-f') ? `${apkPath(installed)}=${installed.packageName}` : installed.packageName;
  const version = has('--show-versioncode') ? ` versionCode:${installed.versionCode}` : '';
  return `package:${name}${version}${has('-U') ? ` uid:${device.uid(installed.packageName)}` : ''}`;
}

async function install(context: CommandContext): Promise<number> {
  const options = wordOptions(context.args, ['-S', '-i', '--user', '--abi', '--install-location', '--originating-uri']);
  const path = options.rest[0];
  if (path === undefined && !options.has('-S')) {
    context.err('Error: must either specify a package size or an APK file\n');
    return 1;
  }
  return put(context, await readApk(context, options.value('-S'), path ?? '-'));
}

async function readApk(context: CommandContext, size: string | undefined, path: string): Promise<Uint8Array> {
  if (path !== '-') {
    const full = context.path(path);
    if (context.device.files.exists(full)) return context.device.files.read(full);
    context.err(`Error: Unable to open file: ${path}\nConsider using a file under /data/local/tmp/\n`);
    throw new CommandError(`Error: Can't open file: ${path}`, THREW);
  }
  const length = Number(size);
  if (!Number.isSafeInteger(length) || length <= 0 || length > LARGEST_APK) {
    throw new CommandError('Error: must specify a APK size', 1);
  }
  const reader = new ByteReader(context.stdin);
  const apk = await RECEIVED_APKS.receive(length, (limit) => reader.readSome(limit));
  if (apk === null) throw new CommandError('Failure [INSTALL_FAILED_INVALID_APK: Failed to read the whole package]', 1);
  return apk;
}

function put(context: CommandContext, apk: Uint8Array): number {
  try {
    context.device.install(apk);
  } catch (error) {
    return fail(context, error instanceof Error ? error.message : String(error));
  }
  context.out('Success\n');
  return 0;
}

function fail(context: CommandContext, reason: string): number {
  context.out(reason.startsWith('Failure') ? `${reason}\n` : `Failure [${reason}]\n`);
  return 1;
}

function noSession(id: string | undefined): CommandError {
  return new CommandError(`java.lang.SecurityException: Caller has no access to session ${id ?? ''}`, THREW);
}

function requirePackage({ args, device }: CommandContext): number {
  const [packageName = ''] = wordOptions(args, ['--user']).rest;
  if (device.installed(packageName) !== undefined) return 0;
  throw new CommandError(`java.lang.IllegalArgumentException: Unknown package: ${packageName}`, THREW);
}
