import type { Trx } from '../platform/index.ts';

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
