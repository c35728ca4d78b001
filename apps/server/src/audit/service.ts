import { sql } from 'kysely';
import type { Clock } from '../platform/clock.ts';
import type { Database, Trx } from '../platform/database/tables.ts';
import { chainHash, ChainCheck, START, type Verdict } from './chain.ts';

/** What is written down. `what` says it in words or as JSON text, and never holds a secret. */
export interface AuditEvent {
  readonly who: string;
  readonly act: string;
  readonly what: string;
}

export interface AuditPageEntry extends AuditEvent {
  readonly id: number;
  readonly at: Date;
}

/** Entries are added one after another; this key is held until the writer's transaction ends. */
const CHAIN_LOCK = 0x6d757374;
const CHECK_PAGE = 5000;

/** The append-only record: who did what, each entry chained to the one before. */
export class Audit {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Adds an entry within the caller's transaction: it is there exactly when the act is.
   * Call it last, because other writers of the record wait until this transaction ends.
   */
  async record(trx: Trx, event: AuditEvent): Promise<void> {
    await sql`select pg_advisory_xact_lock(${CHAIN_LOCK})`.execute(trx);
    const last = await trx.selectFrom('audit').select(['id', 'hash']).orderBy('id', 'desc').limit(1).executeTakeFirst();
    const previous = last?.hash ?? START;
    const entry = { id: Number(last?.id ?? 0) + 1, at: this.#clock.now(), ...event };
    await trx
      .insertInto('audit')
      .values({
        ...entry,
        id: String(entry.id),
        previous: Buffer.from(previous),
        hash: chainHash(entry, previous),
      })
      .execute();
  }

  /** The newest entries before an id. */
  async page(db: Database, options: { before?: number; limit: number }): Promise<AuditPageEntry[]> {
    const rows = await db
      .selectFrom('audit')
      .select(['id', 'at', 'who', 'act', 'what'])
      .$if(options.before !== undefined, (query) => query.where('id', '<', String(options.before)))
      .orderBy('id', 'desc')
      .limit(options.limit)
      .execute();
    return rows.map((row) => ({ ...row, id: Number(row.id) }));
  }

  /** Reads the whole record and says whether it is whole, or where it breaks first. */
  async verify(db: Database): Promise<Verdict> {
    const check = new ChainCheck();
    let after = '0';
    for (;;) {
      const rows = await db
        .selectFrom('audit')
        .selectAll()
        .where('id', '>', after)
        .orderBy('id')
        .limit(CHECK_PAGE)
        .execute();
      for (const row of rows) check.add({ ...row, id: Number(row.id) });
      const last = rows.at(-1);
      if (last === undefined) return check.verdict();
      after = last.id;
    }
  }
}
