import type { SheetReading } from '@muster/sheets';
import type { KnownDevices } from './device-cells.ts';
import type { Notice } from './held.ts';
import type { PlannedRow } from './plan.ts';

const MOST_NAMED = 20;

/** What a person should know about a plan beside its rows; none of it stops anything. */
export function noticesOf(reading: SheetReading, rows: readonly PlannedRow[], known: KnownDevices): Notice[] {
  return [
    ...reading.notices.map((notice) => ({
      code: notice.code,
      message: notice.message,
      ...(notice.rows?.[0] === undefined ? {} : { row: notice.rows[0] }),
      ...(notice.column === undefined ? {} : { column: notice.column }),
    })),
    ...unseenDevices(rows, known),
    ...counted(rows, (row) => 'figuresIgnored' in row && row.figuresIgnored, {
      code: 'figures_ignored',
      message: (count) =>
        `Figures in ${count} are not read: figures of a sheet only apply to accounts that it creates.`,
    }),
    ...counted(rows, (row) => row.wish.secrets.totp.kind === 'set' && row.wish.secrets.totp.confidence === 'check', {
      code: 'secrets_to_check',
      message: (count) =>
        `In ${count} the password was parted from a 2FA secret in a way that is not certain: please check.`,
    }),
    ...counted(rows, (row) => row.wish.secrets.hint !== null, {
      code: 'secret_look_alike',
      message: (count) => `In ${count} something looks like a 2FA secret and was kept as part of the password.`,
    }),
  ];
}

function counted(
  rows: readonly PlannedRow[],
  matches: (row: PlannedRow) => boolean,
  notice: { readonly code: string; readonly message: (count: string) => string },
): Notice[] {
  const found = rows.filter((row) => row.kind !== 'rejected' && matches(row));
  const [first] = found;
  if (first === undefined) return [];
  const count = found.length === 1 ? '1 row' : `${found.length} rows`;
  return [{ code: notice.code, message: notice.message(count), row: first.wish.row }];
}

function unseenDevices(rows: readonly PlannedRow[], known: KnownDevices): Notice[] {
  const firstRows = new Map<string, number>();
  for (const row of rows) {
    const device = row.kind === 'new' ? row.device : row.kind === 'changed' ? row.change.device : undefined;
    if (device?.kind !== 'unseen' || known.byName.has(device.name) || firstRows.has(device.name)) continue;
    firstRows.set(device.name, row.wish.row);
  }
  const notices = [...firstRows].slice(0, MOST_NAMED).map(([name, row]) => ({
    code: 'device_not_seen_yet',
    message: `No phone called ${name} was met yet; it is added as “not seen yet”.`,
    row,
    column: 'device',
  }));
  const more = firstRows.size - notices.length;
  if (more <= 0) return notices;
  return [
    ...notices,
    { code: 'device_not_seen_yet', message: `${more} more phones were not met yet.`, row: 0, column: 'device' },
  ];
}
