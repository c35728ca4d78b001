export { Sessions } from './service.ts';
export type { ObservationSource, ObservedStatus, Sighting } from './session.ts';
export type { SessionTables } from './tables.ts';
