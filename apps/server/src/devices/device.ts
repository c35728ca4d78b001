import { isIP } from 'node:net';
import type { Device, DeviceState } from '@muster/contract';

const CONTROL = /\p{Cc}/u;
const MOST_LABEL_CHARACTERS = 40;

/** What two labels are compared by. */
export function labelKey(label: string): string {
  return label.normalize('NFKC').trim().toLowerCase();
}

/** The label as it is kept, or null when it is empty, too long or holds a control character. */
export function readLabel(text: string): string | null {
  const label = text.normalize('NFC').trim();
  if (label === '' || labelKey(label) === '' || CONTROL.test(label)) return null;
  return Array.from(label).length > MOST_LABEL_CHARACTERS ? null : label;
}

/** `HOST:PORT` in one spelling, or null. The host is an IP address or a host name (RFC 1123). */
export function readAddress(text: string): string | null {
  const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text.trim());
  if (match === null) return null;
  const host = (match[1] ?? match[2] ?? '').toLowerCase();
  const port = Number(match[3]);
  if (port < 1 || port > 65_535) return null;
  if (match[1] !== undefined) return isIP(host) === 6 ? `[${host}]:${port}` : null;
  const isName = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/.test(host);
  return isName ? `${host}:${port}` : null;
}

/** The best state first: a phone that can be worked on over one transport can be worked on. */
const byUse: readonly DeviceState[] = [
  'conflict',
  'online',
  'unresponsive',
  'unauthorized',
  'no_permission',
  'connecting',
  'offline',
  'not_seen_yet',
];

/** The state of a phone by the states of its transports. A conflict outweighs all: nothing runs there. */
export function stateOf(transports: readonly DeviceState[]): DeviceState {
  return byUse.find((state) => transports.includes(state)) ?? 'not_seen_yet';
}

/** What to do about a state, in one sentence; null when nothing is to be done. */
export function remedyFor(state: DeviceState): string | null {
  switch (state) {
    case 'online':
      return null;
    case 'unresponsive':
      return 'The phone accepts connections but does not answer: wake it, or restart it if it stays like this.';
    case 'offline':
      return 'Plug the phone in again or check its Wi-Fi; Muster connects by itself as soon as it answers.';
    case 'unauthorized':
      return 'Unlock the phone and accept "Allow USB debugging" for this computer, with "Always allow" ticked.';
    case 'no_permission':
      return 'This computer may not open the USB device: add a udev rule for it (or the user to "plugdev") and plug it in again.';
    case 'connecting':
      return 'The connection is being made; this takes a few seconds.';
    case 'conflict':
      return 'Two different phones report this serial number: disconnect one of them; until then nothing runs on either.';
    case 'not_seen_yet':
      return 'No phone with this serial or address was seen yet: plug it in, or connect its address.';
  }
}

/** Whether two phones that report one serial are two: each tells an Android id, and they differ. */
export function isAnotherPhone(known: string | null, seen: string | null): boolean {
  return known !== null && seen !== null && known !== seen;
}

/** A transport as a page shows it. */
export type TransportView = Device['transports'][number];
