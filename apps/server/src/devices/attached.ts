import type { AdbServer, PhoneTransport } from '@muster/android';
import type { Logger } from 'pino';
import type { Audit } from '../audit/index.ts';
import type { Live } from '../live/index.ts';
import type { Clock, Database } from '../platform/index.ts';
import { AdbServerLinks } from './adb-server-links.ts';
import { DeviceRegistry } from './registry.ts';
import { DeviceService } from './service.ts';
import { StateJournal } from './state-journal.ts';
import { ensureHost, markAllAway, rememberedAddresses } from './store.ts';
import { TcpLinks } from './tcp-links.ts';

export interface AttachedPhonesOptions {
  readonly db: Database;
  readonly live: Live;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly log: Logger;
  readonly hostName: string;
  readonly directTcp: PhoneTransport;
  /** Null where nobody wants an adb server to be looked for. */
  readonly adbServer: AdbServer | null;
}

/** The phones of this machine: looked for from `open` until disposed. */
export interface AttachedPhones extends AsyncDisposable {
  readonly hostId: number;
  readonly registry: DeviceRegistry;
  readonly service: DeviceService;
}

const JOURNAL_EVERY_MS = 1000;

/** Starts looking for phones: through the adb server, and at every address that was connected before. */
export async function openAttachedPhones(options: AttachedPhonesOptions): Promise<AttachedPhones> {
  const { db, live, log, clock } = options;
  const hostId = await ensureHost(db, options.hostName);
  await markAllAway(db, hostId);
  const journal = new StateJournal({ db, live, log, everyMs: JOURNAL_EVERY_MS });
  const registry = new DeviceRegistry({ db, hostId, clock, journal });
  const tcp = new TcpLinks(options.directTcp, registry);
  const server = options.adbServer === null ? null : new AdbServerLinks(options.adbServer, registry, log);
  for (const address of await rememberedAddresses(db, hostId)) tcp.keep(address);
  return {
    hostId,
    registry,
    service: new DeviceService({ ...options, hostId, registry, tcp }),
    async [Symbol.asyncDispose]() {
      await server?.[Symbol.asyncDispose]();
      await tcp[Symbol.asyncDispose]();
      registry[Symbol.dispose]();
      await journal[Symbol.asyncDispose]();
    },
  };
}
