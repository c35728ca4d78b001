import type { Network, Outcome, OutcomeReason, Script, TaskState, WaitReason } from '@muster/contract';
import type { Generated } from 'kysely';

/** int8 columns: pg gives them as text. */
type BigId = string;

export interface RunTables {
  run: {
    id: Generated<number>;
    script: Script;
    workspace_id: number;
    by_whom: string;
    ignore_pace: Generated<boolean>;
    started_at: Generated<Date>;
    ended_at: Date | null;
    stop_requested_at: Date | null;
  };
  task: {
    id: Generated<BigId>;
    run_id: number;
    account_id: number | null;
    device_id: number | null;
    state: TaskState;
    waiting: WaitReason | null;
    outcome: Outcome | null;
    reason: OutcomeReason | null;
    message: Generated<string>;
    attempts: Generated<number>;
    steps: Generated<number>;
    look_only: Generated<boolean>;
    fencing_token: BigId | null;
    queued_at: Generated<Date>;
    not_before: Date | null;
    started_at: Date | null;
    ended_at: Date | null;
  };
  task_step: {
    task_id: BigId;
    number: number;
    at: Generated<Date>;
    screen: string | null;
    act: string;
    text: string;
  };
  login_attempt: {
    id: Generated<BigId>;
    account_id: number;
    task_id: BigId | null;
    device_id: number | null;
    identifier: 'email' | 'username';
    started_at: Generated<Date>;
    submitted_at: Date | null;
    code_submitted_at: Date | null;
    ended_at: Date | null;
    outcome: Outcome | null;
    reason: OutcomeReason | null;
  };
  used_code: { account_id: number; time_step: BigId; at: Generated<Date> };
  device_lease: {
    device_id: number;
    token: Generated<BigId>;
    holder: string | null;
    task_id: BigId | null;
    expires_at: Date | null;
  };
  device_hold: {
    device_id: number;
    package: string;
    task_id: BigId | null;
    reason: string;
    since: Generated<Date>;
  };
  capture: {
    id: Generated<BigId>;
    task_id: BigId | null;
    at: Generated<Date>;
    network: Network;
    package: string;
    app_version: string | null;
    tree: string;
  };
}

declare module '../platform/database/tables.ts' {
  interface Tables extends RunTables {}
}
