import { sql } from 'kysely';
import { z } from 'zod';
import type { Reader } from '../platform/index.ts';

/** What an operator may set about runs; kept in the table `setting` under `runs`. */
export const RunSettings = z.object({
  /** Minutes between two login attempts of one account, unless a person asks. */
  loginPaceMinutes: z.number().nonnegative().default(30),
  /** Hours after which a task that only waited is given up. */
  waitingHours: z.number().positive().default(24),
  /** Tasks that run at once on this console. */
  atOnce: z.int().positive().max(1000).default(200),
});
export type RunSettings = z.infer<typeof RunSettings>;

export async function readSettings(db: Reader): Promise<RunSettings> {
  const { rows } = await sql<{ value: unknown }>`select value from setting where key = 'runs'`.execute(db);
  return RunSettings.parse(rows[0]?.value ?? {});
}
