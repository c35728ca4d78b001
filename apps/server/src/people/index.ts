export { People, SETUP_MINUTES, type Actor } from './service.ts';
export { LOCAL_ACCESS_FILE, LocalDoor, localActor } from './local-access.ts';
export { actorOf, authentication, peopleRoutes } from './routes.ts';
export type { PeopleTables } from './tables.ts';
