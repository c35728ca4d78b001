import type { Sighting, SightingState } from './transport.ts';

/** A sighting with the id by which the server names this one attachment of the phone; plugged in again it gets another. */
export interface ListedPhone extends Sighting {
  readonly transportId: bigint;
}

/**
 * Reads what an adb server answers to `host:devices-l` and `host:track-devices-l`: a phone a line, its serial, spaces or a tab,
 * its state, and then `key:value` words. `no permissions` is a state of two words with an explanation behind it
 * (AOSP packages/modules/adb/transport.cpp, append_transport). Lines without a `transport_id` are left out: nothing can be asked of them.
 */
export function parseDeviceList(text: string): ListedPhone[] {
  return text.split('\n').flatMap((line) => {
    const match = /^(?:\(no serial number\)|(\S+))\s+(no permissions|\S+)(.*)$/.exec(line);
    const id = /\stransport_id:(\d{1,18})(?:\s|$)/.exec(line)?.[1];
    const address = match?.[1];
    if (match === null || address === undefined || id === undefined) return [];
    const rest = match[3] ?? '';
    const model = /\smodel:(\S+)/.exec(rest)?.[1]?.replaceAll('_', ' ') ?? null;
    return [
      {
        transport: 'adb_server' as const,
        address,
        serial: isHardwareSerial(address) ? address : null,
        state: stateOf(match[2] ?? ''),
        model,
        transportId: BigInt(id),
      },
    ];
  });
}

/** By network the server names a phone by `host:port`, or by its mDNS service. */
const isHardwareSerial = (address: string): boolean => !/:\d+$|\._adb(-tls-connect)?\._tcp\.?$/.test(address);

function stateOf(word: string): SightingState {
  switch (word) {
    case 'device':
      return 'online';
    case 'unauthorized':
      return 'unauthorized';
    case 'no permissions':
      return 'no_permission';
    case 'connecting':
    case 'authorizing':
      return 'connecting';
    default:
      // offline, and what cannot be worked on either: bootloader, recovery, rescue, sideload, host, detached.
      return 'offline';
  }
}
