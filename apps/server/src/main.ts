import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { adbServer, directTcp } from '@muster/android';
import { Audit, auditRoutes } from './audit/index.ts';
import { AccountService, accountRoutes, Credentials, Workspaces } from './accounts/index.ts';
import { deviceRoutes, openAttachedPhones, type AttachedPhones } from './devices/index.ts';
import { FigureBook } from './figures/index.ts';
import { ImportService, ExportService, importRoutes } from './imports/index.ts';
import { EVENT_CHANNEL, Hub, Live, liveRoutes } from './live/index.ts';
import { authentication, LocalDoor, People, peopleRoutes } from './people/index.ts';
import {
  createHttp,
  createLog,
  gateFor,
  listen,
  migrate,
  MIGRATIONS_FOLDER,
  openDatabase,
  openDataFolder,
  randomIds,
  readConfig,
  StartError,
  systemClock,
  type Database,
  type DatabaseHandle,
  type Gate,
  type Http,
  type Log,
} from './platform/index.ts';
import { runRoutes, startHostRuns, type HostRuns } from './runs/index.ts';
import { Sessions } from './sessions/index.ts';
import { moduleSettings } from './settings.ts';
import { systemRoutes } from './system.ts';
import { KeyFileError, Vault, WrongVaultKeyError } from './vault/index.ts';
import { VERSION } from './version.ts';

const WEB_FOLDER = fileURLToPath(new URL('../../web/dist', import.meta.url));
const LARGEST_UPLOAD_BYTES = 200 * 1024 * 1024;
const HOUSEKEEPING_EVERY_MS = 10 * 60 * 1000;

export interface StartOptions {
  /** Options of `muster serve`, as typed. */
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Phones and accounts are invented: the page says so. */
  readonly demo?: boolean;
}

export interface RunningConsole {
  readonly url: string;
  /** The one-time link that makes the administrator; null once there is one. */
  readonly setupUrl: string | null;
  /** Settles with the reason when the console cannot go on by itself. */
  readonly failed: Promise<Error>;
  /** Lets running steps reach a safe point, then ends everything. Once is enough, twice does no harm. */
  close(): Promise<void>;
}

/**
 * Starts the console: the one place where its parts are made and handed to each other.
 * @throws StartError with a sentence for whoever started it
 */
export async function startConsole(options: StartOptions): Promise<RunningConsole> {
  const { config, modules, secrets } = readConfig({ flags: options.flags, env: options.environment }, moduleSettings);
  const log = createLog({ level: config.logLevel });
  await using starting = new AsyncDisposableStack();

  const dataFolder = starting.use(await openDataFolder(config.dataFolder));
  const database = starting.use(await openDatabase({ dataFolder, url: secrets.databaseUrl, log }));
  const { db } = database.handle;
  await migrate(db, MIGRATIONS_FOLDER);
  const vault = await startVault(db, config.keyFile);
  if (vault.state === 'sealed') log.warn({ keyFile: config.keyFile }, 'the vault is sealed: its key file is missing');

  const services = buildServices({ handle: database.handle, vault, log });
  await services.workspaces.ensureFirst();
  const keyFolder = join(dirname(config.keyFile), 'adb');
  const phones = starting.use(
    await openAttachedPhones({
      ...services,
      hostName: hostname(),
      directTcp: starting.use(await directTcp({ keyFolder, name: `muster@${hostname()}` })),
      adbServer: starting.use(modules.adbServer === 'off' ? null : adbServer(modules.adbServer)),
    }),
  );
  const { credentials } = services;
  const runs = starting.use(
    await startHostRuns({
      ...services,
      phones,
      pool: database.handle.pool,
      loginMaterial: (accountId) => credentials.loginMaterial(accountId),
    }),
  );

  const hub = new Hub();
  starting.use(await hearEvents(database.handle, hub, services));
  const localDoor = new LocalDoor(services.ids);
  let gate: Gate = gateFor({ ...config });
  const http = await createHttp({
    log,
    version: VERSION,
    gate: () => gate,
    webFolder: WEB_FOLDER,
    largestUpload: LARGEST_UPLOAD_BYTES,
  });
  starting.defer(() => http.close());
  registerRoutes(http, { ...services, phones, runs, hub, localDoor, demo: options.demo ?? false });

  const { url, port } = await listenOn(http, config.host, config.port);
  gate = gateFor({ ...config, port });
  await dataFolder.announce(url);
  await localDoor.announce(dataFolder.path, url, process.pid);
  starting.defer(() => localDoor.withdraw(dataFolder.path));
  starting.defer(keepHouse(services));
  const token = await services.people.newSetupToken();

  const running = starting.move();
  let closing: Promise<void> | undefined;
  return {
    url,
    setupUrl: token === null ? null : `${url}/setup#${token}`,
    failed: database.failed,
    close: () => (closing ??= running.disposeAsync()),
  };
}

/** What does not need a phone: the use cases over the database, and what they share. */
export function buildServices(parts: { handle: DatabaseHandle; vault: Vault; log: Log }) {
  const { db } = parts.handle;
  const clock = systemClock;
  const ids = randomIds;
  const live = new Live();
  const audit = new Audit(clock);
  const shared = { db, log: parts.log, clock, ids, live, audit, vault: parts.vault };
  const people = new People(shared);
  const sessions = new Sessions(shared);
  const figures = new FigureBook(shared);
  const workspaces = new Workspaces(shared);
  const accounts = new AccountService({ ...shared, sessions });
  const credentials = new Credentials({ ...shared, people });
  const imports = new ImportService({ ...shared, handle: parts.handle, sessions, figures });
  const exports = new ExportService({ ...shared, people });
  return { ...shared, people, sessions, figures, workspaces, accounts, credentials, imports, exports };
}

export type Services = ReturnType<typeof buildServices>;

export interface RouteParts extends Services {
  readonly phones: Pick<AttachedPhones, 'service'>;
  readonly runs: Pick<HostRuns, 'service'>;
  readonly hub: Hub;
  readonly localDoor: LocalDoor;
  readonly demo: boolean;
}

/** Every route of the console. The OpenAPI document is made from the same call. */
export function registerRoutes(http: Http, parts: RouteParts): void {
  authentication(http, parts);
  peopleRoutes(http, parts.people);
  accountRoutes(http, parts);
  importRoutes(http, parts);
  deviceRoutes(http, parts.phones.service);
  runRoutes(http, parts.runs.service);
  liveRoutes(http, parts);
  auditRoutes(http, parts);
  systemRoutes(http, { version: VERSION, demo: parts.demo, vault: parts.vault });
}

async function startVault(db: Database, keyFile: string): Promise<Vault> {
  try {
    return await Vault.start({ db, keyFile, now: systemClock.now() });
  } catch (error) {
    if (error instanceof WrongVaultKeyError || error instanceof KeyFileError) {
      throw new StartError('config_invalid', error.message, error);
    }
    throw error;
  }
}

async function hearEvents(handle: DatabaseHandle, hub: Hub, { live, db, log }: Services): Promise<AsyncDisposable> {
  return listen(
    handle.connection,
    {
      [EVENT_CHANNEL]: {
        heard: (payload) => hub.hear(payload),
        missed: () => {
          live.newestId(db).then(
            (newest) => hub.lost(newest),
            (error: unknown) => log.error({ err: error }, 'the events missed are not known'),
          );
        },
      },
    },
    log,
  );
}

async function listenOn(http: Http, host: string, port: number): Promise<{ url: string; port: number }> {
  try {
    await http.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EADDRINUSE') {
      throw new StartError('config_invalid', `Port ${port} on ${host} is taken. Choose another with --port.`, error);
    }
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
      throw new StartError('config_invalid', `${host}:${port} cannot be listened on (${code}).`, error);
    }
    throw error;
  }
  const address = http.server.address();
  if (address === null || typeof address === 'string') throw new Error('The server does not listen on a port.');
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return { url: `http://${name}:${address.port}`, port: address.port };
}

/** Removes what is over: old events, ended sessions. Gives the function that ends it. */
function keepHouse({ db, live, people, clock, log }: Services): () => void {
  const timer = setInterval(() => {
    Promise.all([live.trim(db, clock.now()), people.removeEndedSessions()]).catch((error: unknown) =>
      log.error({ err: error }, 'housekeeping failed'),
    );
  }, HOUSEKEEPING_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
