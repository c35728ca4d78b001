import {
  Account,
  AccountDraft,
  AccountHistory,
  AccountPage,
  AccountPatch,
  AccountQuery,
  BulkAct,
  BulkResult,
  CodeNow,
  CredentialQuery,
  CredentialReading,
  IdInUrl,
  RevealRequest,
  Revealed,
  Workspace,
  WorkspaceDraft,
  WorkspaceList,
} from '@muster/contract';
import { z } from 'zod';
import { actorOf } from '../people/index.ts';
import { AppError, type Http } from '../platform/index.ts';
import type { Credentials } from './credentials.ts';
import { previewCredential } from './preview.ts';
import type { AccountService } from './service.ts';
import type { Workspaces } from './workspaces.ts';

const ById = z.object({ id: IdInUrl });
const IfMatch = z.object({ 'if-match': z.string().optional() });

export interface AccountRouteParts {
  readonly accounts: AccountService;
  readonly credentials: Credentials;
  readonly workspaces: Workspaces;
}

/** Workspaces, accounts and their secrets over HTTP. */
export function accountRoutes(app: Http, parts: AccountRouteParts): void {
  workspaceRoutes(app, parts.workspaces);
  collectionRoutes(app, parts.accounts);
  oneAccountRoutes(app, parts.accounts);
  secretRoutes(app, parts.credentials);
}

function workspaceRoutes(app: Http, workspaces: Workspaces): void {
  app.get(
    '/api/v1/workspaces',
    { schema: { tags: ['accounts'], summary: 'All workspaces', response: { 200: WorkspaceList } } },
    async () => ({ workspaces: await workspaces.list() }),
  );

  app.post(
    '/api/v1/workspaces',
    { schema: { tags: ['accounts'], summary: 'Add a workspace', body: WorkspaceDraft, response: { 201: Workspace } } },
    async (request, reply) => reply.status(201).send(await workspaces.add(actorOf(request), request.body)),
  );
}

function collectionRoutes(app: Http, accounts: AccountService): void {
  app.get(
    '/api/v1/accounts',
    {
      schema: {
        tags: ['accounts'],
        summary: 'A page of accounts, by offset or by cursor, with the total',
        querystring: AccountQuery,
        response: { 200: AccountPage },
      },
    },
    async (request) => accounts.list(request.query),
  );

  app.post(
    '/api/v1/accounts',
    { schema: { tags: ['accounts'], summary: 'Add an account', body: AccountDraft, response: { 201: Account } } },
    async (request, reply) => {
      const account = await accounts.create(actorOf(request), request.body);
      return reply.status(201).header('etag', etag(account)).send(account);
    },
  );

  app.post(
    '/api/v1/accounts/bulk',
    {
      schema: {
        tags: ['accounts'],
        summary: 'Act on many accounts; nothing of it runs on a phone',
        body: BulkAct,
        response: { 200: BulkResult },
      },
    },
    async (request) => accounts.bulk(actorOf(request), request.body),
  );
}

function oneAccountRoutes(app: Http, accounts: AccountService): void {
  app.get(
    '/api/v1/accounts/:id',
    { schema: { tags: ['accounts'], summary: 'One account', params: ById, response: { 200: Account } } },
    async (request, reply) => {
      const account = await accounts.get(request.params.id);
      return reply.header('etag', etag(account)).send(account);
    },
  );

  app.patch(
    '/api/v1/accounts/:id',
    {
      schema: {
        tags: ['accounts'],
        summary: 'Edit an account at the version that If-Match names',
        params: ById,
        headers: IfMatch,
        body: AccountPatch,
        response: { 200: Account },
      },
    },
    async (request, reply) => {
      const version = versionIn(request.headers['if-match']);
      const account = await accounts.edit(actorOf(request), request.params.id, version, request.body);
      return reply.header('etag', etag(account)).send(account);
    },
  );

  app.delete(
    '/api/v1/accounts/:id',
    { schema: { tags: ['accounts'], summary: 'Delete an account', params: ById, response: { 204: z.null() } } },
    async (request, reply) => {
      await accounts.delete(actorOf(request), request.params.id);
      return reply.status(204).send(null);
    },
  );

  app.post(
    '/api/v1/accounts/:id/restore',
    { schema: { tags: ['accounts'], summary: 'Undo a deletion', params: ById, response: { 200: Account } } },
    async (request) => accounts.restore(actorOf(request), request.params.id),
  );

  app.get(
    '/api/v1/accounts/:id/history',
    {
      schema: { tags: ['accounts'], summary: 'What happened to it', params: ById, response: { 200: AccountHistory } },
    },
    async (request) => accounts.history(request.params.id),
  );
}

function secretRoutes(app: Http, credentials: Credentials): void {
  app.post(
    '/api/v1/accounts/:id/reveal',
    {
      schema: {
        tags: ['accounts'],
        summary: 'Show the secrets to a person who types their own password again',
        params: ById,
        body: RevealRequest,
        response: { 200: Revealed },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const shown = await credentials.reveal(actorOf(request), id, request.body.personPassword);
      return reply.header('cache-control', 'no-store').send(shown);
    },
  );

  app.get(
    '/api/v1/accounts/:id/code',
    { schema: { tags: ['accounts'], summary: 'The current 2FA code', params: ById, response: { 200: CodeNow } } },
    async (request, reply) => {
      const { code, secondsLeft } = await credentials.codeNow(request.params.id);
      return reply.header('cache-control', 'no-store').send({ code, secondsLeft });
    },
  );

  app.post(
    '/api/v1/credential',
    {
      schema: {
        tags: ['accounts'],
        summary: 'How a password field would be read; nothing is stored or given back',
        body: CredentialQuery,
        response: { 200: CredentialReading },
      },
    },
    async (request) => previewCredential(request.body),
  );
}

function etag(account: { version: number }): string {
  return `"${account.version}"`;
}

function versionIn(ifMatch: string | undefined): number {
  const version = /^"(\d{1,9})"$/.exec(ifMatch?.trim() ?? '')?.[1];
  if (version !== undefined) return Number(version);
  throw new AppError('bad_request', {
    status: 428,
    detail: 'An edit says which version it changes.',
    remedy: 'Send If-Match with the version that you read, as in If-Match: "3".',
    field: 'if-match',
  });
}
