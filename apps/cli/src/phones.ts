import type { Scenario, Simulator } from '@muster/simulator';
import { CommandRefused } from './exit.ts';

/** Loopback blocks that a demo may take: 127.8.x.y, 127.9.x.y and so on. */
const BLOCKS = [8, 9, 10, 11, 12, 13, 14, 15];

/** Starts the phones of a scenario at its addresses, or, where these are taken by another demo, in the next free block. */
export async function startPhonesAnywhere(scenario: Scenario): Promise<Simulator> {
  for (const block of BLOCKS.slice(0, -1)) {
    try {
      return await startPhones(inBlock(scenario, block));
    } catch (error) {
      if (!(error instanceof AddressTaken)) throw error;
    }
  }
  return startPhones(inBlock(scenario, BLOCKS.at(-1) ?? 0));
}

function inBlock(scenario: Scenario, block: number): Scenario {
  const phones = scenario.phones.map((phone) => ({
    ...phone,
    address: phone.address.replace(/^127\.\d+\./, `127.${block}.`),
  }));
  return { ...scenario, phones };
}

class AddressTaken extends CommandRefused {}

/** Starts the simulated phones of a scenario. @throws CommandRefused when an address is taken or not of this machine. */
export async function startPhones(scenario: Scenario): Promise<Simulator> {
  const { startSimulator } = await import('@muster/simulator');
  try {
    return await startSimulator(scenario);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !('address' in error)) throw error;
    const where = `${String(error.address)}:${'port' in error ? String(error.port) : ''}`;
    if (error.code === 'EADDRINUSE') {
      throw new AddressTaken(`${where} is taken: another demo or simulator is running. End it first.`);
    }
    throw new CommandRefused(`A phone cannot listen on ${where} (${String(error.code)}).`);
  }
}
