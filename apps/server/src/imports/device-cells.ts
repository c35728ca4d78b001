import { singleLine } from '../accounts/index.ts';
import { labelKey, type DeviceRef } from '../devices/index.ts';
import type { RowProblem, Wish } from './wish.ts';

/** Where a row wants its account to be. */
export type DeviceWish =
  | { readonly kind: 'keep' }
  | { readonly kind: 'clear' }
  | { readonly kind: 'known'; readonly device: DeviceRef }
  /** A serial or address that was not met yet, and the label that the row gives it (null = none). */
  | { readonly kind: 'unseen'; readonly name: string; readonly label: string | null };

/** Devices by what sheets call them. */
export interface KnownDevices {
  /** By serial or address, as the cell has it. */
  readonly byName: ReadonlyMap<string, DeviceRef>;
  /** By `labelKey`. */
  readonly byLabel: ReadonlyMap<string, DeviceRef>;
}

/**
 * Reads the cells device and device_index of a row together: whichever differs from what is stored is meant, and where
 * both do they must agree (design: the sheet). Blank cells keep the phone; where blanks clear, both must be blank.
 * A label that nobody has is a mistake where it is to find a phone. Beside a serial that was not met yet it is the
 * label of that phone to be: so a backup is read into an empty console.
 */
export function readDevice(
  wish: Pick<Wish, 'device' | 'label'>,
  stored: DeviceRef | null,
  known: KnownDevices,
  blankClears: boolean,
): DeviceWish | { readonly problem: RowProblem } {
  const name = wish.device ?? '';
  const label = wish.label ?? '';
  if (name === '' && label === '') {
    const hasColumn = wish.device !== undefined || wish.label !== undefined;
    return blankClears && hasColumn && stored !== null ? { kind: 'clear' } : { kind: 'keep' };
  }
  const byName = known.byName.get(name);
  const nameDiffers = name !== '' && (stored === null || (stored.serial !== name && byName?.id !== stored.id));
  const labelDiffers = label !== '' && (stored === null || labelKey(label) !== labelKey(stored.label));
  const byLabel = labelDiffers ? known.byLabel.get(labelKey(label)) : undefined;
  const isUnseen = nameDiffers && byName === undefined;
  if (isUnseen) return byLabel === undefined ? unseen(name, labelDiffers ? label : null) : { problem: disagree };
  if (labelDiffers && byLabel === undefined) return { problem: unknownLabel };
  if (nameDiffers && byLabel !== undefined && byName?.id !== byLabel.id) return { problem: disagree };
  const device = byLabel ?? (nameDiffers ? byName : undefined);
  return device === undefined ? { kind: 'keep' } : { kind: 'known', device };
}

function unseen(name: string, label: string | null): DeviceWish | { readonly problem: RowProblem } {
  const line = singleLine('device', name, 200);
  if ('value' in line) return { kind: 'unseen', name, label };
  const remedy = 'Write the serial number of the phone, or HOST:PORT.';
  return { problem: { column: 'device', code: 'bad_device', message: line.problem.message, remedy } };
}

/** The label each phone to be is given: only where every row of the file says the same one. */
export function labelsOfUnseen(wishes: readonly (DeviceWish | undefined)[]): ReadonlyMap<string, string | null> {
  const labels = new Map<string, string | null>();
  for (const wish of wishes) {
    if (wish?.kind !== 'unseen') continue;
    const known = labels.get(wish.name);
    const agrees =
      known === undefined || (known !== null && wish.label !== null && labelKey(known) === labelKey(wish.label));
    labels.set(wish.name, agrees ? wish.label : null);
  }
  return labels;
}

const unknownLabel: RowProblem = {
  column: 'device_index',
  code: 'unknown_label',
  message: 'No device has this label.',
  remedy: 'Write a label that the Devices page shows, or leave the cell blank.',
};

const disagree: RowProblem = {
  column: 'device_index',
  code: 'device_disagrees',
  message: 'The cells device and device_index name two different phones.',
  remedy: 'Leave one of the two blank.',
};
