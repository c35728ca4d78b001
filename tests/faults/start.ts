import { PASSWORD, startCase, type Case, type CaseOptions } from '../fixtures/case.ts';
import { Invariants } from './invariants.ts';

export interface FaultCase extends Case {
  readonly invariants: Invariants;
}

/** Plays a fault on a console and its phones of their own; the invariants are checked when it has been played. */
export async function playFault(options: CaseOptions, play: (fault: FaultCase) => Promise<void>): Promise<void> {
  await using started = await startCase(options);
  const invariants = new Invariants(started, { password: PASSWORD });
  await play({ ...started, invariants });
  await invariants.check();
}
