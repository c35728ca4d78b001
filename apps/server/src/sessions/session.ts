import type { LoginStatus, Observation } from '@muster/contract';

/** What somebody can have seen. Nobody observes `unknown`: it is what is true before the first observation. */
export type ObservedStatus = Exclude<LoginStatus, 'unknown'>;
export type ObservationSource = Observation['source'];

/** Who or what saw an account in which state, where, and with which evidence (never a secret). */
export interface Sighting {
  readonly accountId: number;
  readonly deviceId: number | null;
  readonly status: ObservedStatus;
  readonly source: ObservationSource;
  /** The person or the host. */
  readonly byWhom: string | null;
  readonly taskId: number | null;
  readonly evidence: string | null;
}
