import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Scenario } from '@muster/simulator';
import { CommandRefused } from '../exit.ts';
import { printJson } from '../output.ts';
import { startPhones } from '../phones.ts';
import { untilAskedToStop } from '../signals.ts';

/** Phones that speak adb, their apps and TikTok's public page, as a scenario file says. */
export function simulatorCommand(program: Command): void {
  program
    .command('simulator')
    .description('Simulated phones, as a scenario file says')
    .requiredOption('--scenario <file>', 'a scenario (JSON)')
    .option('--json', 'print one line of JSON once it answers (it always does)')
    .action(async (options: { scenario: string }) => {
      const scenario = await readScenario(options.scenario);
      const simulator = await startPhones(scenario);
      printJson({
        ready: true,
        phones: simulator.phones,
        tiktokWeb: simulator.tiktokWeb,
        control: simulator.control,
      });
      await untilAskedToStop();
      await simulator.close();
    });
}

async function readScenario(file: string): Promise<Scenario> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandRefused(`${file} cannot be read (${error.code}).`);
  });
  const { parseScenario } = await import('@muster/simulator');
  try {
    return parseScenario(JSON.parse(text));
  } catch (error) {
    throw new CommandRefused(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
