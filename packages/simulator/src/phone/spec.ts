import type { AuthMode } from '../adb/connection.ts';

/** What a simulated phone is made of. */
export interface PhoneSpec {
  /** `ro.serialno`. */
  serial: string;
  model: string;
  /** `ro.build.version.release`, such as "14". */
  androidVersion: string;
  /** Where its adbd listens, "127.8.x.y:5555". Never 127.0.0.1:5555 to 5585, which adb scans for emulators. */
  address: string;
  /** `rsa` takes any key whose owner can sign with it, or that was offered before; `unauthorized` takes none. */
  auth: AuthMode;
  /** How long each piece of what a host sends is on its way, in milliseconds. */
  latencyMs: number;
  /** A PIN is asked for: the key guard covers everything. */
  locked: boolean;
  /** How far the phone's clock is ahead of this machine's. */
  clockSkewSeconds: number;
}
