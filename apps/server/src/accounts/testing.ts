import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Audit } from '../audit/index.ts';
import { FigureBook } from '../figures/index.ts';
import { Live } from '../live/index.ts';
import type { Actor } from '../people/index.ts';
import { AppError } from '../platform/app-error.ts';
import type { Clock } from '../platform/clock.ts';
import type { DatabaseHandle } from '../platform/database/connect.ts';
import { testDatabase } from '../platform/database/testing.ts';
import { randomIds } from '../platform/ids.ts';
import { Sessions } from '../sessions/index.ts';
import { Vault } from '../vault/index.ts';
import { Credentials } from './credentials.ts';
import { AccountService } from './service.ts';
import { Workspaces } from './workspaces.ts';

/** A clock that goes on by a second whenever it is read. */
export class SteppingClock implements Clock {
  #nextMs: number;

  constructor(start: string) {
    this.#nextMs = Date.parse(start);
  }

  now(): Date {
    this.#nextMs += 1000;
    return new Date(this.#nextMs);
  }
}

export const ann: Actor = { name: 'Ann', kind: 'person', personId: 1, role: 'administrator' };
/** What Ann types when she is asked for her password again. */
export const ANNS_PASSWORD = 'correct horse';

/** Accounts with all that stands behind them, on a database and a vault of their own. */
export async function startGround() {
  const handle: DatabaseHandle = await testDatabase();
  const { db } = handle;
  const folder = await mkdtemp(join(tmpdir(), 'muster-vault-'));
  const clock = new SteppingClock('2026-01-01T00:00:00Z');
  const ids = randomIds;
  const live = new Live();
  const audit = new Audit(clock);
  const vault = await Vault.start({ db, keyFile: join(folder, 'key'), now: clock.now() });
  const sessions = new Sessions({ live, clock });
  const figures = new FigureBook({ live });
  const people = {
    confirm: async (actor: Actor, password: string | undefined) => {
      if (actor.kind !== 'local' && password !== ANNS_PASSWORD) throw new AppError('wrong_password');
    },
  };
  const parts = { handle, db, vault, audit, live, sessions, figures, clock, ids, people };
  const workspaces = new Workspaces(parts);
  await workspaces.ensureFirst();
  const [tiktok, instagram] = await workspaces.list();
  if (tiktok === undefined || instagram === undefined) throw new Error('a new installation has two workspaces');
  return {
    ...parts,
    workspaces,
    tiktok: tiktok.id,
    instagram: instagram.id,
    accounts: new AccountService(parts),
    credentials: new Credentials(parts),
    close: async () => {
      await handle.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type Ground = Awaited<ReturnType<typeof startGround>>;
