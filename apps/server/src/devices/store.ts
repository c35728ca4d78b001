import { sql } from 'kysely';
import type { DeviceState } from '@muster/contract';
import type { Database, Reader, Trx } from '../platform/database/tables.ts';
import { labelKey, readAddress, readLabel } from './device.ts';

export interface DeviceRef {
  readonly id: number;
  readonly label: string;
  readonly serial: string;
}

/** The device with this label, as people say it; null when there is none. */
export async function findByLabel(db: Reader, label: string): Promise<DeviceRef | null> {
  const row = await db
    .selectFrom('device')
    .select(['id', 'label', 'serial'])
    .where('label_key', '=', labelKey(label))
    .executeTakeFirst();
  return row ?? null;
}

/** Devices by the key of their label (`labelKey`), for sheets. Labels that nobody has are absent. */
export async function findByLabels(db: Reader, labels: readonly string[]): Promise<Map<string, DeviceRef>> {
  if (labels.length === 0) return new Map();
  const rows = await db
    .selectFrom('device')
    .select(['id', 'label', 'serial', 'label_key'])
    .where('label_key', '=', sql<string>`any(${[...new Set(labels.map(labelKey))]}::text[])`)
    .execute();
  return new Map(rows.map(({ label_key, ...device }) => [label_key, device]));
}

/** A device by its serial, or by an address it was reached at; null when neither is known. */
export async function findByName(db: Reader, serialOrAddress: string): Promise<DeviceRef | null> {
  const bySerial = await db
    .selectFrom('device')
    .select(['id', 'label', 'serial'])
    .where('serial', '=', serialOrAddress)
    .executeTakeFirst();
  if (bySerial !== undefined) return bySerial;
  const address = readAddress(serialOrAddress);
  if (address === null) return null;
  const byAddress = await db
    .selectFrom('device_transport as transport')
    .innerJoin('device', 'device.id', 'transport.device_id')
    .select(['device.id', 'device.label', 'device.serial'])
    .where('transport.address', '=', address)
    .executeTakeFirst();
  return byAddress ?? null;
}

/**
 * The device of this serial or address. One that was never met becomes "not seen yet", with the label that was wished
 * for where it is free, else one of its own; the phone that arrives with this serial, or at this address, is that
 * device from then on.
 */
export async function ensureDevice(
  trx: Trx,
  serialOrAddress: string,
  wishedLabel: string | null = null,
): Promise<DeviceRef & { created: boolean }> {
  const name = readAddress(serialOrAddress) ?? serialOrAddress.trim();
  const known = await findByName(trx, name);
  if (known !== null) return { ...known, created: false };
  const device = { serial: name, state: 'not_seen_yet' } as const;
  const label = wishedLabel === null ? null : readLabel(wishedLabel);
  const made = label === null ? null : await insertLabelled(trx, device, label);
  return { ...(made ?? (await insertDevice(trx, device))), created: true };
}

interface NewDevice {
  readonly serial: string;
  readonly state: DeviceState;
}

/** Gives the next label by arrival. Numbers that a person gave as a label are passed over. */
async function insertDevice(trx: Trx, device: NewDevice): Promise<DeviceRef> {
  for (;;) {
    const next = await sql<{ label: string }>`select nextval('device_label')::text as label`.execute(trx);
    const label = next.rows[0]?.label ?? '';
    const row = await insertLabelled(trx, device, label);
    if (row !== null) return row;
    const made = await findByName(trx, device.serial);
    if (made !== null) return made;
  }
}

/** Null when the label or the serial is taken. */
async function insertLabelled(trx: Trx, device: NewDevice, label: string): Promise<DeviceRef | null> {
  const row = await trx
    .insertInto('device')
    .values({ label, label_key: labelKey(label), serial: device.serial, state: device.state })
    .onConflict((conflict) => conflict.doNothing())
    .returning(['id', 'label', 'serial'])
    .executeTakeFirst();
  return row ?? null;
}

export interface SeenPhone {
  readonly serial: string;
  readonly model: string;
  readonly androidVersion: string;
  readonly androidId: string | null;
  readonly hostId: number;
  readonly kind: 'adb_server' | 'tcp';
  readonly address: string;
}

/**
 * Writes down a phone that was met, by its hardware serial. A device that so far was known by this address only
 * becomes this phone; where both were known, its accounts move over and the placeholder goes.
 */
export async function recordSeen(db: Database, phone: SeenPhone): Promise<DeviceRef> {
  return db.transaction().execute(async (trx) => {
    const placeholder = await trx
      .selectFrom('device')
      .select(['id', 'label', 'serial'])
      .where('serial', '=', phone.address)
      .forUpdate()
      .executeTakeFirst();
    const known = await trx
      .selectFrom('device')
      .select(['id', 'label', 'serial'])
      .where('serial', '=', phone.serial)
      .forUpdate()
      .executeTakeFirst();
    const device = known ?? placeholder ?? (await insertDevice(trx, { serial: phone.serial, state: 'connecting' }));
    if (known !== undefined && placeholder !== undefined && known.id !== placeholder.id) {
      await trx.updateTable('account').set({ device_id: known.id }).where('device_id', '=', placeholder.id).execute();
      await trx.updateTable('task').set({ device_id: known.id }).where('device_id', '=', placeholder.id).execute();
      await trx.deleteFrom('device').where('id', '=', placeholder.id).execute();
    }
    await trx
      .updateTable('device')
      .set({
        serial: phone.serial,
        model: phone.model,
        android_version: phone.androidVersion,
        android_id: phone.androidId,
        host_id: phone.hostId,
      })
      .where('id', '=', device.id)
      .execute();
    await trx
      .insertInto('device_transport')
      .values({ device_id: device.id, host_id: phone.hostId, kind: phone.kind, address: phone.address })
      .onConflict((conflict) => conflict.columns(['host_id', 'kind', 'address']).doUpdateSet({ device_id: device.id }))
      .execute();
    return { ...device, serial: phone.serial };
  });
}

/** The row of a host by name; made at its first start. */
export async function ensureHost(db: Database, name: string): Promise<number> {
  const row = await db
    .insertInto('host')
    .values({ name })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ name }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Addresses that this host connects again at start. */
export async function rememberedAddresses(db: Database, hostId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('device_transport')
    .select('address')
    .where('host_id', '=', hostId)
    .where('kind', '=', 'tcp')
    .where('remembered', '=', true)
    .execute();
  return rows.map((row) => row.address);
}

export async function remember(db: Database, hostId: number, address: string): Promise<void> {
  await db
    .insertInto('device_transport')
    .values({ host_id: hostId, kind: 'tcp', address, remembered: true })
    .onConflict((conflict) => conflict.columns(['host_id', 'kind', 'address']).doUpdateSet({ remembered: true }))
    .execute();
}

export async function forget(db: Database, hostId: number, deviceId: number): Promise<void> {
  await db
    .updateTable('device_transport')
    .set({ remembered: false })
    .where('host_id', '=', hostId)
    .where('device_id', '=', deviceId)
    .where('kind', '=', 'tcp')
    .execute();
}

/** At a start nobody knows yet which phones are there; what a state says must have been seen by this process. */
export async function markAllAway(db: Database, hostId: number): Promise<void> {
  await db
    .updateTable('device')
    .set({ state: 'offline' })
    .where('host_id', '=', hostId)
    .where('state', 'not in', ['offline', 'not_seen_yet'])
    .execute();
}

export interface StateChange {
  readonly deviceId: number;
  readonly state: DeviceState;
  readonly seenAt: Date | null;
}

/** Writes many states in one statement; gives the devices that are known. */
export async function writeStates(trx: Trx, changes: readonly StateChange[]): Promise<void> {
  await sql`
    update device
    set state = change.state, last_seen_at = coalesce(change.seen_at, device.last_seen_at)
    from unnest(
      ${changes.map((change) => change.deviceId)}::int[],
      ${changes.map((change) => change.state)}::text[],
      ${changes.map((change) => change.seenAt)}::timestamptz[]
    ) as change (id, state, seen_at)
    where device.id = change.id
  `.execute(trx);
}

export interface StoredDevice {
  readonly id: number;
  readonly label: string;
  readonly group: string | null;
  readonly version: number;
}

export async function lockDevice(trx: Trx, id: number): Promise<StoredDevice | null> {
  const row = await trx
    .selectFrom('device')
    .select(['id', 'label', 'group_name as group', 'version'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

export async function updateDevice(
  trx: Trx,
  id: number,
  change: { label?: string; group?: string | null },
): Promise<void> {
  await trx
    .updateTable('device')
    .set({
      ...(change.label === undefined ? {} : { label: change.label, label_key: labelKey(change.label) }),
      ...(change.group === undefined ? {} : { group_name: change.group }),
      version: sql`version + 1`,
    })
    .where('id', '=', id)
    .execute();
}
