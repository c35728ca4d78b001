import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scenario } from '@muster/simulator';
import { startSimulatorChild } from './lab.ts';

/** The simulator in a process of its own, so that its work is not counted as ours. */
export async function startSimulatorFile(scenario: Scenario) {
  const folder = await mkdtemp(join(tmpdir(), 'muster-bench-'));
  const file = join(folder, 'scenario.json');
  await writeFile(file, JSON.stringify(scenario));
  try {
    return await startSimulatorChild(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
