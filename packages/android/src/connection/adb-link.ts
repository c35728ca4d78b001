import type { AdbSocket } from '@yume-chan/adb';
import type { TransportKind } from './phone-connection.ts';

/** What a transport gives for one phone: the way to open adb services on it. The only thing a transport must implement. */
export interface AdbLink {
  readonly transport: TransportKind;
  readonly address: string;
  /** What the phone's adbd can do (`shell_v2`, `cmd`, …). */
  readonly features: readonly string[];
  /** Fires once, with an `AndroidError` `phone_gone` as its reason, when the phone has gone or the link was closed. */
  readonly gone: AbortSignal;
  /** Opens an adb service such as `shell,v2,raw:…` or `tcp:6790`. Rejects when the phone refuses it; may never settle on a frozen phone. */
  open(service: string): Promise<AdbSocket>;
  /** Resolves when the phone's adbd answered anything. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
