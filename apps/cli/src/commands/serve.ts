import type { Command } from 'commander';
import { DEMO_PHONES } from '../demo/accounts.ts';
import { WrongUsage } from '../exit.ts';
import { wholeNumber } from '../options.ts';
import { print, printJson } from '../output.ts';
import { untilAskedToStop } from '../signals.ts';

interface ServeOptions {
  readonly host?: string;
  readonly port?: string;
  readonly data?: string;
  readonly demo?: string | true;
  readonly json?: boolean;
}

const MOST_DEMO_PHONES = 1000;
const LARGEST_PORT = 65_535;

/** `serve`: the console. With `--demo`: the same console with simulated phones and their accounts. */
export function serveCommand(program: Command): void {
  program
    .command('serve')
    .description('Start the console')
    .option('--host <host>', 'where to listen (127.0.0.1)')
    .option('--port <port>', 'which port; 0 picks one (7400)')
    .option('--data <folder>', 'data folder (else MUSTER_DATA, else ~/.local/share/muster)')
    .option('--demo [phones]', `show the main job on simulated phones (${DEMO_PHONES})`)
    .option('--json', 'print one line of JSON once it answers')
    .action(async (options: ServeOptions) => {
      const phones = demoPhones(options.demo);
      if (options.port !== undefined && wholeNumber(options.port, '--port') > LARGEST_PORT) {
        throw new WrongUsage(`--port is at most ${LARGEST_PORT}.`);
      }
      // The server is half of what there is to load: the other commands start without it.
      if (phones !== null) return (await import('../demo/demo.ts')).runDemo({ ...options, phones });
      const { startConsole } = await import('@muster/server');
      const running = await startConsole({ flags: flagsOf(options), environment: process.env });
      if (options.json === true) printJson({ ready: true, url: running.url, setupUrl: running.setupUrl });
      else announce(running.url, running.setupUrl);
      const broken = await Promise.race([running.failed, untilAskedToStop()]);
      await running.close();
      if (broken instanceof Error) throw broken;
    });
}

function demoPhones(demo: string | true | undefined): number | null {
  if (demo === undefined) return null;
  if (demo === true) return DEMO_PHONES;
  const phones = wholeNumber(demo, '--demo');
  if (phones < 1 || phones > MOST_DEMO_PHONES) throw new WrongUsage(`--demo takes 1 to ${MOST_DEMO_PHONES} phones.`);
  return phones;
}

export function flagsOf(options: ServeOptions): { host?: string; port?: string; data?: string } {
  return {
    ...(options.host === undefined ? {} : { host: options.host }),
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.data === undefined ? {} : { data: options.data }),
  };
}

export function announce(url: string, setupUrl: string | null): void {
  print(`Muster is at ${url}`);
  if (setupUrl !== null) print(`Make the administrator (this link works once, for 15 minutes): ${setupUrl}`);
  print('Ctrl+C stops it.');
}
