import type { FastifyRequest } from 'fastify';
import { ExportRequest, IdInUrl, ImportOptions, ImportPlan, PlanRowKind, PlanRows, UndoReport } from '@muster/contract';
import { z } from 'zod';
import { actorOf } from '../people/index.ts';
import { AppError, type Http } from '../platform/index.ts';
import type { ExportService } from './export.ts';
import type { ImportService, Upload } from './service.ts';

const ById = z.object({ id: z.uuid() });
const ByWorkspace = z.object({ workspaceId: IdInUrl });
const Window = z.object({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(5000).default(200),
  kind: PlanRowKind.optional(),
});

const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface ImportRouteParts {
  readonly imports: ImportService;
  readonly exports: ExportService;
}

/** Sheets in and out over HTTP. */
export function importRoutes(app: Http, { imports, exports }: ImportRouteParts): void {
  app.post(
    '/api/v1/imports',
    {
      schema: {
        tags: ['imports'],
        summary: 'Plan an import: multipart with `file`, and optionally `options` (JSON) and `password`',
        consumes: ['multipart/form-data'],
        querystring: ByWorkspace,
        response: { 201: ImportPlan },
      },
    },
    async (request, reply) => {
      const upload = await readUpload(request);
      return reply.status(201).send(await imports.plan({ ...upload, workspaceId: request.query.workspaceId }));
    },
  );

  app.get(
    '/api/v1/imports/:id',
    { schema: { tags: ['imports'], summary: 'A plan and its state', params: ById, response: { 200: ImportPlan } } },
    async (request) => imports.get(request.params.id),
  );

  app.get(
    '/api/v1/imports/:id/rows',
    {
      schema: {
        tags: ['imports'],
        summary: 'Rows of a plan, all or of one kind',
        params: ById,
        querystring: Window,
        response: { 200: PlanRows },
      },
    },
    async (request) => imports.rows(request.params.id, request.query),
  );

  app.post(
    '/api/v1/imports/:id/replan',
    {
      schema: {
        tags: ['imports'],
        summary: 'Plan the same file anew with other options',
        params: ById,
        body: ImportOptions,
        response: { 200: ImportPlan },
      },
    },
    async (request) => imports.replan(request.params.id, request.body),
  );

  app.post(
    '/api/v1/imports/:id/apply',
    {
      schema: {
        tags: ['imports'],
        summary: 'Apply a plan, all of it or nothing',
        params: ById,
        response: { 200: ImportPlan },
      },
    },
    async (request) => imports.apply(actorOf(request), request.params.id),
  );

  app.post(
    '/api/v1/imports/:id/undo',
    { schema: { tags: ['imports'], summary: 'Take an import back', params: ById, response: { 200: UndoReport } } },
    async (request) => imports.undo(actorOf(request), request.params.id),
  );

  app.post(
    '/api/v1/exports',
    {
      schema: {
        tags: ['imports'],
        summary: 'accounts.xlsx as a stream; with secrets it asks for the person’s password',
        body: ExportRequest,
        produces: [SHEET_TYPE],
      },
    },
    async (request, reply) => {
      const stream = await exports.start(actorOf(request), request.body);
      return reply
        .header('content-type', SHEET_TYPE)
        .header('content-disposition', 'attachment; filename="accounts.xlsx"')
        .header('cache-control', 'no-store')
        .send(stream);
    },
  );
}

/** The parts of the form in any order. @throws AppError `bad_request`, and 413 from the form's own limit. */
async function readUpload(request: FastifyRequest): Promise<Omit<Upload, 'workspaceId'>> {
  if (!request.isMultipart()) throw new AppError('bad_request', { detail: 'A file is sent as multipart/form-data.' });
  let file: { name: string; bytes: Buffer } | null = null;
  const fields = new Map<string, string>();
  for await (const part of request.parts()) {
    if (part.type === 'file') file = { name: part.filename, bytes: await part.toBuffer() };
    else if (typeof part.value === 'string') fields.set(part.fieldname, part.value);
  }
  if (file === null) throw new AppError('bad_request', { detail: 'The form holds no file.', field: 'file' });
  const password = fields.get('password');
  return {
    fileName: file.name,
    bytes: file.bytes,
    options: readOptions(fields.get('options')),
    ...(password === undefined || password === '' ? {} : { password }),
  };
}

function readOptions(text: string | undefined): ImportOptions {
  const json = z
    .string()
    .transform((value, context) => {
      try {
        return JSON.parse(value) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'is not JSON' });
        return z.NEVER;
      }
    })
    .pipe(ImportOptions)
    .safeParse(text ?? '{}');
  if (json.success) return json.data;
  throw new AppError('bad_request', { detail: 'The options of the import are not valid.', field: 'options' });
}
