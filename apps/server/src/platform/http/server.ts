import { existsSync } from 'node:fs';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import staticFiles from '@fastify/static';
import swagger from '@fastify/swagger';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { AppError } from '../app-error.ts';
import { passes, type Gate } from './gate.ts';
import { PROBLEM_TYPE, problemOf, refusalOf } from './problems.ts';

export interface HttpOptions {
  readonly log: FastifyBaseLogger;
  readonly version: string;
  /** Known only when the port is: asked at each request. */
  readonly gate: () => Gate;
  /** Where the built web page is; without it only the API answers. */
  readonly webFolder: string | null;
  /** Largest file that may be sent, in bytes. */
  readonly largestUpload: number;
}

export type Http = FastifyInstance<
  import('http').Server,
  import('http').IncomingMessage,
  import('http').ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

const BODY_LIMIT = 4 * 1024 * 1024;

/** The HTTP side of the console without any route of its domain: gate, problems, OpenAPI, the web page's files. */
export async function createHttp(options: HttpOptions): Promise<Http> {
  const app = Fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    trustProxy: false,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);

  app.addHook('onRequest', async (request) => {
    const verdict = passes(options.gate(), { host: request.headers.host, origin: request.headers.origin });
    if (verdict === 'open') return;
    throw new AppError(verdict, {
      remedy: 'Open the console at the address it printed, or allow this name with MUSTER_ALLOWED_HOSTS.',
    });
  });
  app.setErrorHandler(async (error, request, reply) => {
    const refusal = refusalOf(error);
    if (refusal.status >= 500) request.log.error({ err: error, route: request.routeOptions.url }, 'request failed');
    if (refusal.retryAfterSeconds !== undefined) void reply.header('retry-after', String(refusal.retryAfterSeconds));
    return reply
      .status(refusal.status)
      .type(PROBLEM_TYPE)
      .send(JSON.stringify(problemOf(refusal, request.id)));
  });

  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        // Mantine writes its colour scheme and its component styles into style elements.
        styleSrc: ["'self'", "'unsafe-inline'"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
      },
    },
    strictTransportSecurity: false,
  });
  await app.register(cookie);
  await app.register(multipart, { limits: { fileSize: options.largestUpload, files: 1, fields: 20 } });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Muster',
        version: options.version,
        description: 'Accounts, the phones they live on, and the scripts that run on them.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'muster_session' },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
      security: [{ session: [] }, { token: [] }],
    },
    transform: jsonSchemaTransform,
  });
  await servePage(app, options.webFolder);
  return app;
}

/** The page may be built anew while the console runs, so its files are looked for when they are asked for. */
async function servePage(app: Http, folder: string | null): Promise<void> {
  if (folder !== null && existsSync(folder)) {
    await app.register(staticFiles, {
      root: folder,
      index: false,
      setHeaders: (reply, path) => {
        // Built files have their hash in the name; the page itself must always be fresh.
        const lasting = path.includes('/assets/');
        reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const wantsPage = request.method === 'GET' && !path.startsWith('/api/') && !/\.[a-z0-9]{2,5}$/i.test(path);
    const isBuilt = folder !== null && existsSync(join(folder, 'index.html'));
    if (wantsPage && isBuilt) return reply.header('cache-control', 'no-cache').sendFile('index.html', folder);
    const refusal = new AppError('not_found', {
      detail: wantsPage ? 'The web page is not built; run script/setup.' : `There is nothing at ${path}.`,
    });
    return reply
      .status(404)
      .type(PROBLEM_TYPE)
      .send(JSON.stringify(problemOf(refusal, request.id)));
  });
}
