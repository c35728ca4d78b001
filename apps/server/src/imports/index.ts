export { ExportService } from './export.ts';
export { ImportService, type ImportParts, type Upload } from './service.ts';
export { importRoutes } from './routes.ts';
export type { ImportTables } from './tables.ts';
