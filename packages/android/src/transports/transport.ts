import type { CallOptions, PhoneConnection, TransportKind } from '../connection/phone-connection.ts';

/** One way to reach phones. Disposing it closes what it opened itself, and nothing of anybody else's. */
export interface PhoneTransport extends AsyncDisposable {
  readonly kind: TransportKind;
  /**
   * Connects to one phone: `address` is `host:port` for `direct_tcp`, the serial that the adb server lists for `adb_server`.
   * Throws `bad_address`, `unreachable`, `not_adb`, `needs_pairing`, `unauthorized`, `no_permission`, `no_adb_server`,
   * `timed_out`, `phone_gone`.
   */
  connect(address: string, options?: CallOptions): Promise<PhoneConnection>;
}

export const sightingStates = ['online', 'offline', 'unauthorized', 'no_permission', 'connecting'] as const;
export type SightingState = (typeof sightingStates)[number];

/** A phone that an adb server lists. */
export interface Sighting {
  readonly transport: TransportKind;
  /** Give this to `connect`. Unique within one view. */
  readonly address: string;
  /** The hardware serial where the list tells it (USB); for a phone by network only `facts()` tells. */
  readonly serial: string | null;
  readonly state: SightingState;
  readonly model: string | null;
}

/** What an adb server shows at one moment. No server is a normal state, not an error. */
export type AdbServerView =
  | { readonly server: 'running'; readonly version: number; readonly phones: readonly Sighting[] }
  | { readonly server: 'absent'; readonly phones: readonly [] };

/** An adb server that somebody else started: it is asked and listened to, never started, stopped or reconfigured. */
export interface AdbServer extends PhoneTransport {
  readonly kind: 'adb_server';
  /**
   * The current view, then every changed one, until the signal fires (which ends the iteration without an error).
   * A slow reader misses the views in between, never the last. A lost server is looked for again with growing pauses.
   */
  watch(signal: AbortSignal): AsyncIterable<AdbServerView>;
  /** `adb connect`: makes the server know a phone by network. Being connected already is fine. */
  attach(address: string, options?: CallOptions): Promise<void>;
  /** `adb disconnect`; an address it does not know is fine. */
  detach(address: string, options?: CallOptions): Promise<void>;
}
