export { openAttachedPhones, type AttachedPhones, type AttachedPhonesOptions } from './attached.ts';
export { labelKey } from './device.ts';
export { ensureDevice, findByLabels, findByName, type DeviceRef } from './store.ts';
export { deviceRoutes } from './routes.ts';
export type { DeviceTables } from './tables.ts';
