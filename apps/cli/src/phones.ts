import type { Scenario, Simulator } from '@muster/simulator';
import { CommandRefused } from './exit.ts';

/** Starts the simulated phones of a scenario. @throws CommandRefused when an address is taken or not of this machine. */
export async function startPhones(scenario: Scenario): Promise<Simulator> {
  const { startSimulator } = await import('@muster/simulator');
  try {
    return await startSimulator(scenario);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !('address' in error)) throw error;
    const where = `${String(error.address)}:${'port' in error ? String(error.port) : ''}`;
    if (error.code === 'EADDRINUSE') {
      throw new CommandRefused(`${where} is taken: another demo or simulator is running. End it first.`);
    }
    throw new CommandRefused(`A phone cannot listen on ${where} (${String(error.code)}).`);
  }
}
