export { People, type Actor } from './service.ts';
export { LocalDoor } from './local-access.ts';
export { actorOf, authentication, peopleRoutes } from './routes.ts';
export type { PeopleTables } from './tables.ts';
