import type { FaultSpec } from '../scenario/schema.ts';

type Moment = 'before_submit' | 'after_submit' | 'dump' | 'connect';

interface SetFault {
  fault: FaultSpec;
  /** UI requests still to come until an `any:N` fault strikes. */
  requestsLeft: number;
}

/** The faults set on one phone. Each strikes once. */
export class FaultBoard {
  #set: SetFault[] = [];

  constructor(faults: readonly FaultSpec[] = []) {
    for (const fault of faults) this.add(fault);
  }

  /** `any:N` counts UI requests from here on. */
  add(fault: FaultSpec): void {
    const count = /^any:(\d+)$/.exec(fault.at)?.[1];
    this.#set.push({ fault, requestsLeft: count === undefined ? Infinity : Number(count) });
  }

  pending(): readonly FaultSpec[] {
    return this.#set.map(({ fault }) => fault);
  }

  /** The fault set for this moment, if any: it is spent. */
  take(moment: Moment): FaultSpec | null {
    return this.#spend((one) => one.fault.at === moment);
  }

  /** A UI request arrives: gives the fault whose turn it is. */
  countRequest(): FaultSpec | null {
    for (const one of this.#set) one.requestsLeft -= 1;
    return this.#spend((one) => one.requestsLeft <= 0);
  }

  #spend(struck: (one: SetFault) => boolean): FaultSpec | null {
    const found = this.#set.find(struck);
    if (!found) return null;
    this.#set = this.#set.filter((one) => one !== found);
    return found.fault;
  }
}
