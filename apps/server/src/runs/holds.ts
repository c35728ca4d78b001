import type { Reader, Trx } from '../platform/index.ts';

/** Packages on a phone that wait for a person (rule 13). */
export async function heldPackages(db: Reader, deviceId: number): Promise<Set<string>> {
  const rows = await db.selectFrom('device_hold').select('package').where('device_id', '=', deviceId).execute();
  return new Set(rows.map((row) => row.package));
}

export interface Hold {
  readonly deviceId: number;
  readonly package: string;
  readonly taskId: string;
  readonly reason: string;
}

/** The phone gets no further task of that app until a person looked. */
export async function placeHold(trx: Trx, hold: Hold): Promise<void> {
  await trx
    .insertInto('device_hold')
    .values({ device_id: hold.deviceId, package: hold.package, task_id: hold.taskId, reason: hold.reason })
    .onConflict((conflict) =>
      conflict.columns(['device_id', 'package']).doUpdateSet({ task_id: hold.taskId, reason: hold.reason }),
    )
    .execute();
}

export async function liftHold(trx: Trx, taskId: string): Promise<void> {
  await trx.deleteFrom('device_hold').where('task_id', '=', taskId).execute();
}
