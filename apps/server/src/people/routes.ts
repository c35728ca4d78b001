import type { FastifyRequest } from 'fastify';
import { SessionState, SetupRequest, SetupState, SignInRequest } from '@muster/contract';
import { z } from 'zod';
import { AppError, type Http } from '../platform/index.ts';
import { localActor, type LocalDoor } from './local-access.ts';
import type { Actor, People, SignedIn } from './service.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; only public routes are reached without. */
    actor: Actor | null;
  }
  interface FastifyContextConfig {
    /** The few routes that answer somebody who has not signed in. */
    public?: boolean;
  }
}

const SESSION_COOKIE = 'muster_session';

/** The one who asks, in a route that is not public. */
export function actorOf(request: FastifyRequest): Actor {
  if (request.actor === null) throw new AppError('not_signed_in');
  return request.actor;
}

/** Lets nobody past who is neither signed in nor the local command line, except to public routes and the page's files. */
export function authentication(app: Http, options: { people: People; localDoor: LocalDoor }): void {
  app.decorateRequest('actor', null);
  app.addHook('onRequest', async (request) => {
    if (!asksForApi(request)) return;
    request.actor = await whoAsks(request, options);
    if (request.actor === null && request.routeOptions.config.public !== true) throw new AppError('not_signed_in');
  });
}

/**
 * By the route that was found, as its author wrote it: what was asked for may spell the same route in many ways
 * (`/%61pi/…`). Where none was found, what was asked for decides only how that is said.
 */
function asksForApi(request: FastifyRequest): boolean {
  return (request.routeOptions.url ?? request.url).startsWith('/api/');
}

async function whoAsks(
  request: FastifyRequest,
  { people, localDoor }: { people: People; localDoor: LocalDoor },
): Promise<Actor | null> {
  const bearer = /^Bearer ([\w-]+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return localDoor.admits(bearer) ? localActor : null;
  const session = request.cookies[SESSION_COOKIE];
  return session === undefined ? null : people.actorOf(session);
}

/** The one-time link, signing in and out, and who is signed in. */
export function peopleRoutes(app: Http, people: People): void {
  const open = { config: { public: true } };

  app.get(
    '/api/v1/setup',
    {
      ...open,
      schema: {
        tags: ['people'],
        summary: 'Whether an administrator is still to be made',
        response: { 200: SetupState },
      },
    },
    async () => ({ needed: await people.setupNeeded() }),
  );

  app.post(
    '/api/v1/setup',
    {
      ...open,
      schema: {
        tags: ['people'],
        summary: 'Make the administrator',
        body: SetupRequest,
        response: { 201: SessionState },
      },
    },
    async (request, reply) => {
      const signedIn = await people.setUp(request.body);
      return reply.status(201).header('set-cookie', sessionCookie(request, signedIn)).send(stateOf(signedIn.actor));
    },
  );

  app.post(
    '/api/v1/session',
    { ...open, schema: { tags: ['people'], summary: 'Sign in', body: SignInRequest, response: { 200: SessionState } } },
    async (request, reply) => {
      const signedIn = await people.signIn(request.body.name, request.body.password);
      return reply.header('set-cookie', sessionCookie(request, signedIn)).send(stateOf(signedIn.actor));
    },
  );

  app.get(
    '/api/v1/session',
    { schema: { tags: ['people'], summary: 'Who is signed in', response: { 200: SessionState } } },
    async (request) => stateOf(actorOf(request)),
  );

  app.delete(
    '/api/v1/session',
    { schema: { tags: ['people'], summary: 'Sign out', response: { 204: z.null() } } },
    async (request, reply) => {
      const session = request.cookies[SESSION_COOKIE];
      if (session !== undefined) await people.signOut(session);
      return reply
        .status(204)
        .header('set-cookie', cookie('', request, new Date(0)))
        .send(null);
    },
  );
}

function stateOf(actor: Actor): SessionState {
  return { person: { id: actor.personId ?? 0, name: actor.name, role: actor.role } };
}

function sessionCookie(request: FastifyRequest, signedIn: SignedIn): string {
  return cookie(signedIn.sessionToken, request, signedIn.expiresAt);
}

function cookie(value: string, request: FastifyRequest, expires: Date): string {
  const secure = request.protocol === 'https' ? '; Secure' : '';
  return `${SESSION_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Strict; Expires=${expires.toUTCString()}${secure}`;
}
