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
  /** What to do about it, where the state alone does not say. */
  remedy: string | null;
}

export function newLink(kind: LinkKind, address: string): Link {
  return { kind, address, state: 'connecting', deviceId: null, androidId: null, connection: null, remedy: null };
}

/** What a failed connection says about the phone. */
export function stateAfter(error: unknown): DeviceState {
  if (!(error instanceof AndroidError)) return 'offline';
  switch (error.code) {
    case 'unauthorized':
    case 'needs_pairing':
      return 'unauthorized';
    case 'no_permission':
      return 'no_permission';
    case 'timed_out':
      return 'unresponsive';
    default:
      return 'offline';
  }
}

/** A phone with wireless debugging lets nobody in either, but for another reason than a question that was not answered. */
export function remedyAfter(error: unknown): string | null {
  if (!(error instanceof AndroidError) || error.code !== 'needs_pairing') return null;
  return 'The phone offers wireless debugging only: pair it with "adb pair" on this computer, or run "adb tcpip 5555" while it is on USB and connect it again.';
}
