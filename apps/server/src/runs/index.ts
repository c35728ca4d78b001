export { startHostRuns, type HostRuns, type HostRunsOptions } from './host-runs.ts';
export { runRoutes } from './routes.ts';
export type { RunTables } from './tables.ts';
