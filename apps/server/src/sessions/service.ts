import type { Observation } from '@muster/contract';
import type { Live } from '../live/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Reader, Trx } from '../platform/database/tables.ts';
import type { Sighting } from './session.ts';
import * as store from './store.ts';

/** Keeps who saw which account signed in where. An account's login status is what was last observed, and nothing else. */
export class Sessions {
  readonly #live: Live;
  readonly #clock: Clock;

  constructor(parts: { live: Live; clock: Clock }) {
    this.#live = parts.live;
    this.#clock = parts.clock;
  }

  /** Writes down one observation within the caller's transaction, and tells the page. */
  async observe(trx: Trx, sighting: Sighting): Promise<void> {
    const at = this.#clock.now();
    await store.insert(trx, [sighting], at);
    const [workspaceId] = await store.setStatus(trx, [sighting], at);
    if (workspaceId === undefined) return;
    await this.#live.publish(trx, { type: 'accounts.changed', workspaceId, ids: [sighting.accountId] });
  }

  /** Writes down many at once, as seen at `at`; telling the page is the caller's part. */
  async observeMany(trx: Trx, sightings: readonly Sighting[], at: Date): Promise<void> {
    await store.insert(trx, sightings, at);
    await store.setStatus(trx, sightings, at);
  }

  /** Writes down the first observations of accounts that this transaction makes with that status already. */
  async observeFirst(trx: Trx, sightings: readonly Sighting[], at: Date): Promise<void> {
    await store.insert(trx, sightings, at);
  }

  /**
   * Takes back what an act that is undone had observed (known by its evidence): the status is again what was last
   * observed besides.
   */
  async forget(trx: Trx, accountIds: readonly number[], evidence: string): Promise<void> {
    await store.remove(trx, accountIds, evidence);
  }

  /** The newest observations of an account. */
  async of(db: Reader, accountId: number, limit: number): Promise<Observation[]> {
    return store.newest(db, accountId, limit);
  }
}
