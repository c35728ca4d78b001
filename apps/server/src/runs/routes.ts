import { Run, RunDetail, RunList, RunRequest, TaskDetail, IdInUrl } from '@muster/contract';
import { z } from 'zod';
import { actorOf } from '../people/index.ts';
import type { Http } from '../platform/index.ts';
import type { RunService } from './service.ts';

const ById = z.object({ id: IdInUrl });
const ListQuery = z.object({
  workspaceId: IdInUrl.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Of an earlier page. */
  cursor: IdInUrl.optional(),
});
/** A person may say that the pace between two attempts is not to be waited for. */
const RetryRequest = z.strictObject({ ignorePace: z.boolean().optional() }).nullish();

export function runRoutes(app: Http, runs: RunService): void {
  const tags = ['runs'];

  app.post(
    '/api/v1/runs',
    { schema: { tags, summary: 'Run a script on accounts', body: RunRequest, response: { 201: RunDetail } } },
    async (request, reply) => reply.status(201).send(await runs.start(request.body, actorOf(request))),
  );

  app.get(
    '/api/v1/runs',
    { schema: { tags, summary: 'Runs, the newest first', querystring: ListQuery, response: { 200: RunList } } },
    async (request) => {
      const { cursor, limit, workspaceId } = request.query;
      const page = await runs.list({ before: cursor ?? null, limit, workspaceId: workspaceId ?? null });
      return { runs: page, nextCursor: nextCursor(page, limit) };
    },
  );

  app.get(
    '/api/v1/runs/:id',
    { schema: { tags, summary: 'A run with its tasks', params: ById, response: { 200: RunDetail } } },
    async (request) => runs.get(request.params.id),
  );

  app.post(
    '/api/v1/runs/:id/stop',
    { schema: { tags, summary: 'Stop a run at the next safe points', params: ById, response: { 200: RunDetail } } },
    async (request) => runs.stop(request.params.id, actorOf(request)),
  );

  app.post(
    '/api/v1/runs/:id/retry',
    {
      schema: {
        tags,
        summary: 'Run again what did not succeed',
        params: ById,
        body: RetryRequest,
        response: { 201: RunDetail },
      },
    },
    async (request, reply) => {
      const ignorePace = request.body?.ignorePace === true;
      return reply.status(201).send(await runs.retry(request.params.id, ignorePace, actorOf(request)));
    },
  );

  app.get(
    '/api/v1/tasks/:id',
    { schema: { tags, summary: 'A task with its steps', params: ById, response: { 200: TaskDetail } } },
    async (request) => runs.task(request.params.id),
  );

  app.post(
    '/api/v1/tasks/:id/look-again',
    {
      schema: {
        tags,
        summary: 'A person saw to the phone: lift the hold and look',
        params: ById,
        response: { 200: TaskDetail },
      },
    },
    async (request) => runs.lookAgain(request.params.id, actorOf(request)),
  );

  app.post(
    '/api/v1/tasks/:id/release',
    {
      schema: {
        tags,
        summary: 'Let the phone go without looking again',
        params: ById,
        response: { 200: TaskDetail },
      },
    },
    async (request) => runs.release(request.params.id, actorOf(request)),
  );
}

function nextCursor(page: readonly Run[], limit: number): string | null {
  const last = page.at(-1);
  return page.length < limit || last === undefined ? null : String(last.id);
}
