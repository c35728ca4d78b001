import { deviceRoutes } from '../../devices/index.ts';
import { Audit } from '../../audit/index.ts';
import { authentication, LocalDoor, People } from '../../people/index.ts';
import { createHttp, gateFor, randomIds, silentLog, systemClock } from '../../platform/index.ts';
import { runRoutes } from '../routes.ts';
import type { TestHost } from './host.ts';

export type Call = (method: 'GET' | 'POST' | 'PATCH', url: string, options?: CallOptions) => Promise<Answer>;

export interface CallOptions {
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly anonymous?: boolean;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: unknown;
}

/** The routes of phones and runs over HTTP, with an administrator who signed in. */
export async function openWeb(host: TestHost): Promise<AsyncDisposable & { readonly call: Call }> {
  const { db } = host.database;
  const people = new People({ db, audit: new Audit(systemClock), clock: systemClock, ids: randomIds });
  const token = (await people.newSetupToken()) ?? '';
  const { sessionToken } = await people.setUp({ token, name: 'Ada', password: 'a long enough password' });
  const gate = gateFor({ host: '127.0.0.1', port: 80, allowedHosts: [], https: false });
  const app = await createHttp({ log: silentLog, version: '0', gate: () => gate, webFolder: null, largestUpload: 10 });
  authentication(app, { people, localDoor: new LocalDoor(randomIds) });
  deviceRoutes(app, host.phones.service);
  runRoutes(app, host.runs.service);
  await app.ready();
  return {
    call: async (method, url, options = {}) => {
      const answer = await app.inject({
        method,
        url: `/api/v1${url}`,
        headers: {
          ...(options.anonymous === true ? {} : { cookie: `muster_session=${sessionToken}` }),
          ...options.headers,
        },
        ...(options.body === undefined ? {} : { payload: options.body }),
      });
      const type = String(answer.headers['content-type']);
      return {
        status: answer.statusCode,
        type,
        body: type.includes('json') ? answer.json<unknown>() : answer.rawPayload,
      };
    },
    [Symbol.asyncDispose]: () => app.close(),
  };
}
