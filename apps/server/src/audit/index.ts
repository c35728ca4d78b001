export { Audit, type AuditEvent } from './service.ts';
export { auditRoutes } from './routes.ts';
export type { AuditTables } from './tables.ts';
