export { startHostRuns, type HostRuns, type HostRunsOptions } from './host-runs.ts';
export { LEASE_MS } from './lease.ts';
export { runRoutes } from './routes.ts';
export { RunService } from './service.ts';
export { RunSettings } from './settings.ts';
export type { RunTables } from './tables.ts';
