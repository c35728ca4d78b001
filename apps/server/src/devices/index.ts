export { labelKey } from './device.ts';
export {
  deviceBadges,
  ensureDevice,
  findByLabel,
  findByLabels,
  findByName,
  type DeviceBadge,
  type DeviceRef,
} from './store.ts';
export type { DeviceTables } from './tables.ts';
