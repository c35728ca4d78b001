export { EVENT_CHANNEL, Live, type NumberedEvent } from './service.ts';
export { Hub } from './hub.ts';
export { liveRoutes } from './routes.ts';
export type { LiveTables } from './tables.ts';
