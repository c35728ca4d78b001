import { AndroidError, type PhoneConnection } from '@muster/android';
import type { DeviceState } from '@muster/contract';

export type LinkKind = 'adb_server' | 'tcp';

/** One way to one phone, as this process knows it. */
export interface Link {
  readonly kind: LinkKind;
  readonly address: string;
  state: DeviceState;
  deviceId: number | null;
  androidId: string | null;
  /** There while the phone can be talked to, or is believed to answer again soon. */
  connection: PhoneConnection | null;
}

export function newLink(kind: LinkKind, address: string): Link {
  return { kind, address, state: 'connecting', deviceId: null, androidId: null, connection: null };
}

/** What a failed connection says about the phone. */
export function stateAfter(error: unknown): DeviceState {
  if (!(error instanceof AndroidError)) return 'offline';
  switch (error.code) {
    case 'unauthorized':
      return 'unauthorized';
    case 'no_permission':
      return 'no_permission';
    case 'timed_out':
      return 'unresponsive';
    default:
      return 'offline';
  }
}
