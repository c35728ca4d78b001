import type { PhoneApps } from '../apps/phone.ts';
import type { FaultSpec, Gate, Network } from '../scenario/schema.ts';
import type { AccountRecord, CodeSubmission, SimulatedService, Submission } from '../service/service.ts';

export interface AppState {
  package: string;
  network: Network;
  signedIn: readonly string[];
  active: string | null;
}

export interface PhoneState {
  serial: string;
  address: string;
  front: string;
  apps: AppState[];
  /** Faults that have not struck yet. */
  faults: readonly FaultSpec[];
}

export interface AccountState {
  username: string;
  gate: Gate | null;
  submissions: readonly Submission[];
  codes: readonly CodeSubmission[];
}

export interface NetworkState {
  accounts: AccountState[];
  /** Submissions whose identifier belongs to nobody. */
  strays: readonly Submission[];
}

/** What the control port answers to `GET /state`. */
export interface SimulatorState {
  phones: PhoneState[];
  service: Record<Network, NetworkState>;
}

export function phoneState(phone: PhoneApps, address: string): PhoneState {
  return {
    serial: phone.serial,
    address,
    front: phone.front().packageName,
    apps: phone.apps.map((app) => ({ package: app.packageName, network: app.network, ...app.sessions() })),
    faults: phone.faults.pending(),
  };
}

export function networkState(service: SimulatedService): NetworkState {
  return { accounts: service.records().map(accountState), strays: service.strays };
}

function accountState({ account, gate, submissions, codes }: AccountRecord): AccountState {
  return { username: account.username, gate, submissions, codes };
}
