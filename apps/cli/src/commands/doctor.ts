import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Command } from 'commander';
import type { DoctorReport } from '@muster/contract';
import { dataFolder } from '../console.ts';
import { exit } from '../exit.ts';
import { print, printJson } from '../output.ts';

type Finding = DoctorReport['findings'][number];

const run = promisify(execFile);

/** Offline: whether this machine has what Muster needs. */
export function doctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('Whether this machine has what Muster needs; needs no console')
    .option('--data <folder>', 'data folder (else MUSTER_DATA, else ~/.local/share/muster)')
    .option('--json', 'print one line of JSON')
    .action(async (options: { data?: string; json?: boolean }) => {
      const findings = [node(), await adb(), await data(dataFolder(options)), clock()];
      if (options.json === true) printJson({ findings });
      else for (const finding of findings) print(`${finding.ok ? 'ok  ' : 'look'}  ${finding.check}: ${finding.text}`);
      if (findings.some((finding) => !finding.ok)) process.exitCode = exit.partly;
    });
}

function node(): Finding {
  const ok = Number(process.versions.node.split('.')[0]) >= 22;
  return { check: 'node', ok, text: ok ? process.version : `${process.version} is too old; install 22.18 or newer` };
}

async function adb(): Promise<Finding> {
  try {
    const { stdout } = await run('adb', ['version'], { timeout: 5000 });
    return { check: 'adb', ok: true, text: stdout.split('\n')[1]?.trim() ?? 'found' };
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return {
      check: 'adb',
      ok: true,
      text: missing
        ? 'not installed: phones on Wi-Fi and cloud phones work without it, phones on USB need it'
        : 'does not answer; is another version running?',
    };
  }
}

async function data(folder: string): Promise<Finding> {
  try {
    await access(folder, constants.R_OK | constants.W_OK);
    return { check: 'data folder', ok: true, text: folder };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOENT') return { check: 'data folder', ok: true, text: `${folder} is made at the first start` };
    return { check: 'data folder', ok: false, text: `${folder} cannot be written (${code}); give this user access` };
  }
}

function clock(): Finding {
  const year = new Date().getFullYear();
  const ok = year >= 2026;
  return {
    check: 'clock',
    ok,
    text: ok ? new Date().toISOString() : 'this machine’s clock is years behind; 2FA codes would be wrong',
  };
}
