import { DeviceState, type Device } from '@muster/contract';

/** What a phone may be looked for by, beyond its state: several states, or what goes on there. */
export const conditions = ['needs_person', 'busy', 'not_online'] as const;
export type Condition = (typeof conditions)[number];
export const deviceStates = DeviceState.options;
export type StateFilter = Condition | DeviceState;

export interface DeviceFilter {
  readonly search?: string | undefined;
  readonly state?: StateFilter | undefined;
  /** The empty text means phones without a group. */
  readonly group?: string | undefined;
}

/** The phones that match all of a filter, in the order given. */
export function matching(devices: readonly Device[], filter: DeviceFilter): Device[] {
  const wanted = folded(filter.search ?? '').trim();
  return devices.filter(
    (device) =>
      (filter.state === undefined || isIn(device, filter.state)) &&
      (filter.group === undefined || (device.group ?? '') === filter.group) &&
      (wanted === '' || wordsOf(device).includes(wanted)),
  );
}

export function isIn(device: Device, state: StateFilter): boolean {
  switch (state) {
    case 'needs_person':
      return device.held.length > 0;
    case 'busy':
      return device.busyWith !== null;
    case 'not_online':
      return device.state !== 'online';
    default:
      return device.state === state;
  }
}

/** The groups in use, in the order of the alphabet. */
export function groupsOf(devices: readonly Device[]): string[] {
  const groups = new Set(devices.flatMap(({ group }) => (group === null ? [] : [group])));
  return [...groups].sort((one, other) => one.localeCompare(other));
}

function wordsOf(device: Device): string {
  const { label, serial, model, group, transports, accounts } = device;
  const addresses = transports.map(({ address }) => address);
  const usernames = accounts.map(({ username }) => `@${username}`);
  return folded([label, serial, model, group, ...addresses, ...usernames].filter((word) => word !== null).join('\n'));
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
