import type pg from 'pg';
import type { Figures } from '@muster/contract';
import type { Live } from '../live/index.ts';
import type { Reader, Trx } from '../platform/database/tables.ts';
import { mergeReading, type Reading, type Snapshot } from './figures.ts';
import * as store from './store.ts';

/** Keeps every reading of an account's figures, and of each figure the one that stands. */
export class FigureBook {
  readonly #live: Live;

  constructor(parts: { live: Live }) {
    this.#live = parts.live;
  }

  /** Adds a reading within the caller's transaction and tells the page. Gives what stands now. */
  async record(trx: Trx, workspaceId: number, reading: Reading): Promise<Snapshot> {
    const known = await store.snapshotForUpdate(trx, reading.accountId);
    const merged = mergeReading(known, reading);
    await store.insertReading(trx, reading);
    await store.saveSnapshot(trx, reading.accountId, merged);
    await this.#live.publish(trx, { type: 'accounts.changed', workspaceId, ids: [reading.accountId] });
    return merged;
  }

  /**
   * Adds the first readings of many new accounts at once, in the transaction that made them, over its connection.
   * Telling the page is the caller's part.
   */
  async recordFirst(client: pg.ClientBase, readings: Iterable<Reading>): Promise<void> {
    await store.copyFirstReadings(client, readings);
  }

  /** The history of an account's figures, newest first. */
  async history(db: Reader, accountId: number, limit: number): Promise<Figures[]> {
    return store.readings(db, accountId, limit);
  }
}
