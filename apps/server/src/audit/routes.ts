import { AuditCheck, AuditPage } from '@muster/contract';
import { z } from 'zod';
import type { Database, Http } from '../platform/index.ts';
import type { Audit } from './service.ts';

const Query = z.object({
  cursor: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** Reading the record and checking that it is whole. */
export function auditRoutes(app: Http, { audit, db }: { audit: Audit; db: Database }): void {
  app.get(
    '/api/v1/audit',
    {
      schema: {
        tags: ['audit'],
        summary: 'The record, newest first',
        querystring: Query,
        response: { 200: AuditPage },
      },
    },
    async (request) => {
      const { cursor, limit } = request.query;
      const entries = await audit.page(db, cursor === undefined ? { limit } : { before: cursor, limit });
      const last = entries.length === limit ? entries.at(-1) : undefined;
      return {
        entries: entries.map((entry) => ({ ...entry, at: entry.at.toISOString() })),
        nextCursor: last === undefined ? null : String(last.id),
      };
    },
  );

  app.get(
    '/api/v1/audit/check',
    { schema: { tags: ['audit'], summary: 'Whether the record is whole', response: { 200: AuditCheck } } },
    async () => audit.verify(db),
  );
}
